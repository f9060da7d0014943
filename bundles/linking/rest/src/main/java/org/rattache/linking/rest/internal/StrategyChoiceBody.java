package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.rattache.linking.api.StrategyChoice;

/** Which strategies a firm asks, in JSON. */
@Schema(name = "StrategyChoice")
record StrategyChoiceBody(
        @Schema(
                        description =
                                "best: the one that ranks highest. all: every installed one, united. chosen: those that are"
                                        + " named, united.",
                        allowableValues = {"best", "all", "chosen"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String mode,
        @Schema(
                        description = "Their ids, at most 10; empty unless the mode is chosen.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<String> strategies) {

    static StrategyChoiceBody of(StrategyChoice choice) {
        return new StrategyChoiceBody(Names.of(choice.mode()), choice.strategies());
    }
}
