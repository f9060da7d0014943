package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.rattache.platform.api.Violations;

/** The code that the firm has sent over another channel. */
@Schema(name = "PartnerCode")
record CodeBody(
        @Schema(
                        maxLength = CodeBody.MAX,
                        description = "Blanks, hyphens and case do not count",
                        example = "K7XM-2QPD-9WTF")
                String code) {

    static final int MAX = 100;

    Optional<String> text() {
        new Violations().optionalText("/code", code, MAX).throwIfAny();
        return Optional.ofNullable(code);
    }
}
