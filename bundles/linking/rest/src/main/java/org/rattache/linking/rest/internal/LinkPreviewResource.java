package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
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
import org.rattache.linking.api.Links;
import org.rattache.platform.api.Violations;

/** The recap table over HTTP. */
@Component(service = LinkPreviewResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.link-previews")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("firms/{firm}/link-previews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links")
public final class LinkPreviewResource {

    private final Links links;

    @Activate
    public LinkPreviewResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Links links) {
        this.links = links;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewLinks",
            summary = "Shows what a validation would link; stores nothing",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The recap, with the digest for the validation.",
                        content = @Content(schema = @Schema(implementation = PreviewBody.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: one of the client files"),
                @ApiResponse(
                        responseCode = "409",
                        description =
                                "already-linked, is-main, main-is-secondary, main-without-space"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public PreviewBody preview(@PathParam("firm") String firm, PreviewRequest request) {
        Requests.checkFiles(new Violations(), request.main(), request.secondaries()).throwIfAny();
        return PreviewBody.of(links.preview(firm, request.main(), request.secondaries()));
    }
}
