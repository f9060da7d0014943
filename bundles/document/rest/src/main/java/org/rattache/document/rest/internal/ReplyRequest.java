package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The part {@code metadata} of a document that a space sends to a firm. */
public record ReplyRequest(
        @Schema(maxLength = 255, description = "Without it, the file name of the part.")
                String name,
        @Schema(description = "Id of a section of the account.") String section,
        @ArraySchema(maxItems = 20, schema = @Schema(maxLength = 60)) List<String> keywords,
        @Schema(maxLength = 100) String batch,
        @Schema(description = "Needed when the account exchanges documents with several firms.")
                String firm) {}
