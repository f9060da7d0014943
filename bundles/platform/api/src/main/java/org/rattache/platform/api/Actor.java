package org.rattache.platform.api;

import java.util.Objects;

/**
 * Who does something: for events and the audit trail. The id is opaque and holds no personal data.
 */
public record Actor(Kind kind, String id) {

    /** What acts. */
    public enum Kind {
        USER,
        API_TOKEN,
        /** Rattache itself: a timer, a handler, the first start. */
        SYSTEM,
        /** Somebody with a one-time link who is not logged in. */
        LINK_HOLDER
    }

    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "system");

    public Actor {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
    }

    public static Actor user(String id) {
        return new Actor(Kind.USER, id);
    }
}
