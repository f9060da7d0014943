package org.rattache.partner.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * The platform's side of the links: linking opens and closes them here, in its own transaction; the
 * people behind the spaces answer them. Thread-safe.
 */
@ProviderType
public interface LinkRequests {

    /**
     * A validated link.
     *
     * @param link the link's id, unique over all firms
     * @param main client file of the main account; its space must be active for the firm
     * @param secondary client file of the secondary account
     * @param formerEmail the contact address that the secondary's file had before it changed, to be
     *     told of the link [PRODUCT S2]
     * @param validatedBy the operator: his right is checked again at acceptance [PRODUCT S2c]
     */
    record LinkOrder(
            String link,
            String firm,
            String main,
            String secondary,
            Optional<String> formerEmail,
            Actor validatedBy) {}

    /** How far a link is on the platform. */
    enum State {
        /** Waits for an answer. */
        PENDING,
        /** "Accepter" was given for the company, "Accepter groupe" not yet. */
        ACCEPTED,
        /**
         * The company is in the group. Its documents are open once the firm is accepted as well.
         */
        GROUP_ACCEPTED,
        REFUSED,
        /** Something that was shown has changed, so the request is void [PRODUCT S2c]. */
        VOID,
        /** Its former contact said "this was not me". */
        FROZEN,
        /** The firm has undone it. */
        CLOSED,
        /** The person behind the main or the secondary account has ended it. */
        LEFT
    }

    /**
     * A link as the firm may see it.
     *
     * @param firmAccepted "Accepter" was given for the firm's own request
     * @param reason what was written with a refusal
     */
    record Status(
            String link,
            State state,
            boolean firmAccepted,
            Optional<String> reason,
            Instant changedAt) {}

    /**
     * Opens the requests of a link: the company's and the firm's in the main account's space, and,
     * where the secondary has an active holder of its own, one for his agreement in his space
     * [PRODUCT G6, S2].
     *
     * @throws org.rattache.platform.api.DomainException CONFLICT {@code main-without-space} when
     *     the main account has no active space; CONFLICT {@code already-linked} when the secondary
     *     is linked
     */
    void open(LinkOrder order);

    /** Closes a link: its documents close with the commit. Without effect when it is closed. */
    void close(String firm, String link, Actor actor);

    /** The states of links of one firm, by link id. */
    Map<String, Status> statuses(String firm, Collection<String> links);
}
