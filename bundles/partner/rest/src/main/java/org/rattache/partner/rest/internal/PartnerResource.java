package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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
import org.rattache.partner.api.Partners;
import org.rattache.partner.api.Partners.Partner;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** "Mes partenaires". */
@Component(service = PartnerResource.class)
@JaxrsResource
@JaxrsName("rattache.partner.partners")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.partner)")
@Path("spaces/{space}/partners")
@Produces(MediaType.APPLICATION_JSON)
public final class PartnerResource {

    private final Partners partners;

    @Activate
    public PartnerResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Partners partners) {
        this.partners = partners;
    }

    @GET
    @Operation(
            operationId = "listPartners",
            summary = "The partners of a space, in French collation order",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<PartnerBody> list(
            @PathParam("space") String space, @BeanParam PageParameters page) {
        return PageBody.of(partners.list(space, page.toRequest(2)), PartnerBody::of);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getPartner",
            summary = "A partner",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = PartnerBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("space") String space, @PathParam("id") String id) {
        Partner partner = partners.find(space, id).orElseThrow(DomainException::notFound);
        return Response.ok(PartnerBody.of(partner)).tag(Versions.tag(partner.version())).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "leavePartner",
            summary = "Leaves a firm or a group, or removes a company from the group",
            responses = {
                @ApiResponse(responseCode = "204", description = "Its documents are closed"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response leave(
            @PathParam("space") String space,
            @PathParam("id") String id,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        partners.leave(
                space,
                id,
                Versions.required(headers),
                Caller.of(security.getUserPrincipal()).actor());
        return Response.noContent().build();
    }
}
