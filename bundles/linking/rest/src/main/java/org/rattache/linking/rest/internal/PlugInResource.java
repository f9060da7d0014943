package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.identity.api.Caller;
import org.rattache.platform.rest.PageBody;
import org.rattache.plugin.api.PlugIns;

/** The plug-ins over HTTP: read only, since no request may decide which code runs. */
@Component(service = PlugInResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.plugins")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("plugins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plug-ins")
public final class PlugInResource {

    private final PlugIns plugIns;

    @Activate
    public PlugInResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PlugIns plugIns) {
        this.plugIns = plugIns;
    }

    @GET
    @Operation(
            operationId = "listPlugIns",
            summary = "Lists the plug-ins: which run, which are held, why, and what to do about it",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "All of them, on one page.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "403", description = "system-administrator-only")
            })
    public PageBody<PlugInBody> list(@Context SecurityContext security) {
        Caller.of(security.getUserPrincipal()).requireSystemAdministrator();
        List<PlugInBody> items = plugIns.list().stream().map(PlugInBody::of).toList();
        return new PageBody<>(items, null, new PageBody.Total(items.size(), true));
    }
}
