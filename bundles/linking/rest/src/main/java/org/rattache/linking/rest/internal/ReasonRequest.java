package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** Why something is done; whether it must be there, the operation says. */
@Schema(name = "Reason")
record ReasonRequest(@Schema(minLength = 1, maxLength = 500) String reason) {

    Optional<String> optional() {
        return Optional.ofNullable(reason);
    }
}
