package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.rattache.linking.api.Links;

/** Which files are to be linked to which main account. */
@Schema(name = "LinkPreviewRequest")
record PreviewRequest(
        @Schema(
                        description = "The client file of the main account.",
                        maxLength = 36,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String main,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                @ArraySchema(
                        minItems = 1,
                        maxItems = Links.MAX_SECONDARIES,
                        uniqueItems = true,
                        schema = @Schema(maxLength = 36),
                        arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED))
                List<String> secondaries) {}
