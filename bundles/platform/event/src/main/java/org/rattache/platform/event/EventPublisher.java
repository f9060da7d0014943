package org.rattache.platform.event;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/** Publishes facts. Thread-safe. */
@ProviderType
public interface EventPublisher {

    /**
     * Stores an event in the transaction of the calling thread: it is delivered if and only if that
     * transaction commits.
     *
     * @param firm the firm it belongs to, or null
     * @throws IllegalStateException outside a transaction
     */
    void publish(String type, String aggregate, String firm, Actor actor, Map<String, String> data);
}
