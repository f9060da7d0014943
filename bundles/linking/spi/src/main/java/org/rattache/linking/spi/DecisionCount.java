package org.rattache.linking.spi;

import java.util.Objects;

/**
 * How a firm's operators have decided so far about suggestions that had one field among their
 * reasons. Immutable.
 *
 * @param field the field, as in {@link GroupSuggestion.Reason}
 * @param linked how often they linked what was suggested, 0 or more
 * @param dismissed how often they dismissed it, 0 or more
 * @since 1.0
 */
public record DecisionCount(String field, long linked, long dismissed) {

    /** Requires the field. */
    public DecisionCount {
        Objects.requireNonNull(field);
    }
}
