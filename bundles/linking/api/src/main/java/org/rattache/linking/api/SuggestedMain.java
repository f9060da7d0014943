package org.rattache.linking.api;

/**
 * Which of some client files the main account should be. A suggestion: the operator picks.
 *
 * @param clientFile its id; its client has an active space
 * @param because what spoke for it against the others
 */
public record SuggestedMain(String clientFile, Because because) {

    /** What spoke for a file, the strongest first. */
    public enum Because {
        /** Other files are linked to it already. */
        MAIN_ALREADY,
        /** No other has an active space. */
        ONLY_ACTIVE_SPACE,
        /** Its space was logged in to most recently. */
        LATEST_LOG_IN,
        /** The firm has sent it the most documents. */
        MOST_DOCUMENTS,
        /** It is the oldest. */
        OLDEST
    }
}
