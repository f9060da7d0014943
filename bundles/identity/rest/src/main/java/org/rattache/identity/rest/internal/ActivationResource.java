package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
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
import org.rattache.identity.rest.internal.Bodies.ActivatedBody;
import org.rattache.identity.rest.internal.Bodies.ActivationBody;
import org.rattache.identity.rest.internal.Bodies.ActivationUseBody;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

/** The links by which an operator or a client's first user gets in. */
@Component(service = ActivationResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.activations")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("activations/{token}")
@Produces(MediaType.APPLICATION_JSON)
public final class ActivationResource {

    private final Accounts accounts;
    private final Connections connections;

    @Activate
    public ActivationResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Accounts accounts,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections) {
        this.accounts = accounts;
        this.connections = connections;
    }

    @GET
    @Operation(
            operationId = "getActivation",
            summary = "What the link stands for; changes nothing",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(schema = @Schema(implementation = ActivationBody.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used or expired")
            })
    public ActivationBody get(@PathParam("token") String token) {
        return ActivationBody.of(accounts.activation(token).orElseThrow(DomainException::notFound));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "useActivation",
            summary = "Uses the link",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ActivatedBody.class))),
                @ApiResponse(
                        responseCode = "401",
                        description = "log-in-failed: not the password of the account"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used or expired"),
                @ApiResponse(responseCode = "409", description = "space-already-held"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: too-short, too-long, common, guessable"),
                @ApiResponse(responseCode = "429", description = "too-many-tries")
            })
    public Response use(
            @PathParam("token") String token,
            ActivationUseBody body,
            @Parameter(hidden = true) @Context HttpServletRequest request) {
        new Violations().present("/password", body.password()).throwIfAny();
        return accounts.activate(
                        token,
                        body.password(),
                        Optional.ofNullable(body.name()),
                        Optional.ofNullable(body.language()),
                        connections.address(request))
                .map(activated -> Response.ok(ActivatedBody.of(activated)).build())
                .orElseGet(SessionResource::logInFailed);
    }
}
