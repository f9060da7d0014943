package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.rattache.linking.api.Links;

/** A validation: what the preview showed, and its digest. */
@Schema(name = "LinkRequest")
record LinkRequest(
        @Schema(maxLength = 36, requiredMode = Schema.RequiredMode.REQUIRED) String main,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                @ArraySchema(
                        minItems = 1,
                        maxItems = Links.MAX_SECONDARIES,
                        uniqueItems = true,
                        schema = @Schema(maxLength = 36),
                        arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED))
                List<String> secondaries,
        @Schema(
                        description = "The digest of the preview.",
                        maxLength = 64,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String digest,
        @Schema(
                        description =
                                "For the secondaries that were picked from a suggestion: client file to the id of the"
                                        + " strategy.")
                Map<String, String> suggestedBy) {}
