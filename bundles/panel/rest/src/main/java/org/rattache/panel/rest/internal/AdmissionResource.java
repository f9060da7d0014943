package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.rattache.panel.api.Admission;
import org.rattache.panel.api.PanelSwitches;
import org.rattache.platform.rest.Versions;

/** The kill switch over HTTP. */
@Component(service = AdmissionResource.class)
@JaxrsResource
@JaxrsName("rattache.panel.admissions")
@JaxrsApplicationSelect(PanelApplication.SELECT)
@Path("plug-ins/{plugIn}/admission")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Panels")
public final class AdmissionResource {

    private final PanelSwitches switches;

    @Activate
    public AdmissionResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PanelSwitches switches) {
        this.switches = switches;
    }

    @GET
    @Operation(
            operationId = "getPanelAdmission",
            summary = "Tells whether a plug-in's panels are shown to anybody",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "True until something else was decided.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = AdmissionBody.class))),
                @ApiResponse(responseCode = "403", description = "system-administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("plugIn") String plugIn, @Context SecurityContext security) {
        Caller.of(security.getUserPrincipal()).requireSystemAdministrator();
        return with(switches.admission(plugIn));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "admitPanels",
            summary =
                    "Switches a plug-in's panels on or off for everybody; for the system administrator",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The decision.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = AdmissionBody.class))),
                @ApiResponse(responseCode = "403", description = "system-administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response admit(
            @PathParam("plugIn") String plugIn,
            AdmissionBody request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireSystemAdministrator();
        long version = Versions.required(headers);
        return with(switches.admit(plugIn, version, request.checked(), caller.actor()));
    }

    private static Response with(Admission admission) {
        return Response.ok(AdmissionBody.of(admission))
                .tag(Versions.tag(admission.version()))
                .build();
    }
}
