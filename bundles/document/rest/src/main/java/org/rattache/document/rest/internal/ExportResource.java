package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.Consumes;
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
import org.rattache.document.api.DocumentFilter;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments;
import org.rattache.document.api.ReadableDocuments.Purpose;
import org.rattache.identity.api.Caller;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;

/** Exports documents of a space as one archive. */
@Component(service = ExportResource.class)
@JaxrsResource
@JaxrsName("rattache.document.exports")
@JaxrsApplicationSelect(DocumentApplication.SELECT)
@Path("spaces/{space}/exports")
@Produces({"application/zip", MediaType.APPLICATION_JSON})
@Tag(name = "Documents of a space")
public final class ExportResource {

    private final ReadableDocuments documents;

    @Activate
    public ExportResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ReadableDocuments documents) {
        this.documents = documents;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "exportDocuments",
            summary = "Exports documents as a ZIP with index.csv and SHA256SUMS",
            description =
                    "Up to 500 documents, named by id or selected by account and filter. Access, digest and trail are seen"
                            + " to for each document when its turn comes. One that cannot be given out by then is named in"
                            + " index.csv (column note) and LEFT-OUT.txt.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The archive, streamed.",
                        content =
                                @Content(
                                        mediaType = "application/zip",
                                        schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: the account, or one of the documents"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields, nothing-to-export, too-many-documents")
            })
    public Response export(
            @PathParam("space") String space,
            ExportRequest request,
            @Context SecurityContext security) {
        Actor actor = Caller.of(security.getUserPrincipal()).actor();
        List<ReadableDocument> selected = selected(space, request);
        if (selected.isEmpty()) {
            throw DomainException.invalid(
                    "nothing-to-export", "No document matches, so there is nothing to export.");
        }
        // an InputStream, not a StreamingOutput: with an Idempotency-Key the filter ends its
        // transaction before the first document is opened, and keeps no answer
        ZipStream archive =
                new ZipStream(
                        selected,
                        readable ->
                                documents.open(
                                        space,
                                        readable.document().id(),
                                        Optional.empty(),
                                        Purpose.EXPORT,
                                        actor));
        return Response.ok(archive)
                .type("application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileNames.disposition(false, "documents.zip"))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    private List<ReadableDocument> selected(String space, ExportRequest request) {
        DocumentFilter filter =
                new DocumentFilter(
                        FilterParameters.bounded("section", request.section()),
                        FilterParameters.bounded("keyword", request.keyword()),
                        FilterParameters.bounded("q", request.q()),
                        Optional.ofNullable(request.from()).map(FilterParameters::checked),
                        Optional.ofNullable(request.to()).map(FilterParameters::checked),
                        Names.direction(request.direction()),
                        Optional.ofNullable(request.unread()));
        Optional<String> account = Values.text(request.account());
        List<String> ids = Values.list("/documents", request.documents());
        if (ids.isEmpty() == account.isEmpty()) {
            new Violations()
                    .add("/documents", "required", "Name either documents or an account, not both.")
                    .throwIfAny();
        }
        if (account.isEmpty()) {
            if (!filter.equals(DocumentFilter.NONE)) {
                new Violations()
                        .add("/account", "required", "A filter selects from an account; name it.")
                        .throwIfAny();
            }
            if (ids.size() > ReadableDocuments.MAX_EXPORT) {
                throw tooMany();
            }
            return documents.findAll(space, new LinkedHashSet<>(ids));
        }
        List<ReadableDocument> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<ReadableDocument> page =
                    documents.list(
                            space,
                            account.get(),
                            filter,
                            new PageRequest(
                                    PageRequest.MAX_LIMIT,
                                    next.map(
                                            text ->
                                                    Cursor.decode(
                                                            text, ReadableDocuments.CURSOR_KEYS))));
            found.addAll(page.items());
            if (found.size() > ReadableDocuments.MAX_EXPORT) {
                throw tooMany();
            }
            next = page.next();
        } while (next.isPresent());
        return found;
    }

    private static DomainException tooMany() {
        return DomainException.invalid(
                "too-many-documents",
                "An export has at most " + ReadableDocuments.MAX_EXPORT + " documents.");
    }
}
