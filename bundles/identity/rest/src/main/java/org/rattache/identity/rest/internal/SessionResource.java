package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.identity.http.Connections;
import org.rattache.identity.http.SessionCookie;
import org.rattache.identity.rest.internal.Bodies.AddressChangeRequestBody;
import org.rattache.identity.rest.internal.Bodies.LogInBody;
import org.rattache.identity.rest.internal.Bodies.PasswordChangeBody;
import org.rattache.identity.rest.internal.Bodies.SessionBody;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.Problems;

/** Log-in, log-out, who am I. */
@Component(service = SessionResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.session")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {

    private final Sessions sessions;
    private final LogInAddresses addresses;
    private final Connections connections;

    @Activate
    public SessionResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Sessions sessions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LogInAddresses addresses,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections) {
        this.sessions = sessions;
        this.addresses = addresses;
        this.connections = connections;
    }

    /** The one answer to a wrong password, an unknown address and a disabled user. */
    static Response logInFailed() {
        return Problems.response(
                401, "log-in-failed", "The e-mail address or the password is not right.");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "logIn",
            summary = "Logs in; sets the session cookie",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = SessionBody.class))),
                @ApiResponse(responseCode = "401", description = "log-in-failed"),
                @ApiResponse(responseCode = "403", description = "csrf: sent by a foreign page"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "429", description = "too-many-tries"),
                @ApiResponse(responseCode = "503", description = "log-in-busy")
            })
    public Response logIn(
            LogInBody body, @Parameter(hidden = true) @Context HttpServletRequest request) {
        new Violations()
                .present("/email", body.email())
                .present("/password", body.password())
                .throwIfAny();
        Optional<Sessions.Opened> opened =
                sessions.logIn(body.email(), body.password(), connections.address(request));
        if (opened.isEmpty()) {
            return logInFailed();
        }
        boolean secure = connections.isSecure(request);
        SessionCookie.read(request, secure).ifPresent(sessions::end);
        return opened(opened.get(), secure);
    }

    private static Response opened(Sessions.Opened opened, boolean secure) {
        return Response.ok(SessionBody.of(opened.profile(), opened.token()))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.header(opened.token(), secure))
                .build();
    }

    @GET
    @Operation(
            operationId = "getSession",
            summary = "Who is logged in",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = SessionBody.class))),
                @ApiResponse(responseCode = "401", description = "not-logged-in")
            })
    public SessionBody get(
            @Parameter(hidden = true) @Context HttpServletRequest request,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        Profile profile = sessions.profile(caller.id()).orElseThrow(DomainException::notFound);
        return SessionBody.of(
                profile,
                SessionCookie.read(request, connections.isSecure(request))
                        .orElseThrow(DomainException::notFound));
    }

    @DELETE
    @Operation(
            operationId = "logOut",
            summary = "Ends the session",
            responses = {
                @ApiResponse(responseCode = "204", description = "Logged out"),
                @ApiResponse(responseCode = "401", description = "not-logged-in"),
                @ApiResponse(responseCode = "403", description = "csrf")
            })
    public Response logOut(@Parameter(hidden = true) @Context HttpServletRequest request) {
        boolean secure = connections.isSecure(request);
        SessionCookie.read(request, secure).ifPresent(sessions::end);
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.clearing(secure))
                .build();
    }

    @PUT
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changePassword",
            summary = "Changes the own password; ends all sessions and opens a new one",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = SessionBody.class))),
                @ApiResponse(responseCode = "401", description = "not-logged-in"),
                @ApiResponse(responseCode = "403", description = "csrf"),
                @ApiResponse(
                        responseCode = "422",
                        description =
                                "invalid-fields: wrong-password, same-password, too-short,"
                                        + " too-long, common, guessable"),
                @ApiResponse(responseCode = "429", description = "too-many-tries")
            })
    public Response changePassword(
            PasswordChangeBody body,
            @Parameter(hidden = true) @Context HttpServletRequest request,
            @Parameter(hidden = true) @Context SecurityContext security) {
        new Violations()
                .present("/current", body.current())
                .present("/new", body.next())
                .throwIfAny();
        return opened(
                sessions.changePassword(
                        Caller.of(security.getUserPrincipal()).id(),
                        body.current(),
                        body.next(),
                        connections.address(request)),
                connections.isSecure(request));
    }

    @POST
    @Path("address-changes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestAddressChange",
            summary =
                    "Asks for another log-in address; the answer is the same for every address, and both are told by mail",
            responses = {
                @ApiResponse(responseCode = "202", description = "The new address has to confirm"),
                @ApiResponse(responseCode = "401", description = "not-logged-in"),
                @ApiResponse(responseCode = "403", description = "csrf"),
                @ApiResponse(
                        responseCode = "422",
                        description =
                                "invalid-fields: required, bad-email, same-email, wrong-password"),
                @ApiResponse(responseCode = "429", description = "too-many-tries")
            })
    public Response requestAddressChange(
            AddressChangeRequestBody body,
            @Parameter(hidden = true) @Context HttpServletRequest request,
            @Parameter(hidden = true) @Context SecurityContext security) {
        new Violations()
                .present("/email", body.email())
                .present("/password", body.password())
                .throwIfAny();
        addresses.request(
                Caller.of(security.getUserPrincipal()).id(),
                body.email(),
                body.password(),
                connections.address(request));
        return Response.accepted().build();
    }
}
