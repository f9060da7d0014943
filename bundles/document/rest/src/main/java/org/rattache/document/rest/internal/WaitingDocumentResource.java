package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.GET;
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
import org.rattache.document.api.WaitingDocuments;
import org.rattache.platform.api.Page;
import org.rattache.platform.rest.PageBody;

/** Documents that wait to be passed on. */
@Component(service = WaitingDocumentResource.class)
@JaxrsResource
@JaxrsName("rattache.document.documents-waiting")
@JaxrsApplicationSelect(DocumentApplication.SELECT)
@Path("firms/{firm}/documents-waiting")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents of a client file")
public final class WaitingDocumentResource {

    private final WaitingDocuments documents;

    @Activate
    public WaitingDocumentResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) WaitingDocuments documents) {
        this.documents = documents;
    }

    @GET
    @Operation(
            operationId = "listWaitingDocuments",
            summary = "Lists the clients for whom documents wait that they cannot read yet",
            description =
                    "They have no space, or have not accepted the firm. Looks at the 2,000 latest unopened documents"
                            + " and the 200 latest of their clients; one page.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "By client, latest first.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<WaitingBody> list(@PathParam("firm") String firm) {
        List<WaitingDocuments.Waiting> waiting = documents.waiting(firm);
        return PageBody.of(
                new Page<>(waiting, Optional.empty(), Page.Total.counted(waiting.size())),
                WaitingBody::of);
    }
}
