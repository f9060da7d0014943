package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
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
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.FirmAdministration.Invitation;
import org.rattache.identity.api.FirmAdministration.Operator;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.rest.internal.Bodies.NewOperatorBody;
import org.rattache.identity.rest.internal.Bodies.OperatorBody;
import org.rattache.identity.rest.internal.Bodies.OperatorChangeBody;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** Who works for a firm; for its administrators. */
@Component(service = OperatorResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.operators")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("firms/{firm}/operators")
@Produces(MediaType.APPLICATION_JSON)
public final class OperatorResource {

    private final FirmAdministration administration;

    @Activate
    public OperatorResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY)
                    FirmAdministration administration) {
        this.administration = administration;
    }

    private static Caller administrator(SecurityContext security, String firm) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireAdministratorOf(firm);
        return caller;
    }

    @GET
    @Operation(
            operationId = "listOperators",
            summary = "The operators of a firm, by name",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<OperatorBody> list(
            @PathParam("firm") String firm,
            @BeanParam PageParameters page,
            @Parameter(hidden = true) @Context SecurityContext security) {
        administrator(security, firm);
        return PageBody.of(administration.operators(firm, page.toRequest(2)), OperatorBody::of);
    }

    @GET
    @Path("{user}")
    @Operation(
            operationId = "getOperator",
            summary = "One operator",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = OperatorBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @PathParam("user") String user,
            @Parameter(hidden = true) @Context SecurityContext security) {
        administrator(security, firm);
        return ok(administration.operator(firm, user).orElseThrow(DomainException::notFound));
    }

    private static Response ok(Operator operator) {
        return Response.ok(OperatorBody.of(operator)).tag(Versions.tag(operator.version())).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "inviteOperator",
            summary = "Adds an operator; somebody without an account is invited by mail",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Created",
                        content = @Content(schema = @Schema(implementation = OperatorBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "already-operator"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response invite(
            @PathParam("firm") String firm,
            NewOperatorBody body,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = administrator(security, firm);
        Violations violations = new Violations();
        FirmRole role = Bodies.role(body.role(), violations).orElse(FirmRole.OPERATOR);
        violations.throwIfAny();
        Operator operator =
                administration.invite(
                        firm,
                        new Invitation(
                                Bodies.text(body.email()),
                                Bodies.text(body.name()),
                                Optional.ofNullable(body.language()).orElse("fr"),
                                role),
                        caller.actor());
        return Response.created(
                        URI.create("firms/" + firm + "/operators/" + operator.person().id()))
                .tag(Versions.tag(operator.version()))
                .entity(OperatorBody.of(operator))
                .build();
    }

    @PATCH
    @Path("{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeOperator",
            summary = "Changes an operator's role, or puts him out and in again",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = OperatorBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "last-administrator"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            @PathParam("firm") String firm,
            @PathParam("user") String user,
            OperatorChangeBody body,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = administrator(security, firm);
        long version = Versions.required(headers);
        Violations violations = new Violations();
        Optional<FirmRole> role = Bodies.role(body.role(), violations);
        violations.throwIfAny();
        return ok(
                administration.change(
                        firm,
                        user,
                        role,
                        Optional.ofNullable(body.disabled()),
                        version,
                        caller.actor()));
    }

    @DELETE
    @Path("{user}")
    @Operation(
            operationId = "removeOperator",
            summary = "Takes an operator out of the firm",
            responses = {
                @ApiResponse(responseCode = "204", description = "Taken out"),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "last-administrator"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response remove(
            @PathParam("firm") String firm,
            @PathParam("user") String user,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = administrator(security, firm);
        administration.remove(firm, user, Versions.required(headers), caller.actor());
        return Response.noContent().build();
    }
}
