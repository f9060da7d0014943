package org.rattache.document.spi;

import java.util.Objects;

/**
 * A content of which no picture can be made, however often it is tried.
 *
 * @since 1.0
 */
public final class PreviewException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It has fewer pages. */
        PAGE_MISSING,
        /** It is damaged, protected by a password, or not of the type that it was said to be. */
        UNREADABLE,
        /** It takes more pixels, memory or time than a renderer may spend. */
        TOO_HEAVY
    }

    private final Reason reason;

    /** A refusal. */
    public PreviewException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
