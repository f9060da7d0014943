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
import org.rattache.linking.api.Strategies;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.PageBody;

/** The installed strategies over HTTP. */
@Component(service = StrategyResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.strategies")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("strategies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Strategies")
public final class StrategyResource {

    private final Strategies strategies;

    @Activate
    public StrategyResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Strategies strategies) {
        this.strategies = strategies;
    }

    @GET
    @Operation(
            operationId = "listStrategies",
            summary =
                    "Lists the group suggestion strategies: which is asked, which stands by, which is rejected",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "All of them, on one page.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "403", description = "operators-only")
            })
    public PageBody<StrategyBody> list(@Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        if (caller.firms().isEmpty() && !caller.systemAdministrator()) {
            throw DomainException.forbidden(
                    "operators-only", "Only operators of a firm may see this.");
        }
        List<StrategyBody> items = strategies.list().stream().map(StrategyBody::of).toList();
        return new PageBody<>(items, null, new PageBody.Total(items.size(), true));
    }
}
