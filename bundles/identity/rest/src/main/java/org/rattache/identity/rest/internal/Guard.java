package org.rattache.identity.rest.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Credentials;
import org.rattache.identity.http.Connections;
import org.rattache.identity.http.SessionCookie;
import org.rattache.platform.api.GuardedRequest;
import org.rattache.platform.rest.Callers;
import org.rattache.platform.rest.Problems;
import org.rattache.platform.rest.RattacheExtension;

/**
 * Stands before every request of every application, before anything is matched: an OPTIONS, an
 * unknown path or a wrong method tells a stranger nothing.
 */
@Component(
        service = ContainerRequestFilter.class,
        scope = ServiceScope.PROTOTYPE,
        property = "rattache.guard:Boolean=true")
@JaxrsExtension
@JaxrsName("rattache.guard")
@RattacheExtension
@PreMatching
public final class Guard implements ContainerRequestFilter {

    private static final String BEARER = "bearer ";

    /**
     * By this header CXF answers 202 at once and works on in another thread, where the request's
     * transaction is not and no filter sees how it ends.
     */
    private static final String ONE_WAY = "OnewayRequest";

    private final GuardRules rules;
    private final Connections connections;

    /** A proxy that leads to the request of the calling thread. */
    @Context private HttpServletRequest servletRequest;

    @Activate
    public Guard(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Credentials credentials,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections) {
        this.rules = new GuardRules(credentials);
        this.connections = connections;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        servletRequest.setAttribute(GuardedRequest.ATTRIBUTE, true);
        boolean secure = connections.isSecure(servletRequest);
        Optional<String> session = SessionCookie.read(servletRequest, secure);
        GuardRules.Asked asked =
                new GuardRules.Asked(
                        request.getMethod(),
                        path(request),
                        bearer(request),
                        session,
                        session.isPresent()
                                && SessionCookie.csrfMatches(
                                        session.get(),
                                        Optional.ofNullable(
                                                request.getHeaderString(
                                                        SessionCookie.CSRF_HEADER))),
                        connections.isSameOrigin(servletRequest));
        GuardRules.Decision decision = rules.decide(asked);
        if (decision instanceof GuardRules.Refuse refuse) {
            request.abortWith(toResponse(refuse));
        } else if (decision instanceof GuardRules.Pass pass) {
            request.setSecurityContext(new CallersContext(pass.caller(), secure));
            request.setProperty(Callers.CALLER_ID, callerId(pass.caller()));
            drop(request, ONE_WAY);
            if (givesCredentials(asked)) {
                request.setProperty(Callers.NEVER_KEPT, true);
            }
        }
    }

    /** What the guard reads and what will be matched must be the same request. */
    private Optional<RequestPath> path(ContainerRequestContext request) {
        return servletRequest.getMethod().equals(request.getMethod())
                ? RequestPath.parse(
                        request.getUriInfo().getBaseUri().getRawPath(),
                        servletRequest.getRequestURI())
                : Optional.empty();
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static Response toResponse(GuardRules.Refuse refuse) {
        Response problem = Problems.response(refuse.status(), refuse.code(), refuse.detail());
        return refuse.status() == 401
                ? Response.fromResponse(problem)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rattache\"")
                        .build()
                : problem;
    }

    private String callerId(Optional<Caller> caller) {
        return caller.map(c -> c.kind().name().toLowerCase(Locale.ROOT) + ":" + c.id())
                .orElseGet(() -> "anonymous:" + digest(connections.address(servletRequest)));
    }

    /**
     * Where passwords are tried, nothing may undo the count of the tries, and the result of a
     * repeated request would be somebody's session, API token, code or secret in clear. So these
     * requests are never repeated from a store: a second one is a second one.
     */
    private static boolean givesCredentials(GuardRules.Asked asked) {
        return asked.path()
                .filter(
                        path ->
                                PublicPaths.contain(asked.method(), path)
                                        || path.segments().contains("session")
                                        || path.segments().contains("api-tokens")
                                        || path.segments().contains("webhooks")
                                        || path.segments().contains("code"))
                .isPresent();
    }

    private static void drop(ContainerRequestContext request, String header) {
        request.getHeaders().remove(header);
        if (request.getHeaderString(header) != null) {
            throw new IllegalStateException("A header could not be dropped: " + header);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Roles are not asked by name: a resource asks the caller. */
    private record CallersContext(Optional<Caller> caller, boolean secure)
            implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return caller.orElse(null);
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return caller.isPresent() ? "rattache" : null;
        }
    }
}
