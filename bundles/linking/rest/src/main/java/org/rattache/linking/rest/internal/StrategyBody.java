package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.rattache.linking.api.Strategies;

/** An installed strategy in JSON. */
@Schema(name = "Strategy")
record StrategyBody(
        @Schema(maxLength = 100, type = "string") Optional<String> id,
        @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String bundle,
        @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String version,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) int ranking,
        @Schema(
                        allowableValues = {"active", "standby", "rejected", "removed"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String state,
        @Schema(
                        description = "Why it stands by, was rejected or removed.",
                        maxLength = 500,
                        type = "string")
                Optional<String> why,
        @Schema(
                        description =
                                "It has failed so often that it is not asked at present, and when it is tried again;"
                                        + " absent while it is asked.",
                        maxLength = 500,
                        type = "string")
                Optional<String> suspended,
        @Schema(
                        description =
                                "So many of its threads are kept by calls whose time was over.",
                        minimum = "0",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                int keptThreads,
        @Schema(
                        description = "Only a restart of the server gives back what it holds.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                boolean restartNeeded) {

    static StrategyBody of(Strategies.Strategy strategy) {
        return new StrategyBody(
                strategy.id(),
                strategy.bundle(),
                strategy.version(),
                strategy.ranking(),
                Names.of(strategy.state()),
                strategy.why(),
                strategy.suspended(),
                strategy.keptThreads(),
                strategy.restartNeeded());
    }
}
