package org.rattache.partner.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A space that may read documents of one client file of one firm.
 *
 * @param from as in {@link Source}
 */
public record Reader(String space, Optional<Instant> from) {

    /** Whether the space may read now what was sent at that instant. */
    public boolean opens(Instant sentAt) {
        return from.filter(sentAt::isBefore).isEmpty();
    }
}
