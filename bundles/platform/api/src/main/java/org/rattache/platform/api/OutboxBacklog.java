package org.rattache.platform.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/** What waits in the outbox. Thread-safe. */
@ProviderType
public interface OutboxBacklog {

    /**
     * What one handler has still to handle.
     *
     * @param present whether the handler is there; the events of one that is away wait for it
     * @param attempts how often the event was tried that was tried most
     * @param since the time of the oldest event
     */
    record Waiting(String handler, boolean present, long events, int attempts, Instant since) {

        /** Requires everything to be there. */
        public Waiting {
            Objects.requireNonNull(handler);
            Objects.requireNonNull(since);
        }
    }

    /**
     * The handlers for which events wait, by name.
     *
     * @throws DomainException UNAVAILABLE when the database is away
     */
    List<Waiting> waiting();
}
