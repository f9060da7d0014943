package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** Another main account for a link. */
@Schema(name = "LinkMainRequest")
record MainRequest(
        @Schema(maxLength = 36, requiredMode = Schema.RequiredMode.REQUIRED) String main,
        @Schema(maxLength = 500) String reason) {

    Optional<String> optionalReason() {
        return Optional.ofNullable(reason);
    }
}
