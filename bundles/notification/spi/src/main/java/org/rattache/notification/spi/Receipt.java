package org.rattache.notification.spi;

import java.util.Objects;

/**
 * What became of a message.
 *
 * @param note for the log that operators read: a status or a reason, at most some hundred
 *     characters; never an address, a secret or the answer's body
 * @since 1.0
 */
public record Receipt(Outcome outcome, String note) {

    /** The outcomes. */
    public enum Outcome {
        /** The other side has taken it. */
        DELIVERED,
        /** Not now: it is tried again after a pause. */
        RETRY,
        /** Never: it is not tried again. */
        REJECTED
    }

    public Receipt {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(note);
    }

    public static Receipt delivered(String note) {
        return new Receipt(Outcome.DELIVERED, note);
    }

    public static Receipt retry(String note) {
        return new Receipt(Outcome.RETRY, note);
    }

    public static Receipt rejected(String note) {
        return new Receipt(Outcome.REJECTED, note);
    }
}
