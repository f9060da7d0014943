package org.rattache.document.spi;

import java.io.IOException;
import java.util.Objects;

/**
 * A failure of a {@link ContentStore} itself. Its message goes to the log, never to a client.
 *
 * @since 1.0
 */
public final class ContentStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** There is no room for another content; reading and deleting still work. */
        FULL,
        /** There is no content with this id. */
        MISSING,
        /** The medium failed. */
        FAILED
    }

    private final Reason reason;

    /**
     * A failure.
     *
     * @param cause may be null
     */
    public ContentStoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
