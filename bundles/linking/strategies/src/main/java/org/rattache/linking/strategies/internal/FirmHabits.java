package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rattache.linking.spi.DecisionCount;

/**
 * What a firm's own decisions change: one number a field, within narrow bounds, so that nobody can
 * teach the strategy to suggest nonsense, and an operator can be told.
 */
final class FirmHabits {

    /** Of a firm that has not decided enough yet. */
    static final FirmHabits NONE = new FirmHabits(new double[FileKeys.Type.values().length]);

    /** Fewer decisions than this about a field change nothing. */
    private static final int FEWEST_DECISIONS = 20;

    /** The most that a field gains or loses; doubles or halves the odds. */
    private static final double MOST = 0.7;

    /** Decisions that every firm is taken to have made: of ten suggestions nine were linked. */
    private static final double LINKED_BEFORE = 18;

    private static final double DISMISSED_BEFORE = 2;

    private final double[] changes;

    private FirmHabits(double[] changes) {
        this.changes = changes;
    }

    static FirmHabits of(List<DecisionCount> decisions) {
        if (decisions.isEmpty()) {
            return NONE;
        }
        double[] changes = new double[FileKeys.Type.values().length];
        for (DecisionCount decision : decisions) {
            for (FileKeys.Type type : FileKeys.Type.values()) {
                long all = decision.linked() + decision.dismissed();
                // The same SIREN is a fact, whatever was decided.
                if (type != FileKeys.Type.SIREN
                        && type.field.equals(decision.field())
                        && all >= FEWEST_DECISIONS) {
                    double odds =
                            (decision.linked() + LINKED_BEFORE)
                                    / (decision.dismissed() + DISMISSED_BEFORE);
                    double change = Math.log(odds * DISMISSED_BEFORE / LINKED_BEFORE) / 2;
                    changes[type.number] = Math.max(-MOST, Math.min(MOST, change));
                }
            }
        }
        return new FirmHabits(changes);
    }

    /** What is added for a field, by the number of its type. */
    double of(int type) {
        return changes[type];
    }

    /** What changed, for people; empty when nothing did. */
    String explanation() {
        List<String> parts = new ArrayList<>();
        for (FileKeys.Type type : FileKeys.Type.values()) {
            if (Math.abs(changes[type.number]) >= 0.05) {
                parts.add(String.format(Locale.ROOT, "%s %+.1f", type.field, changes[type.number]));
            }
        }
        return parts.isEmpty()
                ? ""
                : "weights changed by this firm's decisions: " + String.join(", ", parts);
    }

    @Override
    public String toString() {
        return Arrays.toString(changes);
    }
}
