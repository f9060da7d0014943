package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
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
import org.rattache.linking.api.Suggestions;

/** The companies of the same group, over HTTP. */
@Component(service = SuggestionResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.suggestions")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("firms/{firm}/client-files/{id}/suggestions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Suggestions")
public final class SuggestionResource {

    private final Suggestions suggestions;

    @Activate
    public SuggestionResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Suggestions suggestions) {
        this.suggestions = suggestions;
    }

    @GET
    @Operation(
            operationId = "listSuggestions",
            summary = "Suggests the client files of the same group as this one",
            description =
                    "Asks every active strategy within its time limit. The answer says which of them have answered;"
                            + " when complete is false, an empty list does not mean that there is nothing to suggest.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The suggestions.",
                        content =
                                @Content(schema = @Schema(implementation = SuggestionsBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public SuggestionsBody list(@PathParam("firm") String firm, @PathParam("id") String id) {
        return SuggestionsBody.of(suggestions.suggest(firm, id));
    }
}
