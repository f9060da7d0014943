package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
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
import org.rattache.linking.api.ClientToLink;
import org.rattache.linking.api.ClientsToLink;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;

/** "Clients à rattacher" over HTTP. */
@Component(service = ClientsToLinkResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.clients-to-link")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("firms/{firm}/clients-to-link")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clients to link")
public final class ClientsToLinkResource {

    private final ClientsToLink clients;

    @Activate
    public ClientsToLinkResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientsToLink clients) {
        this.clients = clients;
    }

    @GET
    @Operation(
            operationId = "listClientsToLink",
            summary = "Lists the client files for which a link is proposed, longest waiting first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page of client files.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "400", description = "bad-limit, bad-cursor, bad-kind")
            })
    public PageBody<ClientToLinkBody> list(
            @PathParam("firm") String firm,
            @Parameter(
                            description = "Only proposals that come from there.",
                            schema = @Schema(allowableValues = {"email-change", "scan"}))
                    @QueryParam("kind")
                    String kind,
            @BeanParam PageParameters page) {
        Optional<ClientToLink.Kind> only = Names.parse("kind", kind, ClientToLink.Kind.values());
        return Cursors.checked(
                () ->
                        PageBody.of(
                                clients.list(firm, only, page.toRequest(ClientsToLink.CURSOR_KEYS)),
                                client -> ClientToLinkBody.of(firm, client)));
    }

    @POST
    @Path("{id}/dismissal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "dismissProposal",
            summary = "Dismisses a proposal; it does not come back until the e-mail changes again",
            description = "The reason is required.",
            responses = {
                @ApiResponse(responseCode = "204", description = "It is dismissed."),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "no-proposal"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response dismiss(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            ReasonRequest request,
            @Context SecurityContext security) {
        clients.dismiss(firm, id, request.reason(), Caller.of(security.getUserPrincipal()).actor());
        return Response.noContent().build();
    }
}
