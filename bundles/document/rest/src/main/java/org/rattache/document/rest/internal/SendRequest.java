package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The part {@code metadata} of a document that a firm sends. */
public record SendRequest(
        @Schema(maxLength = 255, description = "Without it, the file name of the part.")
                String name,
        @Schema(description = "Id of a section of the client file.") String section,
        @ArraySchema(maxItems = 20, schema = @Schema(maxLength = 60)) List<String> keywords,
        @Schema(maxLength = 100, description = "Documents of one batch are told of in one mail.")
                String batch) {}
