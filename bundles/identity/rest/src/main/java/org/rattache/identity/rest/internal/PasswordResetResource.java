package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.identity.api.Accounts;
import org.rattache.identity.http.Connections;
import org.rattache.identity.rest.internal.Bodies.PasswordResetBody;
import org.rattache.identity.rest.internal.Bodies.PasswordResetRequestBody;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

/** A forgotten password. */
@Component(service = PasswordResetResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.password-resets")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("password-resets")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordResetResource {

    private final Accounts accounts;
    private final Connections connections;

    @Activate
    public PasswordResetResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Accounts accounts,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections) {
        this.accounts = accounts;
        this.connections = connections;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestPasswordReset",
            summary = "Asks for a link by mail; the answer is the same for every address",
            responses = {
                @ApiResponse(responseCode = "202", description = "If there is an account: a mail"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "429", description = "too-many-tries")
            })
    public Response request(
            PasswordResetRequestBody body,
            @Parameter(hidden = true) @Context HttpServletRequest request) {
        new Violations().present("/email", body.email()).throwIfAny();
        accounts.requestPasswordReset(body.email(), connections.address(request));
        return Response.accepted().build();
    }

    @GET
    @Path("{token}")
    @Operation(
            operationId = "getPasswordReset",
            summary = "Whether the link can still be used; changes nothing",
            responses = {
                @ApiResponse(responseCode = "204", description = "It can"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used or expired")
            })
    public Response get(@PathParam("token") String token) {
        if (!accounts.isPasswordResetOpen(token)) {
            throw DomainException.notFound();
        }
        return Response.noContent().build();
    }

    @POST
    @Path("{token}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resetPassword",
            summary = "Sets a new password; ends all sessions",
            responses = {
                @ApiResponse(responseCode = "204", description = "The password is set"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used or expired"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: too-short, too-long, common, guessable"),
                @ApiResponse(responseCode = "429", description = "too-many-tries")
            })
    public Response reset(
            @PathParam("token") String token,
            PasswordResetBody body,
            @Parameter(hidden = true) @Context HttpServletRequest request) {
        new Violations().present("/password", body.password()).throwIfAny();
        accounts.resetPassword(token, body.password(), connections.address(request));
        return Response.noContent().build();
    }
}
