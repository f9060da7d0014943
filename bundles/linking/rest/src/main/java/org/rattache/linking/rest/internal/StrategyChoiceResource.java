package org.rattache.linking.rest.internal;

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
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.platform.rest.Versions;

/** Which strategies a firm asks, over HTTP. */
@Component(service = StrategyChoiceResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.strategy-choice")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("firms/{firm}/strategy-choice")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Strategies")
public final class StrategyChoiceResource {

    private final StrategyChoices choices;

    @Activate
    public StrategyChoiceResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyChoices choices) {
        this.choices = choices;
    }

    @GET
    @Operation(
            operationId = "getStrategyChoice",
            summary = "Tells which strategies the firm asks for suggestions",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The choice; best until one was made.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                StrategyChoiceBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("firm") String firm) {
        return with(choices.of(firm));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "chooseStrategies",
            summary = "Chooses which strategies the firm asks; for its administrators",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The choice.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                StrategyChoiceBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response choose(
            @PathParam("firm") String firm,
            StrategyChoiceRequest request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireAdministratorOf(firm);
        long version = Versions.required(headers);
        return with(
                choices.choose(
                        firm, version, request.checkedMode(), request.ids(), caller.actor()));
    }

    private static Response with(StrategyChoice choice) {
        return Response.ok(StrategyChoiceBody.of(choice))
                .tag(Versions.tag(choice.version()))
                .build();
    }
}
