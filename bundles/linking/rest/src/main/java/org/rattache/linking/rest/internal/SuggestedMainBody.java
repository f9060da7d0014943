package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import org.rattache.linking.api.SuggestedMain;

/** Which file the main account should be, in JSON. */
@Schema(name = "SuggestedMain")
record SuggestedMainBody(
        @Schema(
                        description = "The id of one of the files.",
                        maxLength = 36,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String clientFile,
        @Schema(
                        description = "What spoke for it against the others.",
                        allowableValues = {
                            "main-already",
                            "only-active-space",
                            "latest-log-in",
                            "most-documents",
                            "oldest"
                        },
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String because) {

    static SuggestedMainBody of(SuggestedMain main) {
        return new SuggestedMainBody(main.clientFile(), Names.of(main.because()));
    }
}
