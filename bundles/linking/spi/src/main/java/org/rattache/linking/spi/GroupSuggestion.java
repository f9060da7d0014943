package org.rattache.linking.spi;

import java.util.List;
import java.util.Objects;

/**
 * One suggested client file. Immutable.
 *
 * @param clientFile the id of the suggested file, as a {@link Candidate} had it
 * @param score how sure the strategy is, 0 to 1
 * @param tier the same for people: what a reader may rely on
 * @param reasons why, at least one; the operator reads them
 * @since 1.0
 */
public record GroupSuggestion(
        String clientFile, double score, Tier tier, List<GroupSuggestion.Reason> reasons) {

    /** How far a suggestion may be relied on. */
    public enum Tier {
        /** A fact says so: the same SIREN, a declared parent. */
        CERTAIN,
        /** The same exact e-mail, or two independent signals of medium weight. */
        STRONG,
        /** One signal of medium weight; collapsed on screen. */
        POSSIBLE
    }

    /**
     * A reason in terms of the data.
     *
     * @param field which field agrees, such as {@code email}, {@code siren}, {@code name}; at most
     *     {@value #MAX_FIELD} characters
     * @param value what both sides have in common, at most {@value #MAX_VALUE} characters
     */
    public record Reason(String field, String value) {

        /** The longest field name. */
        public static final int MAX_FIELD = 50;

        /** The longest value. */
        public static final int MAX_VALUE = 200;

        /** Requires both. */
        public Reason {
            Objects.requireNonNull(field);
            Objects.requireNonNull(value);
        }
    }

    /**
     * Checks what can be checked here.
     *
     * @throws NullPointerException when anything is null
     * @throws IllegalArgumentException when the score does not lie between 0 and 1
     */
    public GroupSuggestion {
        Objects.requireNonNull(clientFile);
        Objects.requireNonNull(tier);
        reasons = List.copyOf(reasons);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("The score must lie between 0 and 1: " + score);
        }
    }
}
