package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HEAD;
import javax.ws.rs.PATCH;
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
import javax.ws.rs.ext.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.Previews;
import org.rattache.document.api.Sent;
import org.rattache.document.api.SentDocument;
import org.rattache.document.api.SentDocuments;
import org.rattache.document.api.Uploads;
import org.rattache.identity.api.Caller;
import org.rattache.platform.api.Actor;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** What a firm exchanged with a client. */
@Component(service = ClientFileDocumentResource.class)
@JaxrsResource
@JaxrsName("rattache.document.client-file-documents")
@JaxrsApplicationSelect(DocumentApplication.SELECT)
@Path("firms/{firm}/client-files/{id}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents of a client file")
public final class ClientFileDocumentResource {

    private final SentDocuments documents;
    private final Previews previews;
    private final Intake intake;

    @Activate
    public ClientFileDocumentResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) SentDocuments documents,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Uploads uploads,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Previews previews) {
        this.documents = documents;
        this.previews = previews;
        this.intake = new Intake(uploads);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "sendDocument",
            summary = "Sends a document to the client",
            description =
                    "The parts may come in either order. A client without a space gets the document once he has one and"
                            + " has accepted the firm. The same content again is sent and flagged by duplicateOf.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(implementation = SendForm.class))),
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The document; it is stored for good.",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content =
                                @Content(
                                        schema = @Schema(implementation = SentDocumentBody.class))),
                @ApiResponse(
                        responseCode = "400",
                        description =
                                "malformed-multipart, file-missing, broken-body, malformed-json, unknown-field"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: the client file, or the section"),
                @ApiResponse(responseCode = "409", description = "upload-expired"),
                @ApiResponse(responseCode = "413", description = "file-too-large"),
                @ApiResponse(responseCode = "422", description = "empty-file, invalid-fields"),
                @ApiResponse(
                        responseCode = "503",
                        description = "store-away",
                        headers = @Header(name = "Retry-After", schema = @Schema(type = "string"))),
                @ApiResponse(responseCode = "507", description = "storage-full")
            })
    public Response send(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @Parameter(hidden = true) InputStream body,
            @Context HttpHeaders headers,
            @Context Providers providers,
            @Context SecurityContext security)
            throws IOException {
        documents.requireClientFile(firm, clientFile);
        MultipartReader<SendRequest> form =
                intake.form(body, headers, providers, SendRequest.class);
        SendRequest said = form.metadata().orElse(new SendRequest(null, null, List.of(), null));
        return send(
                firm,
                clientFile,
                form.received(),
                security,
                file ->
                        Values.document(
                                file, said.name(), said.section(), said.keywords(), said.batch()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "sendDocumentBytes",
            summary = "Sends a document to the client: the body is the file itself",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = "string", format = "binary"))),
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The document; it is stored for good.",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content =
                                @Content(
                                        schema = @Schema(implementation = SentDocumentBody.class))),
                @ApiResponse(responseCode = "default", description = "As sendDocument."),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response sendBytes(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @Parameter(required = true, schema = @Schema(maxLength = 255)) @QueryParam("name")
                    String name,
            @QueryParam("section") String section,
            @QueryParam("keyword") List<String> keywords,
            @Parameter(schema = @Schema(maxLength = 100)) @QueryParam("batch") String batch,
            @Parameter(hidden = true) InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security)
            throws IOException {
        documents.requireClientFile(firm, clientFile);
        return send(
                firm,
                clientFile,
                intake.raw(body, headers),
                security,
                file -> Values.document(file, name, section, keywords, batch));
    }

    private interface Description {
        NewDocument of(Received file);
    }

    private Response send(
            String firm,
            String clientFile,
            Received received,
            SecurityContext security,
            Description description) {
        Sent<SentDocument> sent =
                intake.send(
                        received,
                        file ->
                                documents.send(
                                        firm,
                                        clientFile,
                                        file.upload(),
                                        description.of(file),
                                        actor(security)));
        return with(
                        Response.status(Response.Status.CREATED),
                        sent.document(),
                        SentDocumentBody.of(sent.document(), sent.duplicateOf()))
                .header(HttpHeaders.LOCATION, SentDocumentBody.path(sent.document().document()))
                .build();
    }

    @GET
    @Operation(
            operationId = "listDocuments",
            summary = "Lists what was exchanged with the client, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page of documents.",
                        useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "400",
                        description = "bad-limit, bad-cursor, bad-filter, bad-direction"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<SentDocumentBody> list(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @BeanParam FilterParameters filter,
            @BeanParam PageParameters page) {
        return Pages.of(
                () ->
                        documents.list(
                                firm,
                                clientFile,
                                filter.toFilter(),
                                page.toRequest(SentDocuments.CURSOR_KEYS)),
                SentDocumentBody::of);
    }

    @GET
    @Path("{doc}")
    @Operation(
            operationId = "getDocument",
            summary = "Reads what is known of a document",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The document.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        schema = @Schema(implementation = SentDocumentBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("doc") String document) {
        return with(Response.ok(), documents.find(firm, clientFile, document)).build();
    }

    @PATCH
    @Path("{doc}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "fileDocument",
            summary = "Puts a document into a section and sets its keywords",
            description =
                    "What is left out stays. New keywords put a document that is in no section into the one that owns a"
                            + " keyword, unless the request names a section.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The document.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        schema = @Schema(implementation = SentDocumentBody.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: the document, or the section"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response file(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("doc") String document,
            FilingRequest request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return with(
                        Response.ok(),
                        documents.classify(
                                firm,
                                clientFile,
                                document,
                                Versions.required(headers),
                                request.section(),
                                request.keywords(),
                                actor(security)))
                .build();
    }

    @DELETE
    @Path("{doc}")
    @Operation(
            operationId = "recallDocument",
            summary = "Takes a document back",
            description =
                    "Before anybody on the client's side has opened it, it is gone. After that it stays visible as"
                            + " withdrawn, and its content is not given out any more.",
            responses = {
                @ApiResponse(
                        responseCode = "204",
                        description = "It is gone, or withdrawn: reading it tells which."),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "withdrawn, not-sent-by-firm"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response recall(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("doc") String document,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        documents.recall(firm, clientFile, document, Versions.required(headers), actor(security));
        return Response.noContent().build();
    }

    @GET
    @Path("{doc}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readDocumentContent",
            summary = "Reads the content of a document, as an operator",
            description =
                    "Range and If-None-Match are honoured. The stored bytes are checked before the first one is given"
                            + " out, and the reading stands in the trail.",
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
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("doc") String document,
            @Parameter(schema = @Schema(type = "boolean"))
                    @QueryParam("inline")
                    @DefaultValue("false")
                    String inline,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return Contents.get(
                documents.find(firm, clientFile, document).document(),
                headers,
                inline.equals("true"),
                range -> documents.open(firm, clientFile, document, range, actor(security)));
    }

    @HEAD
    @Path("{doc}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response contentHead(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("doc") String document,
            @QueryParam("inline") @DefaultValue("false") String inline,
            @Context HttpHeaders headers) {
        return Contents.head(
                documents.find(firm, clientFile, document).document(),
                headers,
                inline.equals("true"));
    }

    @GET
    @Path("{doc}/preview")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "showDocumentPage",
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
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("doc") String document,
            @BeanParam PreviewParameters parameters,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return Contents.preview(
                documents.find(firm, clientFile, document).document(),
                headers,
                previews,
                parameters,
                () ->
                        documents.open(
                                firm, clientFile, document, Optional.empty(), actor(security)));
    }

    private static Response.ResponseBuilder with(
            Response.ResponseBuilder response, SentDocument sent) {
        return with(response, sent, SentDocumentBody.of(sent));
    }

    private static Response.ResponseBuilder with(
            Response.ResponseBuilder response, SentDocument sent, SentDocumentBody body) {
        return response.tag(Versions.tag(sent.document().version())).entity(body);
    }

    private static Actor actor(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).actor();
    }
}
