package org.rattache.identity.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes of log-in addresses. An address changes only after the new one has confirmed; the old one
 * is told at once and can say "this was not me", before and after that [PRODUCT S2b].
 *
 * <p>Whether the new address has an account already shows in no answer. Thread-safe. {@link
 * #request} must not be called inside a transaction: the tries it counts have to stay counted.
 */
@ProviderType
public interface LogInAddresses {

    /**
     * A change, for the mails about it.
     *
     * @param person who asked for it, as he is now
     * @param oldEmail his address when he asked
     * @param taken the new address has an account already: it gets no link, and its owner is told
     * @param open it can still be confirmed
     */
    record Change(
            String id,
            Person person,
            String oldEmail,
            String newEmail,
            boolean taken,
            boolean open) {}

    /** The change; empty when there is none, or its user is gone. */
    Optional<Change> find(String change);

    /**
     * Asks for a change; an earlier one that waits ends.
     *
     * @param password the current one: a session alone is not enough
     * @param address where the request comes from
     * @throws org.rattache.platform.api.DomainException INVALID for what is no address or the
     *     current one, and for a wrong password; TOO_MANY after too many tries
     */
    void request(String user, String email, String password, String address);

    /**
     * The new address, masked, of what a link from a mail would do; changes nothing.
     *
     * @param cancel whether it is the link "this was not me"
     * @return empty when it is unknown, used, expired, or the change is over
     */
    Optional<String> show(String token, boolean cancel);

    /**
     * Uses the link that was mailed to the new address: from now on it is the log-in address. All
     * sessions and open password resets of the user end.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND as {@link #show}, and when the
     *     new address has got an account meanwhile
     */
    void confirm(String token);

    /**
     * "This was not me": the change ends, and is undone with every later one if it was confirmed.
     * Whoever asked for it knew the password, so that is void: all sessions end, and a link for a
     * new one goes to the old address.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND as {@link #show}
     */
    void cancel(String token);
}
