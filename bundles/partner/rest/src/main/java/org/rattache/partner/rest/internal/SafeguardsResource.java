package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
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
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.platform.api.Actor;
import org.rattache.platform.rest.Versions;

/** What a firm demands of its links, for its administrators. */
@Component(service = SafeguardsResource.class)
@JaxrsResource
@JaxrsName("rattache.partner.safeguards")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.partner)")
@Path("firms/{firm}/link-safeguards")
@Produces(MediaType.APPLICATION_JSON)
public final class SafeguardsResource {

    private final LinkSafeguards safeguards;

    @Activate
    public SafeguardsResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkSafeguards safeguards) {
        this.safeguards = safeguards;
    }

    private static Actor administrator(SecurityContext security, String firm) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireAdministratorOf(firm);
        return caller.actor();
    }

    @GET
    @Operation(
            operationId = "getLinkSafeguards",
            summary = "What links that are opened from now on take over",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(schema = @Schema(implementation = SafeguardsBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @Parameter(hidden = true) @Context SecurityContext security) {
        administrator(security, firm);
        return response(safeguards.find(firm));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeLinkSafeguards",
            summary = "Changes the setting; links that are open already keep theirs",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(schema = @Schema(implementation = SafeguardsBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields: required, range"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            @PathParam("firm") String firm,
            SafeguardsBody body,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Actor actor = administrator(security, firm);
        long version = Versions.required(headers);
        return response(safeguards.change(firm, version, body.toSafeguards(), actor));
    }

    private static Response response(LinkSafeguards.Setting setting) {
        return Response.ok(SafeguardsBody.of(setting.safeguards()))
                .tag(Versions.tag(setting.version()))
                .build();
    }
}
