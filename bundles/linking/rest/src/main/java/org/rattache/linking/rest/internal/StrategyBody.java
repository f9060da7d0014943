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
                        allowableValues = {"active", "standby", "rejected"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String state,
        @Schema(description = "Why it stands by or was rejected.", maxLength = 500, type = "string")
                Optional<String> why) {

    static StrategyBody of(Strategies.Strategy strategy) {
        return new StrategyBody(
                strategy.id(),
                strategy.bundle(),
                strategy.version(),
                strategy.ranking(),
                Names.of(strategy.state()),
                strategy.why());
    }
}
