package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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
import org.rattache.partner.api.LinkFreezes;
import org.rattache.platform.api.DomainException;

/** "This was not me", for the former contact, who has no log-in but the link in his mail. */
@Component(service = LinkFreezeResource.class)
@JaxrsResource
@JaxrsName("rattache.partner.link-freezes")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.partner)")
@Path("link-freezes/{token}")
@Produces(MediaType.APPLICATION_JSON)
public final class LinkFreezeResource {

    private final LinkFreezes freezes;

    /** A freeze in JSON. */
    @Schema(name = "LinkFreeze", description = "What the one-time link freezes, or has frozen")
    record FreezeBody(
            @Schema(maxLength = 500, description = "The company's name in the client file")
                    String company,
            @Schema(maxLength = 500) String firm,
            @Schema(description = "The company has no holder of its own who would decide")
                    boolean possible,
            boolean frozen) {

        static FreezeBody of(LinkFreezes.Freeze freeze, boolean frozen) {
            return new FreezeBody(freeze.company(), freeze.firm(), freeze.possible(), frozen);
        }
    }

    @Activate
    public LinkFreezeResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkFreezes freezes) {
        this.freezes = freezes;
    }

    @GET
    @Operation(
            operationId = "showLinkFreeze",
            summary = "What the one-time link would freeze; changes nothing",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = FreezeBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public FreezeBody show(@PathParam("token") String token) {
        return FreezeBody.of(freezes.show(token).orElseThrow(DomainException::notFound), false);
    }

    @POST
    @Operation(
            operationId = "freezeLinks",
            summary = "Freezes the links of the company; uses the one-time link up",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = FreezeBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "account-held")
            })
    public FreezeBody freeze(@PathParam("token") String token) {
        return FreezeBody.of(freezes.freeze(token), true);
    }
}
