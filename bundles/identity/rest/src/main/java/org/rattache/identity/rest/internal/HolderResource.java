package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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
import org.rattache.identity.api.Holders;
import org.rattache.identity.api.Holders.Holder;
import org.rattache.identity.http.Connections;
import org.rattache.identity.rest.internal.Bodies.HolderBody;
import org.rattache.identity.rest.internal.Bodies.HolderInvitationBody;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.Versions;

/** Who holds a legal space; for its holders. */
@Component(service = HolderResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.holders")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("spaces/{space}/holders")
@Produces(MediaType.APPLICATION_JSON)
public final class HolderResource {

    private final Holders holders;
    private final Connections connections;

    @Activate
    public HolderResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Holders holders,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections) {
        this.holders = holders;
        this.connections = connections;
    }

    @GET
    @Operation(
            operationId = "listHolders",
            summary = "The holders of a space by name, then who is invited; all on one page",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<HolderBody> list(@PathParam("space") String space) {
        List<HolderBody> all = holders.of(space).stream().map(HolderBody::of).toList();
        return new PageBody<>(all, null, new PageBody.Total(all.size(), true));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getHolder",
            summary = "A holder, or an invitation",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = HolderBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("space") String space, @PathParam("id") String id) {
        return with(Response.ok(), holders.find(space, id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "inviteHolder",
            summary = "Invites somebody to hold the space as well; he gets a one-time link",
            description =
                    "All holders are equal, so this hands everything on: it asks for the own password. The others are"
                            + " told by mail.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The invitation",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content = @Content(schema = @Schema(implementation = HolderBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(
                        responseCode = "409",
                        description = "already-holder, too-many-holders"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: required, bad-email, wrong-password"),
                @ApiResponse(responseCode = "429", description = "too-many-tries")
            })
    public Response invite(
            @PathParam("space") String space,
            HolderInvitationBody body,
            @Parameter(hidden = true) @Context HttpServletRequest request,
            @Parameter(hidden = true) @Context SecurityContext security) {
        new Violations()
                .present("/email", body.email())
                .present("/password", body.password())
                .throwIfAny();
        Holder invited =
                holders.invite(
                        space,
                        Caller.of(security.getUserPrincipal()).id(),
                        body.email(),
                        body.password(),
                        connections.address(request));
        return with(
                Response.status(Response.Status.CREATED)
                        .header(
                                HttpHeaders.LOCATION,
                                "/api/identity/v1/spaces/" + space + "/holders/" + invited.id()),
                invited);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "removeHolder",
            summary = "Puts a holder out, leaves, or withdraws an invitation",
            responses = {
                @ApiResponse(responseCode = "204", description = "He is out on the next request"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "last-holder"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response remove(
            @PathParam("space") String space,
            @PathParam("id") String id,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        holders.remove(
                space,
                id,
                Versions.required(headers),
                Caller.of(security.getUserPrincipal()).actor());
        return Response.noContent().build();
    }

    private static Response with(Response.ResponseBuilder response, Holder holder) {
        return response.entity(HolderBody.of(holder)).tag(Versions.tag(holder.version())).build();
    }
}
