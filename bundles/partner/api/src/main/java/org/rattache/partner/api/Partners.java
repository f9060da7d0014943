package org.rattache.partner.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * "Mes partenaires", how to leave them, and the accounts in the left menu [PRODUCT P6, P7, P10].
 * Lists are in French collation order: É beside E, case ignored. Thread-safe.
 */
@ProviderType
public interface Partners {

    /** What a partner is. */
    enum Kind {
        FIRM,
        COMPANY
    }

    /** On which side of the group a company stands. */
    enum Role {
        /** It is linked under this space. */
        SECONDARY,
        /** This space is linked under it. */
        MAIN
    }

    /** An account for which a partner stands here. */
    record ForAccount(String id, String name, boolean own, Instant since) {}

    /**
     * One partner: one row a firm and one a company, whatever stands behind it.
     *
     * @param id unique in the space, opaque
     * @param siret of a firm
     * @param siren of a company
     * @param role of a company; empty for a firm
     * @param inGroup "Accepter groupe" was given; true for a firm
     * @param since when the first of its accounts was accepted
     * @param accounts a firm: the accounts whose documents it was accepted for; a company: itself
     * @param version changes with whatever leaving it would end
     */
    record Partner(
            String id,
            Kind kind,
            String name,
            Optional<String> siret,
            Optional<String> siren,
            Optional<Role> role,
            boolean inGroup,
            Instant since,
            List<ForAccount> accounts,
            long version) {
        public Partner {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account of the left menu: the own one, and every one of which something is readable.
     *
     * @param unread documents that the space has not opened yet
     */
    record Account(String id, String name, boolean own, long unread) {}

    /** The partners of a space. The cursor has two keys. */
    Page<Partner> list(String space, PageRequest page);

    Optional<Partner> find(String space, String partner);

    /**
     * Ends it with a partner; documents close with the commit [PRODUCT P10]. A firm: for the own
     * account and for every account linked by it. A company: it leaves the group, or this space
     * leaves the group of which that company is the main account.
     *
     * @param version what the caller has read
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, also when the actor does not
     *     hold the space; STALE
     */
    void leave(String space, String partner, long version, Actor actor);

    /** The accounts of a space. The cursor has two keys. */
    Page<Account> accounts(String space, PageRequest page);
}
