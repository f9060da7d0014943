package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
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
import org.rattache.identity.api.OwnDetails;
import org.rattache.identity.api.OwnDetails.Details;
import org.rattache.identity.rest.internal.Bodies.DetailsBody;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.Versions;

/** The own name and language. */
@Component(service = OwnDetailsResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.own-details")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("session/details")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnDetailsResource {

    private final OwnDetails details;

    @Activate
    public OwnDetailsResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OwnDetails details) {
        this.details = details;
    }

    @GET
    @Operation(
            operationId = "getOwnDetails",
            summary = "The own name and language",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = DetailsBody.class))),
                @ApiResponse(responseCode = "401", description = "not-logged-in")
            })
    public Response get(@Parameter(hidden = true) @Context SecurityContext security) {
        return with(details.of(user(security)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeOwnDetails",
            summary = "Changes the own name and language",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = DetailsBody.class))),
                @ApiResponse(responseCode = "401", description = "not-logged-in"),
                @ApiResponse(responseCode = "403", description = "csrf"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: required, too-long, unknown"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            DetailsBody body,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        new Violations()
                .present("/name", body.name())
                .present("/language", body.language())
                .throwIfAny();
        return with(
                details.change(
                        user(security), Versions.required(headers), body.name(), body.language()));
    }

    private static Response with(Details details) {
        return Response.ok(new DetailsBody(details.name(), details.language()))
                .tag(Versions.tag(details.version()))
                .build();
    }

    private static String user(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).id();
    }
}
