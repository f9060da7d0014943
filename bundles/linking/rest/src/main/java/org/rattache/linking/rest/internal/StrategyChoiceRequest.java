package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.platform.api.Violations;

/** What a firm chooses, in JSON. */
@Schema(name = "StrategyChoiceRequest")
record StrategyChoiceRequest(
        @Schema(
                        allowableValues = {"best", "all", "chosen"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String mode,
        @ArraySchema(
                        schema = @Schema(pattern = "[a-z0-9][a-z0-9.-]{0,99}"),
                        arraySchema = @Schema(description = "Their ids, when the mode is chosen."),
                        maxItems = StrategyChoices.MAX_STRATEGIES)
                List<String> strategies) {

    /** The mode, and nothing in the list that is missing. */
    StrategyChoice.Mode checkedMode() {
        Optional<StrategyChoice.Mode> parsed =
                Arrays.stream(StrategyChoice.Mode.values())
                        .filter(one -> Names.of(one).equals(mode))
                        .findFirst();
        Violations violations = new Violations();
        if (parsed.isEmpty()) {
            violations.add("/mode", "bad-mode", "The mode must be best, all or chosen.");
        }
        for (int i = 0; i < ids().size(); i++) {
            violations.present("/strategies/" + i, ids().get(i));
        }
        violations.throwIfAny();
        return parsed.orElseThrow();
    }

    List<String> ids() {
        return strategies == null ? List.of() : strategies;
    }
}
