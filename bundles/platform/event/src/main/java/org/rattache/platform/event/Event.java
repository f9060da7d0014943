package org.rattache.platform.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rattache.platform.api.Actor;

/**
 * A fact: something that happened and was stored.
 *
 * @param id unique; handlers that act outside the database use it to act once
 * @param type dotted, the module first, such as {@code clientfile.email-changed}; listed in
 *     docs/events.md
 * @param aggregate what it happened to: events of one aggregate reach a handler in order
 * @param firm the firm it belongs to; empty for what belongs to none
 * @param actor who did it
 * @param at when, in milliseconds
 * @param data what a handler needs to know; ids rather than copies, never a password or token
 */
public record Event(
        String id,
        String type,
        String aggregate,
        Optional<String> firm,
        Actor actor,
        Instant at,
        Map<String, String> data) {

    public Event {
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
        Objects.requireNonNull(aggregate);
        Objects.requireNonNull(firm);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(at);
        data = Map.copyOf(data);
    }

    /** A value that the type promises. Throws IllegalStateException when it is not there. */
    public String get(String key) {
        String value = data.get(key);
        if (value == null) {
            throw new IllegalStateException("Event " + type + " has no " + key);
        }
        return value;
    }
}
