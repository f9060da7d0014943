package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
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
import org.rattache.partner.api.LinkSafeguards;

/** The safeguards of one link, and its code, for the operators of the firm. */
@Component(service = LinkCodeResource.class)
@JaxrsResource
@JaxrsName("rattache.partner.link-codes")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.partner)")
@Path("firms/{firm}/links/{link}")
@Produces(MediaType.APPLICATION_JSON)
public final class LinkCodeResource {

    private final LinkSafeguards safeguards;

    @Activate
    public LinkCodeResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkSafeguards safeguards) {
        this.safeguards = safeguards;
    }

    @GET
    @Path("safeguards")
    @Operation(
            operationId = "getSafeguardsOfLink",
            summary = "What was demanded of a link when it was opened, and how far that is",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                SafeguardsBody.OfLink.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public SafeguardsBody.OfLink get(
            @PathParam("firm") String firm, @PathParam("link") String link) {
        return SafeguardsBody.OfLink.of(safeguards.ofLink(firm, link));
    }

    @POST
    @Path("code")
    @Operation(
            operationId = "issueLinkCode",
            summary = "Issues a code, shown this once; the one before it counts no more",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                SafeguardsBody.NewCode.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "link-ended, no-code-needed")
            })
    public SafeguardsBody.NewCode issue(
            @PathParam("firm") String firm,
            @PathParam("link") String link,
            @Parameter(hidden = true) @Context SecurityContext security) {
        return new SafeguardsBody.NewCode(
                safeguards.issueCode(firm, link, Caller.of(security.getUserPrincipal()).actor()));
    }
}
