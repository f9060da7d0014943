package org.rattache.dashboard.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.dashboard.api.Dashboard;

/** The actions that wait for the operators of a firm, over HTTP. */
@Component(service = ActionResource.class)
@JaxrsResource
@JaxrsName("rattache.dashboard.actions")
@JaxrsApplicationSelect("(osgi.jaxrs.name=" + DashboardApplication.NAME + ")")
@Path("firms/{firm}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dashboard")
public final class ActionResource {

    private final Dashboard dashboard;

    @Activate
    public ActionResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @GET
    @Operation(
            operationId = "listActions",
            summary = "Lists what waits for the operators of a firm, by kind",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description =
                                "What every source told in time; those that did not are named in unavailable.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public ActionsBody list(@PathParam("firm") String firm) {
        return ActionsBody.of(dashboard.overview(firm));
    }
}
