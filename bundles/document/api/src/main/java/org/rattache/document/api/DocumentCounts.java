package org.rattache.document.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How many documents wait behind a request: numbers and types, never names [PRODUCT P3, P11].
 * Thread-safe.
 *
 * <p>It knows nothing of who may read what; callers ask only for sources that were offered to the
 * space in question.
 */
@ProviderType
public interface DocumentCounts {

    /**
     * Documents of one client file of one firm.
     *
     * @param from only those sent at or after this instant; empty for all of them
     */
    record Key(String firm, String clientFile, Optional<Instant> from) {

        /** All of them. */
        public Key(String firm, String clientFile) {
            this(firm, clientFile, Optional.empty());
        }
    }

    /** Documents that the firm has sent and not recalled, by media type, for each key. */
    Map<Key, Map<String, Long>> sent(Collection<Key> keys);

    /** Of those, how many the space has not opened yet. */
    Map<Key, Long> unread(String space, Collection<Key> keys);
}
