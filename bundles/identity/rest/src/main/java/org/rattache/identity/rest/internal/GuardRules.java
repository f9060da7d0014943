package org.rattache.identity.rest.internal;

import java.util.Optional;
import java.util.Set;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Credentials;
import org.rattache.identity.api.Credentials.LiveSession;
import org.rattache.identity.api.Credentials.Tenant;
import org.rattache.identity.api.Scope;
import org.rattache.platform.api.DomainException;

/**
 * Decides on a request before anything else sees it. The order matters: who has no valid credential
 * learns nothing of what exists; who has one learns of other tenants nothing either [PRODUCT S3].
 */
final class GuardRules {

    private static final String IDENTITY = "/api/identity/v1";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Credentials credentials;

    GuardRules(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * What the guard looks at.
     *
     * @param path empty when it is odd
     * @param bearer the API token; when there is one, the cookie counts for nothing
     * @param session the token in the session cookie
     * @param csrfMatches the request carries the CSRF token of its session
     * @param sameOrigin nothing says that a foreign page sent it
     */
    record Asked(
            String method,
            Optional<RequestPath> path,
            Optional<String> bearer,
            Optional<String> session,
            boolean csrfMatches,
            boolean sameOrigin) {

        boolean isUnsafe() {
            return !SAFE.contains(method);
        }

        Tenant tenant() {
            return path.flatMap(
                            p ->
                                    p.after("firms")
                                            .map(id -> new Tenant(Tenant.Kind.FIRM, id))
                                            .or(
                                                    () ->
                                                            p.after("spaces")
                                                                    .map(
                                                                            id ->
                                                                                    new Tenant(
                                                                                            Tenant
                                                                                                    .Kind
                                                                                                    .SPACE,
                                                                                            id))))
                    .orElse(Tenant.NONE);
        }
    }

    /** What becomes of the request. */
    sealed interface Decision {}

    /** It goes on, and this is who sends it; empty on a public path. */
    record Pass(Optional<Caller> caller) implements Decision {}

    /** It ends here. */
    record Refuse(int status, String code, String detail) implements Decision {}

    static final Refuse NOT_LOGGED_IN =
            new Refuse(401, "not-logged-in", "Log in, or send a valid API token.");
    static final Refuse NOT_FOUND =
            new Refuse(404, "not-found", DomainException.notFound().detail());
    static final Refuse CSRF =
            new Refuse(
                    403,
                    "csrf",
                    "Send the csrfToken of the session in X-CSRF-Token, from a page of this site.");
    static final Refuse PASSWORD_CHANGE_REQUIRED =
            new Refuse(
                    403,
                    "password-change-required",
                    "Choose a new password first: PUT /api/identity/v1/session/password.");
    static final Refuse NOT_FOR_TOKENS =
            new Refuse(403, "not-for-tokens", "An API token cannot do this; a person must log in.");
    static final Refuse SCOPE_MISSING =
            new Refuse(403, "scope-missing", "The API token has not the scope for this.");

    Decision decide(Asked asked) {
        if (asked.path.filter(path -> PublicPaths.contain(asked.method, path)).isPresent()) {
            return asked.isUnsafe() && !asked.sameOrigin ? CSRF : new Pass(Optional.empty());
        }
        if (asked.bearer.isPresent()) {
            return credentials
                    .byApiToken(asked.bearer.get())
                    .map(caller -> decideOnToken(asked, caller))
                    .orElse(NOT_LOGGED_IN);
        }
        return asked.session
                .flatMap(token -> credentials.bySession(token, asked.tenant()))
                .map(session -> decideOnSession(asked, session))
                .orElse(NOT_LOGGED_IN);
    }

    private static Decision decideOnSession(Asked asked, LiveSession session) {
        if (asked.path.isEmpty()) {
            return NOT_FOUND;
        }
        if (session.mustChangePassword() && !isSessionPath(asked.path.get())) {
            return PASSWORD_CHANGE_REQUIRED;
        }
        if (asked.isUnsafe() && !(asked.csrfMatches && asked.sameOrigin)) {
            return CSRF;
        }
        return isTenantOf(session.caller(), asked.tenant())
                ? new Pass(Optional.of(session.caller()))
                : NOT_FOUND;
    }

    private static boolean isSessionPath(RequestPath path) {
        return path.base().equals(IDENTITY)
                && !path.segments().isEmpty()
                && path.segments().get(0).equals("session");
    }

    private static boolean isTenantOf(Caller caller, Tenant tenant) {
        return switch (tenant.kind()) {
            case FIRM -> caller.firms().containsKey(tenant.id());
            case SPACE -> caller.spaces().contains(tenant.id());
            case NONE -> true;
        };
    }

    private static Decision decideOnToken(Asked asked, Caller caller) {
        if (asked.path.isEmpty() || !isTenantOf(caller, asked.tenant())) {
            return NOT_FOUND;
        }
        String base = asked.path.get().base();
        if (base.equals(IDENTITY)) {
            return NOT_FOR_TOKENS;
        }
        Optional<Scope> needed = TokenScopes.needed(asked.method, base);
        return needed.filter(caller.scopes()::contains).isPresent()
                ? new Pass(Optional.of(caller))
                : SCOPE_MISSING;
    }
}
