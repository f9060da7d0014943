package org.rattache.notification.api;

import java.time.Instant;
import java.util.List;

/**
 * Where a firm wants to be told of events.
 *
 * @param types whole types or a module with a star, such as {@code document.*}; sorted
 * @param active nothing is sent to an inactive one
 */
public record Webhook(
        String id,
        String url,
        List<String> types,
        boolean active,
        Instant createdAt,
        long version) {

    public Webhook {
        types = List.copyOf(types);
    }
}
