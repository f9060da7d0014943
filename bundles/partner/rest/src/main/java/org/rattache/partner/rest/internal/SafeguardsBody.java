package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.LinkSafeguards.Safeguards;
import org.rattache.platform.api.Violations;

/** A firm's setting in JSON, read and written. */
@Schema(
        name = "LinkSafeguards",
        description =
                "What a firm demands of links that it opens from now on; both are off at first")
record SafeguardsBody(
        @Schema(
                        description =
                                "For so many days after group-acceptance what was sent before it stays closed",
                        minimum = "0",
                        maximum = "365",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Integer earlierDocumentsDelayDays,
        @Schema(
                        description = "group-acceptance asks for a code that the firm has issued",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Boolean codeRequired) {

    static SafeguardsBody of(Safeguards safeguards) {
        return new SafeguardsBody(
                safeguards.earlierDocumentsDelayDays(), safeguards.codeRequired());
    }

    Safeguards toSafeguards() {
        new Violations()
                .present("/earlierDocumentsDelayDays", earlierDocumentsDelayDays)
                .present("/codeRequired", codeRequired)
                .throwIfAny();
        return new Safeguards(earlierDocumentsDelayDays, codeRequired);
    }

    /** The safeguards of one link in JSON. */
    @Schema(name = "LinkSafeguardsOfLink", description = "What was demanded when it was opened")
    record OfLink(
            @Schema(minimum = "0", maximum = "365") int earlierDocumentsDelayDays,
            boolean codeRequired,
            @Schema(description = "When the code that counts was issued") Instant codeIssuedAt,
            @Schema(
                            description = "How many wrong codes are left; where a code is required",
                            minimum = "0",
                            maximum = "5")
                    Integer codeTriesLeft,
            @Schema(description = "When the delay ends; once the group is accepted")
                    Instant earlierDocumentsOpenAt) {

        static OfLink of(LinkSafeguards.OfLink link) {
            return new OfLink(
                    link.safeguards().earlierDocumentsDelayDays(),
                    link.safeguards().codeRequired(),
                    link.codeIssuedAt().orElse(null),
                    link.safeguards().codeRequired() ? link.codeTriesLeft() : null,
                    link.earlierDocumentsOpenAt().orElse(null));
        }
    }

    /** A new code in JSON. */
    @Schema(name = "LinkCode")
    record NewCode(
            @Schema(
                            description = "Shown this once",
                            pattern = "[2-9A-HJ-KM-NP-Z]{4}(-[2-9A-HJ-KM-NP-Z]{4}){2}")
                    String code) {}
}
