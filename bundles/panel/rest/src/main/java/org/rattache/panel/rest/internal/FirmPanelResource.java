package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
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
import org.rattache.identity.api.FirmRole;
import org.rattache.panel.api.Panels;
import org.rattache.panel.api.ShownPanel;

/** What an operator of the firm is shown, over HTTP. */
@Component(service = FirmPanelResource.class)
@JaxrsResource
@JaxrsName("rattache.panel.firm-panels")
@JaxrsApplicationSelect(PanelApplication.SELECT)
@Path("firms/{firm}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Panels")
public final class FirmPanelResource {

    private final Panels panels;
    private final FaultLog faults;

    @Activate
    public FirmPanelResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Panels panels,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FaultLog faults) {
        this.panels = panels;
        this.faults = faults;
    }

    @GET
    @Path("panels")
    @Operation(
            operationId = "listPanelsOfFirm",
            summary = "Lists the panels of plug-ins that an operator of the firm is shown",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "All of them.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = PanelListBody.class))),
                @ApiResponse(
                        responseCode = "304",
                        description = "As the revision in If-None-Match."),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response list(
            @PathParam("firm") String firm,
            @Context Request request,
            @Context SecurityContext security) {
        return PanelListBody.answer(shown(firm, security), request);
    }

    @POST
    @Path("panel-faults")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reportPanelFaultOfFirm",
            summary =
                    "Writes into the server's log that a panel failed; too many, and those of panels that are not shown, are left out",
            responses = {
                @ApiResponse(responseCode = "204", description = "It was read."),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public void report(
            @PathParam("firm") String firm, FaultRequest fault, @Context SecurityContext security) {
        fault.check();
        faults.add(shown(firm, security), fault);
    }

    private List<ShownPanel> shown(String firm, SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return panels.ofFirm(firm, caller.firms().get(firm) == FirmRole.ADMINISTRATOR);
    }
}
