package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import org.rattache.linking.api.Warning;

/** An e-mail that stands in the files of many unrelated companies [PRODUCT S2e]. */
@Schema(name = "SharedAddressWarning")
record WarningBody(
        @Schema(maxLength = 254, requiredMode = Schema.RequiredMode.REQUIRED) String email,
        @Schema(
                        description = "In so many files, or more.",
                        minimum = "1",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                int files) {

    static WarningBody of(Warning warning) {
        return new WarningBody(warning.email(), warning.files());
    }
}
