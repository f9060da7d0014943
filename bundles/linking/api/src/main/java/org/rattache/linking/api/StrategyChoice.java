package org.rattache.linking.api;

import java.util.List;

/**
 * Which strategies a firm asks for suggestions.
 *
 * @param strategies the ids, for {@link Mode#CHOSEN}; otherwise empty
 * @param version for If-Match; 0 while the firm has chosen nothing
 */
public record StrategyChoice(Mode mode, List<String> strategies, long version) {

    /** Copies the list. */
    public StrategyChoice {
        strategies = List.copyOf(strategies);
    }

    /** How the strategies are picked. */
    public enum Mode {
        /** The one that ranks highest, whatever its id; what a firm has that has chosen nothing. */
        BEST,
        /** Every installed one; their answers are united. */
        ALL,
        /** Those that are named; their answers are united. */
        CHOSEN
    }
}
