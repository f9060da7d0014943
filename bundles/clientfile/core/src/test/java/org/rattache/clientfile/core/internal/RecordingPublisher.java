package org.rattache.clientfile.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;

/** Remembers what was published. */
final class RecordingPublisher implements EventPublisher {

    record Published(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {}

    private final List<Published> published = new ArrayList<>();

    @Override
    public void publish(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {
        published.add(new Published(type, aggregate, firm, actor, Map.copyOf(data)));
    }

    /** What was published since the last call. */
    List<Published> take() {
        List<Published> taken = List.copyOf(published);
        published.clear();
        return taken;
    }

    List<String> takeTypes() {
        return take().stream().map(Published::type).toList();
    }
}
