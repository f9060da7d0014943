package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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
import org.rattache.linking.api.Scan;
import org.rattache.linking.api.Scans;
import org.rattache.platform.api.DomainException;

/** Scans over all client files of a firm, over HTTP. */
@Component(service = ScanResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.scans")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("firms/{firm}/scans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
public final class ScanResource {

    private final Scans scans;

    @Activate
    public ScanResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) Scans scans) {
        this.scans = scans;
    }

    @POST
    @Operation(
            operationId = "startScan",
            summary = "Looks for groups over all client files, and proposes what it finds",
            description =
                    "A firm has one scan at a time: while one runs, this answers with that one. What was dismissed is not"
                            + " proposed again, and nothing is linked.",
            responses = {
                @ApiResponse(
                        responseCode = "202",
                        description = "The scan that runs now; Location tells how far it is.",
                        headers = @Header(name = "Location", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = ScanBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response start(@PathParam("firm") String firm, @Context SecurityContext security) {
        Scan scan = scans.start(firm, Caller.of(security.getUserPrincipal()).actor());
        return Response.accepted(ScanBody.of(scan))
                .header(HttpHeaders.LOCATION, ScanBody.path(scan))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getScan",
            summary = "Tells how far a scan is",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The scan.",
                        content = @Content(schema = @Schema(implementation = ScanBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public ScanBody get(@PathParam("firm") String firm, @PathParam("id") String id) {
        return ScanBody.of(scans.find(firm, id).orElseThrow(DomainException::notFound));
    }
}
