package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.rattache.linking.api.Scan;

/** A scan in JSON; what is empty is left out. */
@Schema(name = "Scan")
record ScanBody(
        @Schema(maxLength = 36, requiredMode = Schema.RequiredMode.REQUIRED) String id,
        @Schema(
                        allowableValues = {"running", "done", "failed", "interrupted"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String state,
        @Schema(
                        description = "Who looks, or looked last.",
                        implementation = LinkBody.SuggestedBy.class)
                Optional<LinkBody.SuggestedBy> strategy,
        @Schema(
                        description = "So many files were looked at.",
                        minimum = "0",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                long done,
        @Schema(
                        description = "So many there are, as far as is known.",
                        minimum = "0",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                long total,
        @Schema(
                        description = "So many files are proposed because of it.",
                        minimum = "0",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                long proposed,
        @Schema(
                        description =
                                "So many findings were not proposed: dismissed before, linked, proposed already, not usable.",
                        minimum = "0",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                long skipped,
        @Schema(
                        description =
                                "For so many files the strategy has not answered: of these nothing is known.",
                        minimum = "0",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                long unanswered,
        @Schema(
                        description = "Why it has failed or was interrupted.",
                        maxLength = 500,
                        type = "string")
                Optional<String> detail,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) LinkBody.ActorBody startedBy,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant startedAt,
        @Schema(type = "string", format = "date-time") Optional<Instant> endedAt,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Where links) {

    /** Where to go on. */
    @Schema(name = "ScanLinks")
    record Where(
            @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String self,
            @Schema(
                            description = "What scans have proposed.",
                            maxLength = 200,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String proposals) {}

    static String path(Scan scan) {
        return LinkingApplication.firm(scan.firm()) + "/scans/" + scan.id();
    }

    static ScanBody of(Scan scan) {
        return new ScanBody(
                scan.id(),
                Names.of(scan.state()),
                scan.strategy().map(s -> new LinkBody.SuggestedBy(s.id(), s.bundle(), s.version())),
                scan.done(),
                scan.total(),
                scan.proposed(),
                scan.skipped(),
                scan.unanswered(),
                scan.detail(),
                LinkBody.ActorBody.of(scan.startedBy()),
                scan.startedAt(),
                scan.endedAt(),
                new Where(
                        path(scan),
                        LinkingApplication.firm(scan.firm()) + "/clients-to-link?kind=scan"));
    }
}
