package org.rattache.identity.api;

import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;

/**
 * Who sends a request, as the guard found out. A resource gets it with {@code
 * Caller.of(securityContext .getUserPrincipal())}. The guard has already checked the firm or space
 * in the path; a resource asks only for what goes beyond it.
 *
 * @param kind a person with a session, or an API token
 * @param id the user's or the token's id
 * @param systemAdministrator may administer firms
 * @param firms the caller's firms and his role in each
 * @param spaces the legal spaces of which the caller is an active holder
 * @param scopes what an API token may do; all of them for a person
 */
public record Caller(
        Kind kind,
        String id,
        boolean systemAdministrator,
        Map<String, FirmRole> firms,
        Set<String> spaces,
        Set<Scope> scopes)
        implements Principal {

    /** What a caller is. */
    public enum Kind {
        USER,
        API_TOKEN
    }

    public Caller {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        firms = Map.copyOf(firms);
        spaces = Set.copyOf(spaces);
        scopes = Set.copyOf(scopes);
    }

    /** The caller behind a principal; fails closed when the guard has left none. */
    public static Caller of(Principal principal) {
        if (principal instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("No guard stood before this request.");
    }

    /** The opaque id: no name, no address. */
    @Override
    public String getName() {
        return id;
    }

    @Override
    public boolean implies(Subject subject) {
        return subject != null && subject.getPrincipals().contains(this);
    }

    public Actor actor() {
        return new Actor(kind == Kind.USER ? Actor.Kind.USER : Actor.Kind.API_TOKEN, id);
    }

    /**
     * Refuses a caller who is not an administrator of the firm.
     *
     * @throws DomainException FORBIDDEN for its operators, NOT_FOUND for everybody else
     */
    public void requireAdministratorOf(String firm) {
        FirmRole role = firms.get(firm);
        if (role == null) {
            throw DomainException.notFound();
        }
        if (role != FirmRole.ADMINISTRATOR || kind != Kind.USER) {
            throw DomainException.forbidden(
                    "administrator-only", "Only an administrator of the firm may do this.");
        }
    }

    /**
     * Refuses everybody but the system administrator.
     *
     * @throws DomainException FORBIDDEN
     */
    public void requireSystemAdministrator() {
        if (!systemAdministrator) {
            throw DomainException.forbidden(
                    "system-administrator-only", "Only the system administrator may do this.");
        }
    }
}
