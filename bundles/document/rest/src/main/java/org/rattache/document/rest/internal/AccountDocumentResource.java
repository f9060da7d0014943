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
import javax.ws.rs.GET;
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
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments;
import org.rattache.document.api.Sent;
import org.rattache.document.api.Uploads;
import org.rattache.identity.api.Caller;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** What was exchanged with an account that a space sees: its own, or a linked one. */
@Component(service = AccountDocumentResource.class)
@JaxrsResource
@JaxrsName("rattache.document.account-documents")
@JaxrsApplicationSelect(DocumentApplication.SELECT)
@Path("spaces/{space}/accounts/{account}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents of a space")
public final class AccountDocumentResource {

    private final ReadableDocuments documents;
    private final Intake intake;

    @Activate
    public AccountDocumentResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ReadableDocuments documents,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Uploads uploads) {
        this.documents = documents;
        this.intake = new Intake(uploads);
    }

    @GET
    @Path("documents")
    @Operation(
            operationId = "listAccountDocuments",
            summary = "Lists what was exchanged with an account, newest first, both directions",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page of documents.",
                        useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "400",
                        description = "bad-limit, bad-cursor, bad-filter, bad-direction"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: an account of which the space may read nothing")
            })
    public PageBody<ReadableDocumentBody> list(
            @PathParam("space") String space,
            @PathParam("account") String account,
            @BeanParam FilterParameters filter,
            @BeanParam PageParameters page) {
        return Pages.of(
                () ->
                        documents.list(
                                space,
                                account,
                                filter.toFilter(),
                                page.toRequest(ReadableDocuments.CURSOR_KEYS)),
                ReadableDocumentBody::of);
    }

    @GET
    @Path("documents/counts")
    @Operation(
            operationId = "countAccountDocuments",
            summary =
                    "Counts what each choice of a filter would leave, the other choices as they are",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The counts.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "400", description = "bad-filter, bad-direction"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: an account of which the space may read nothing")
            })
    public FilterCountsBody counts(
            @PathParam("space") String space,
            @PathParam("account") String account,
            @BeanParam FilterParameters filter) {
        return FilterCountsBody.of(documents.counts(space, account, filter.toFilter()));
    }

    @GET
    @Path("sections")
    @Operation(
            operationId = "listAccountSections",
            summary = "Lists the sections by which an account's documents can be filtered",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The sections, by name.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<SectionBody> sections(
            @PathParam("space") String space, @PathParam("account") String account) {
        return SectionResource.all(documents.sections(space, account));
    }

    @POST
    @Path("documents")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "sendDocumentToFirm",
            summary = "Sends a document to a firm",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(implementation = ReplyForm.class))),
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
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                ReadableDocumentBody.class))),
                @ApiResponse(
                        responseCode = "400",
                        description =
                                "malformed-multipart, file-missing, broken-body, malformed-json, unknown-field"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: the account, the firm, or the section"),
                @ApiResponse(responseCode = "413", description = "file-too-large"),
                @ApiResponse(
                        responseCode = "422",
                        description = "empty-file, invalid-fields (/firm among several firms)"),
                @ApiResponse(
                        responseCode = "503",
                        description = "store-away",
                        headers = @Header(name = "Retry-After", schema = @Schema(type = "string"))),
                @ApiResponse(responseCode = "507", description = "storage-full")
            })
    public Response send(
            @PathParam("space") String space,
            @PathParam("account") String account,
            @Parameter(hidden = true) InputStream body,
            @Context HttpHeaders headers,
            @Context Providers providers,
            @Context SecurityContext security)
            throws IOException {
        documents.requireAccount(space, account);
        MultipartReader<ReplyRequest> form =
                intake.form(body, headers, providers, ReplyRequest.class);
        ReplyRequest said =
                form.metadata().orElse(new ReplyRequest(null, null, List.of(), null, null));
        return send(
                space,
                account,
                said.firm(),
                form.received(),
                security,
                file ->
                        Values.document(
                                file, said.name(), said.section(), said.keywords(), said.batch()));
    }

    @POST
    @Path("documents")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "sendDocumentBytesToFirm",
            summary = "Sends a document to a firm: the body is the file itself",
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
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                ReadableDocumentBody.class))),
                @ApiResponse(responseCode = "default", description = "As sendDocumentToFirm."),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response sendBytes(
            @PathParam("space") String space,
            @PathParam("account") String account,
            @Parameter(required = true, schema = @Schema(maxLength = 255)) @QueryParam("name")
                    String name,
            @QueryParam("section") String section,
            @QueryParam("keyword") List<String> keywords,
            @Parameter(schema = @Schema(maxLength = 100)) @QueryParam("batch") String batch,
            @QueryParam("firm") String firm,
            @Parameter(hidden = true) InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security)
            throws IOException {
        documents.requireAccount(space, account);
        return send(
                space,
                account,
                firm,
                intake.raw(body, headers),
                security,
                file -> Values.document(file, name, section, keywords, batch));
    }

    private interface Description {
        NewDocument of(Received file);
    }

    private Response send(
            String space,
            String account,
            String firm,
            Received received,
            SecurityContext security,
            Description description) {
        Sent<ReadableDocument> sent =
                intake.send(
                        received,
                        file ->
                                documents.send(
                                        space,
                                        account,
                                        Values.text(firm),
                                        file.upload(),
                                        description.of(file),
                                        Caller.of(security.getUserPrincipal()).actor()));
        Optional<String> duplicateOf = sent.duplicateOf();
        return Response.status(Response.Status.CREATED)
                .tag(Versions.tag(sent.document().document().version()))
                .entity(ReadableDocumentBody.of(sent.document(), duplicateOf))
                .header(HttpHeaders.LOCATION, ReadableDocumentBody.path(space, sent.document()))
                .build();
    }
}
