package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HEAD;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
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
import org.rattache.document.api.Previews;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments;
import org.rattache.document.api.ReadableDocuments.Purpose;
import org.rattache.identity.api.Caller;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.Versions;

/** One document that a space may read. */
@Component(service = SpaceDocumentResource.class)
@JaxrsResource
@JaxrsName("rattache.document.space-documents")
@JaxrsApplicationSelect(DocumentApplication.SELECT)
@Path("spaces/{space}/documents/{doc}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents of a space")
public final class SpaceDocumentResource {

    private final ReadableDocuments documents;
    private final Previews previews;

    @Activate
    public SpaceDocumentResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ReadableDocuments documents,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Previews previews) {
        this.documents = documents;
        this.previews = previews;
    }

    @GET
    @Operation(
            operationId = "getReadableDocument",
            summary = "Reads what is known of a document",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The document.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                ReadableDocumentBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("space") String space, @PathParam("doc") String document) {
        return with(documents.find(space, document));
    }

    @POST
    @Path("read-mark")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "markDocument",
            summary = "Marks a document as read or unread by this space; opens nothing",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The document.",
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                ReadableDocumentBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response mark(
            @PathParam("space") String space,
            @PathParam("doc") String document,
            ReadMarkRequest request) {
        new Violations().present("/read", request.read()).throwIfAny();
        return with(documents.mark(space, document, request.read()));
    }

    private static Response with(ReadableDocument document) {
        return Response.ok(ReadableDocumentBody.of(document))
                .tag(Versions.tag(document.document().version()))
                .build();
    }

    @GET
    @Path("content")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readContent",
            summary = "Reads the content of a document",
            description =
                    "Range (one) and If-None-Match are honoured. The stored bytes are checked before the first one is"
                            + " given out, and the reading stands in the trail by then.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The content.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        mediaType = "*/*",
                                        schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "206", description = "The part that was asked for."),
                @ApiResponse(responseCode = "304", description = "The caller has it."),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "withdrawn"),
                @ApiResponse(responseCode = "416", description = "range-not-satisfiable"),
                @ApiResponse(responseCode = "500", description = "content-damaged")
            })
    public Response content(
            @PathParam("space") String space,
            @PathParam("doc") String document,
            @Parameter(
                            description =
                                    "true: for showing, where the type is PDF, PNG, JPEG, GIF, WebP or plain text.",
                            schema = @Schema(type = "boolean"))
                    @QueryParam("inline")
                    @DefaultValue("false")
                    String inline,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return Contents.get(
                documents.find(space, document).document(),
                headers,
                inline.equals("true"),
                range ->
                        documents.open(
                                space,
                                document,
                                range,
                                Purpose.READ,
                                Caller.of(security.getUserPrincipal()).actor()));
    }

    @HEAD
    @Path("content")
    @Produces(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response contentHead(
            @PathParam("space") String space,
            @PathParam("doc") String document,
            @QueryParam("inline") @DefaultValue("false") String inline,
            @Context HttpHeaders headers) {
        return Contents.head(
                documents.find(space, document).document(), headers, inline.equals("true"));
    }

    @GET
    @Path("preview")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "showPage",
            summary = "Shows a page of a document as a picture",
            description =
                    "For PDF, PNG, JPEG and GIF. It shows the document, so it is a reading of its content in every"
                            + " respect.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The page as a PNG.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        mediaType = "image/png",
                                        schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "304", description = "The caller has it."),
                @ApiResponse(responseCode = "400", description = "bad-page, bad-width"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "withdrawn"),
                @ApiResponse(responseCode = "422", description = "no-preview, page-missing"),
                @ApiResponse(responseCode = "500", description = "content-damaged"),
                @ApiResponse(
                        responseCode = "503",
                        description = "preview-busy, preview-away, store-away",
                        headers = @Header(name = "Retry-After", schema = @Schema(type = "string")))
            })
    public Response preview(
            @PathParam("space") String space,
            @PathParam("doc") String document,
            @BeanParam PreviewParameters parameters,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return Contents.preview(
                documents.find(space, document).document(),
                headers,
                previews,
                parameters,
                () ->
                        documents.open(
                                space,
                                document,
                                Optional.empty(),
                                Purpose.READ,
                                Caller.of(security.getUserPrincipal()).actor()));
    }
}
