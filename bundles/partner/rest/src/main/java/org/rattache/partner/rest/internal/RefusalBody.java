package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** What is sent with a refusal. */
@Schema(name = "PartnerRefusal")
record RefusalBody(@Schema(maxLength = 500, description = "The firm may read it") String reason) {

    Optional<String> text() {
        return Optional.ofNullable(reason);
    }
}
