package org.rattache.linking.core.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;

/** Remembers what was published. */
final class Recorder implements EventPublisher {

    record Published(String type, String aggregate, String firm, Map<String, String> data) {}

    final List<Published> events = new CopyOnWriteArrayList<>();

    /** Events of this type cannot be stored. */
    String failing;

    @Override
    public void publish(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {
        if (type.equals(failing)) {
            throw new IllegalStateException("outbox");
        }
        events.add(new Published(type, aggregate, firm, Map.copyOf(data)));
    }

    List<Published> of(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }
}
