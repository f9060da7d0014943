package org.rattache.plugin.api;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of the gate's journal.
 *
 * @param number from 1, without gaps
 * @param data what else there is to say: {@code name}, {@code symbolicName}, {@code version},
 *     {@code sha256}, {@code why}, {@code by}, whichever apply
 */
public record Fact(long number, Instant at, Kind kind, Map<String, String> data) {

    /** What happened. */
    public enum Kind {
        INSTALLED,
        UPDATED,
        REMOVED,
        /** A file of the plug-in folder was not installed. */
        HELD,
        /** A bundle that came in another way is kept from running. */
        REFUSED,
        APPROVED,
        REVOKED,
        KEY_TRUSTED,
        KEY_REVOKED
    }

    /** Copies the data. */
    public Fact {
        data = Map.copyOf(data);
    }
}
