package org.rattache.partner.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * "This was not me": the former contact of a company freezes its links with a one-time link from
 * the mail that told him [PRODUCT S2]. Thread-safe.
 */
@ProviderType
public interface LinkFreezes {

    /**
     * What a one-time link freezes.
     *
     * @param company the company's name in the client file
     * @param firm the name of the firm that links it
     * @param possible the company has no holder of its own, so its former contact may still decide
     */
    record Freeze(String company, String firm, boolean possible) {}

    /** What the token would do; changes nothing. Empty when it is unknown, used or expired. */
    Optional<Freeze> show(String token);

    /**
     * Uses the token up: every link of the company that has no holder of its own is FROZEN, its
     * documents close with the commit, and no new link can be opened until its e-mail changes
     * again.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when the token is unknown, used
     *     or expired; CONFLICT {@code account-held} when the company has a holder of its own: it is
     *     his to decide, and the token stays good
     */
    Freeze freeze(String token);
}
