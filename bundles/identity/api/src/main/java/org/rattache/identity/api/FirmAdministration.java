package org.rattache.identity.api;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * Administration of firms, of their operators and of their API tokens. The caller has checked that
 * the actor may do it. Thread-safe; every method is one transaction, or joins the caller's.
 *
 * <p>Lists are ordered by name; their cursors have two keys. Versions are those of the entity tags:
 * an outdated one is refused with STALE.
 */
@ProviderType
public interface FirmAdministration {

    /** A person to be invited. */
    record Invitation(String email, String name, String language, FirmRole role) {}

    /** A firm, with the version of its data. */
    record FirmEntry(Firm firm, Instant createdAt, long version) {}

    /** Somebody who works, worked or will work for a firm. */
    record Operator(
            Person person, FirmRole role, OperatorState state, Instant since, long version) {}

    /** What an operator can do now. */
    enum OperatorState {
        /** Has not used his activation link yet. */
        INVITED,
        ACTIVE,
        /** Put out, by the firm or by the system administrator. */
        DISABLED
    }

    /** An API token, without its secret. */
    record ApiToken(
            String id,
            String name,
            Set<Scope> scopes,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            long version) {
        public ApiToken {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A new API token; the secret is shown once and stored as a digest. */
    record NewApiToken(ApiToken token, String secret) {}

    /** A new firm and its first administrator. */
    record NewFirm(FirmEntry firm, Operator administrator) {}

    Page<FirmEntry> firms(PageRequest page);

    Optional<FirmEntry> firm(String firm);

    /**
     * Creates a firm with its first administrator: a new user, who is invited, or an existing one.
     *
     * @throws org.rattache.platform.api.DomainException INVALID with every faulty field; pointers
     *     are {@code /name}, {@code /siret}, {@code /administrator/…}
     */
    NewFirm createFirm(String name, Optional<String> siret, Invitation administrator, Actor actor);

    Page<Operator> operators(String firm, PageRequest page);

    Optional<Operator> operator(String firm, String user);

    /**
     * Adds an operator: a new user, who is invited, or an existing one. An invited one who has not
     * answered yet is invited again.
     *
     * @throws org.rattache.platform.api.DomainException INVALID with every faulty field, CONFLICT
     *     with code {@code already-operator}
     */
    Operator invite(String firm, Invitation invitation, Actor actor);

    /**
     * Changes an operator's role, or puts him out of the firm and in again.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, or CONFLICT with code
     *     {@code last-administrator} when no active administrator would be left
     */
    Operator change(
            String firm,
            String user,
            Optional<FirmRole> role,
            Optional<Boolean> disabled,
            long version,
            Actor actor);

    /**
     * Takes an operator out of the firm; the person's account stays.
     *
     * @throws org.rattache.platform.api.DomainException as {@link #change}
     */
    void remove(String firm, String user, long version, Actor actor);

    Page<ApiToken> apiTokens(String firm, PageRequest page);

    Optional<ApiToken> apiToken(String firm, String id);

    /**
     * Creates an API token of the firm.
     *
     * @throws org.rattache.platform.api.DomainException INVALID without a name or a scope, or with
     *     an expiry in the past
     */
    NewApiToken createApiToken(
            String firm, String name, Set<Scope> scopes, Optional<Instant> expiresAt, Actor actor);

    /**
     * Revokes an API token: it is out on the next request.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND or STALE
     */
    void revokeApiToken(String firm, String id, long version, Actor actor);
}
