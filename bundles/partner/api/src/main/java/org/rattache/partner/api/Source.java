package org.rattache.partner.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Where documents come from that a space may read: one client file of one firm.
 *
 * @param account the account under which its documents stand: the space itself, or one linked to it
 * @param from only documents sent at or after this instant, while the delay of a link runs [PRODUCT
 *     S2]; empty for all of them
 */
public record Source(String firm, String clientFile, String account, Optional<Instant> from) {

    /** Whether what was sent at that instant may be read now. */
    public boolean opens(Instant sentAt) {
        return from.filter(sentAt::isBefore).isEmpty();
    }
}
