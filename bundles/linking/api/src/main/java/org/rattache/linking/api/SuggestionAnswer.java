package org.rattache.linking.api;

import java.util.List;
import java.util.Optional;

/**
 * What the strategies said of one client file.
 *
 * @param clientFile the chosen file
 * @param activeSpace whether the chosen file can be the main account: its client has an active
 *     space
 * @param suggestions the surest first
 * @param strategies how each strategy that was asked has fared, so that a failure never reads as
 *     "no suggestion"
 * @param complete what the firm wants to be asked has answered, be it by a stand-by
 * @param missing the strategies that the firm has chosen and that are not installed
 * @param suggestedMain which of the files the main account should be; empty when none can be
 * @param warning set when the chosen file's e-mail stands in many files of unrelated companies
 *     [PRODUCT S2e]
 */
public record SuggestionAnswer(
        Party clientFile,
        boolean activeSpace,
        List<Suggestion> suggestions,
        List<Asked> strategies,
        boolean complete,
        List<String> missing,
        Optional<SuggestedMain> suggestedMain,
        Optional<Warning> warning) {

    /** Copies the lists. */
    public SuggestionAnswer {
        missing = List.copyOf(missing);
        suggestions = List.copyOf(suggestions);
        strategies = List.copyOf(strategies);
    }

    /** How far a suggestion may be relied on. */
    public enum Tier {
        CERTAIN,
        STRONG,
        POSSIBLE
    }

    /**
     * A suggested file.
     *
     * @param activeSpace whether it can be the main account
     * @param score 0 to 1, the highest that a strategy gave
     * @param tier the best that a strategy gave
     * @param strategy the strategy with that tier and score
     */
    public record Suggestion(
            Party clientFile,
            boolean activeSpace,
            double score,
            Tier tier,
            List<Reason> reasons,
            String strategy) {

        /** Copies the list. */
        public Suggestion {
            reasons = List.copyOf(reasons);
        }
    }

    /** Why a file is suggested, and which strategy says so. */
    public record Reason(String field, String value, String strategy) {}

    /** How a call to a strategy ended. */
    public enum Outcome {
        ANSWERED,
        /** It threw, or gave back what cannot be used. */
        FAILED,
        /** It did not answer within the time limit. */
        TIMED_OUT,
        /** All its threads are kept by calls before. */
        OVERLOADED,
        /** It has failed so often that it was not asked. */
        SUSPENDED
    }

    /**
     * One call.
     *
     * @param standBy it was asked because the one above it did not answer
     * @param dropped how many of its suggestions were not usable
     * @param detail what went wrong, in words without insides
     * @param note what the strategy has to say of its answer, at most 200 characters
     */
    public record Asked(
            String strategy,
            String bundle,
            String version,
            boolean standBy,
            Outcome outcome,
            long millis,
            int dropped,
            Optional<String> detail,
            Optional<String> note) {}
}
