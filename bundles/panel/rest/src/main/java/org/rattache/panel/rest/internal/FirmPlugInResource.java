package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
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
import org.rattache.panel.api.FirmChoice;
import org.rattache.panel.api.PanelPlugIn;
import org.rattache.panel.api.PanelSwitches;
import org.rattache.panel.api.Panels;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.Versions;

/** What a firm decides about the plug-ins that bring panels, over HTTP. */
@Component(service = FirmPlugInResource.class)
@JaxrsResource
@JaxrsName("rattache.panel.firm-plug-ins")
@JaxrsApplicationSelect(PanelApplication.SELECT)
@Path("firms/{firm}/plug-ins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Panels")
public final class FirmPlugInResource {

    private final Panels panels;
    private final PanelSwitches switches;

    @Activate
    public FirmPlugInResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Panels panels,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PanelSwitches switches) {
        this.panels = panels;
        this.switches = switches;
    }

    @GET
    @Operation(
            operationId = "listPanelPlugIns",
            summary = "Lists the running plug-ins that bring panels, and what the firm has decided",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "All of them, on one page.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<FirmPlugInBody> list(@PathParam("firm") String firm) {
        List<FirmPlugInBody> items =
                panels.plugIns().stream()
                        .map(one -> body(firm, one.id(), Optional.of(one)))
                        .toList();
        return new PageBody<>(items, null, new PageBody.Total(items.size(), true));
    }

    @GET
    @Path("{plugIn}")
    @Operation(
            operationId = "getPanelPlugIn",
            summary = "Tells what the firm has decided about a plug-in; it need not run",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The plug-in.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(schema = @Schema(implementation = FirmPlugInBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("firm") String firm, @PathParam("plugIn") String plugIn) {
        FirmChoice choice = switches.ofFirm(firm, plugIn);
        return Response.ok(body(firm, plugIn, running(plugIn)))
                .tag(Versions.tag(choice.version()))
                .build();
    }

    @PUT
    @Path("{plugIn}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "choosePanelPlugIn",
            summary =
                    "Switches a plug-in's panels on or off for the firm, and keeps its settings; for its administrators",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The plug-in.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(schema = @Schema(implementation = FirmPlugInBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "plug-in-away"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response choose(
            @PathParam("firm") String firm,
            @PathParam("plugIn") String plugIn,
            FirmPlugInRequest request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireAdministratorOf(firm);
        long version = Versions.required(headers);
        FirmChoice choice =
                switches.choose(
                        firm,
                        plugIn,
                        version,
                        request.checkedEnabled(),
                        request.given(),
                        caller.actor());
        return Response.ok(
                        FirmPlugInBody.of(
                                plugIn,
                                running(plugIn),
                                choice,
                                switches.admission(plugIn).enabled()))
                .tag(Versions.tag(choice.version()))
                .build();
    }

    private Optional<PanelPlugIn> running(String plugIn) {
        return panels.plugIns().stream().filter(one -> one.id().equals(plugIn)).findFirst();
    }

    private FirmPlugInBody body(String firm, String plugIn, Optional<PanelPlugIn> running) {
        return FirmPlugInBody.of(
                plugIn,
                running,
                switches.ofFirm(firm, plugIn),
                switches.admission(plugIn).enabled());
    }
}
