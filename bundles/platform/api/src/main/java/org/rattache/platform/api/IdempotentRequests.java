package org.rattache.platform.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets a caller repeat a POST safely: the same key and body answer the same result once, for 24
 * hours. The key is stored in the transaction of the request itself, so a decision and its key
 * exist together or not at all.
 *
 * <p>Thread-safe. The transaction of {@link #begin} is bound to the calling thread until {@link
 * Execution#commit} or {@link Execution#rollback}, one of which must be called.
 */
@ProviderType
public interface IdempotentRequests {

    /** A result that was stored by an earlier request with the same key. */
    record Stored(String requestDigest, int status, String location, String etag, String body) {}

    /** The running transaction of one request with a key. */
    interface Execution {
        /**
         * Stores the result and commits everything the request did. When it throws, nothing of the
         * request is stored; either way the transaction is over.
         */
        void commit(Stored result);

        /** Undoes everything the request did; the key may be used again. */
        void rollback();
    }

    /**
     * Either the earlier result, or a transaction to run the request in.
     *
     * @param caller opaque id of who asks: two callers never share a key
     * @param key the header's value, at most 200 characters
     */
    Outcome begin(String caller, String key);

    /**
     * Undoes what an earlier request may have left on the calling thread. What works on in a
     * transaction that nobody ends is never stored, so every request calls it before it begins.
     */
    void discardLeftOver();

    /** Exactly one of the two is present. */
    record Outcome(Optional<Stored> stored, Optional<Execution> execution) {}
}
