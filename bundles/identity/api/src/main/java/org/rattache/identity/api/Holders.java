package org.rattache.identity.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * Who holds a legal space. All its holders are equal: each reads everything, answers, lets others
 * in and puts others out. A firm never lets anybody in where there is a holder already [PRODUCT
 * S2]. Every step is an event without a firm, which names the space. Thread-safe.
 */
@ProviderType
public interface Holders {

    /** So many hold a space or are invited to, at most. */
    int MAX = 20;

    /**
     * A holder, or somebody who is invited to be one.
     *
     * @param id of the user, or of the invitation
     * @param name empty for an invitation
     * @param since when he became one, or was invited
     * @param version for If-Match
     */
    record Holder(
            String id,
            Optional<String> name,
            String email,
            boolean invited,
            Instant since,
            long version) {}

    /**
     * An invitation, for the mail about it.
     *
     * @param by who invites
     * @param space the name of the space
     */
    record Invitation(String id, String email, Person by, String space) {}

    /** The active holders by name, then the invitations that wait, the oldest first. */
    List<Holder> of(String space);

    /**
     * One of {@link #of}.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND
     */
    Holder find(String space, String id);

    /**
     * Invites somebody: event {@code identity.holder-invited}. An earlier invitation of the same
     * address ends. Whether the address has an account shows nowhere. Must not be called inside a
     * transaction: the tries it counts have to stay counted.
     *
     * @param user who invites; he has to hold the space
     * @param password his own: a session alone is not enough to hand a company's documents on
     * @param address where the request comes from
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, INVALID; CONFLICT {@code
     *     already-holder}, {@code too-many-holders}; TOO_MANY
     */
    Holder invite(String space, String user, String email, String password, String address);

    /**
     * Puts a holder out, lets one leave (who removes himself), or withdraws an invitation. It bites
     * on the next request of whoever is out. Events {@code identity.holder-removed}, {@code
     * identity.holder-left}, {@code identity.holder-invitation-withdrawn}.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE; CONFLICT {@code
     *     last-holder}: no space is left without anybody
     */
    void remove(String space, String id, long version, Actor by);

    /** The invitation; empty when it is used or over, or who invited holds the space no more. */
    Optional<Invitation> invitation(String invitation);

    /** The name of a space, as its holders see it; empty when nobody holds it. */
    Optional<String> nameOf(String space);
}
