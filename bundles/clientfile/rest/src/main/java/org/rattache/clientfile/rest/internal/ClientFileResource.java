package org.rattache.clientfile.rest.internal;

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
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Caller;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** The client files of a firm over HTTP. */
@Component(service = ClientFileResource.class)
@JaxrsResource
@JaxrsName("rattache.clientfile.client-files")
@JaxrsApplicationSelect("(osgi.jaxrs.name=" + ClientFileApplication.NAME + ")")
@Path("firms/{firm}/client-files")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Client files")
public final class ClientFileResource {

    private static final int MAX_QUERY = 254;
    private static final int LIST_CURSOR_KEYS = 4;
    private static final int HISTORY_CURSOR_KEYS = 2;

    private final ClientFiles files;

    @Activate
    public ClientFileResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles files) {
        this.files = files;
    }

    @GET
    @Operation(
            operationId = "listClientFiles",
            summary = "Lists or searches the client files of a firm",
            description =
                    "Without q sorted as asked. A search by digits is sorted by SIREN, a search by words by the"
                            + " word that was found and then by name; sort applies to neither.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page of client files.",
                        useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "400",
                        description = "bad-limit, bad-cursor, bad-sort, bad-query")
            })
    public PageBody<ClientFileBody> list(
            @PathParam("firm") String firm,
            @Parameter(
                            description =
                                    "Beginnings of words of the name, accents and case ignored; or, when digits, the"
                                            + " beginning of the SIREN.",
                            schema = @Schema(maxLength = MAX_QUERY))
                    @QueryParam("q")
                    String text,
            @Parameter(
                            description = "The whole e-mail address.",
                            schema = @Schema(maxLength = MAX_QUERY))
                    @QueryParam("email")
                    String email,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"name", "newest"},
                                            defaultValue = "name"))
                    @QueryParam("sort")
                    String sort,
            @BeanParam PageParameters page) {
        ClientFiles.Query query =
                new ClientFiles.Query(bounded("q", text), bounded("email", email), sortOf(sort));
        try {
            return PageBody.of(
                    files.list(firm, query, page.toRequest(LIST_CURSOR_KEYS)), ClientFileBody::of);
        } catch (DomainException e) {
            throw badCursor(e);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createClientFile",
            summary = "Adds a client file; proposes nothing, whatever its e-mail",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The client file.",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content =
                                @Content(schema = @Schema(implementation = ClientFileBody.class))),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response create(
            @PathParam("firm") String firm,
            ClientFileRequest request,
            @Context SecurityContext security) {
        ClientFile file = files.create(firm, request.toData(), actor(security));
        return with(file, Response.status(Response.Status.CREATED))
                .header(HttpHeaders.LOCATION, ClientFileBody.path(file))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getClientFile",
            summary = "Reads a client file",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description =
                                "The client file; links.link is there while a link is proposed.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(schema = @Schema(implementation = ClientFileBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("firm") String firm, @PathParam("id") String id) {
        ClientFile file = files.find(firm, id).orElseThrow(DomainException::notFound);
        return with(file, Response.ok()).build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeClientFile",
            summary = "Replaces the values of a client file",
            description =
                    "A whole replacement: a field that is left out becomes empty. An e-mail that becomes the one of"
                            + " another client file of the firm makes a link be proposed.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The client file.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content =
                                @Content(schema = @Schema(implementation = ClientFileBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            ClientFileRequest request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        ClientFile file =
                files.change(
                        firm, id, Versions.required(headers), request.toData(), actor(security));
        return with(file, Response.ok()).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteClientFile",
            summary = "Deletes a client file; its documents and its trail stay",
            responses = {
                @ApiResponse(responseCode = "204", description = "It is gone."),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "client-file-linked"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response delete(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        files.delete(firm, id, Versions.required(headers), actor(security));
        return Response.noContent().build();
    }

    @GET
    @Path("{id}/history")
    @Operation(
            operationId = "listClientFileChanges",
            summary = "Lists who changed what in a client file, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page of changed fields.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<ChangeBody> history(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @BeanParam PageParameters page) {
        try {
            return PageBody.of(
                    files.history(firm, id, page.toRequest(HISTORY_CURSOR_KEYS)), ChangeBody::of);
        } catch (DomainException e) {
            throw badCursor(e);
        }
    }

    @POST
    @Path("{id}/invitation")
    @Operation(
            operationId = "inviteClient",
            summary = "Invites the client by e-mail to create its legal space",
            responses = {
                @ApiResponse(
                        responseCode = "202",
                        description = "The client file; the e-mail goes out next.",
                        content =
                                @Content(schema = @Schema(implementation = ClientFileBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "422", description = "email-missing"),
                @ApiResponse(
                        responseCode = "429",
                        description = "invited-just-now",
                        headers = @Header(name = "Retry-After", schema = @Schema(type = "string")))
            })
    public Response invite(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Context SecurityContext security) {
        return with(files.invite(firm, id, actor(security)), Response.accepted()).build();
    }

    private static Response.ResponseBuilder with(
            ClientFile file, Response.ResponseBuilder response) {
        return response.tag(Versions.tag(file.version())).entity(ClientFileBody.of(file));
    }

    private static Actor actor(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).actor();
    }

    private static Optional<String> bounded(String parameter, String value) {
        if (value != null && value.length() > MAX_QUERY) {
            throw new BadRequestProblem(
                    "bad-query",
                    "The parameter " + parameter + " has at most " + MAX_QUERY + " characters.",
                    null);
        }
        return Optional.ofNullable(value);
    }

    private static ClientFiles.Sort sortOf(String sort) {
        if (sort == null || sort.isEmpty() || sort.equals("name")) {
            return ClientFiles.Sort.NAME;
        }
        if (sort.equals("newest")) {
            return ClientFiles.Sort.NEWEST;
        }
        throw new BadRequestProblem("bad-sort", "The sort is name or newest.", null);
    }

    /** A cursor that only the query can tell to be of another list is as malformed as others. */
    private static RuntimeException badCursor(DomainException e) {
        return e.code().equals("bad-cursor") ? new BadRequestProblem(e.code(), e.detail(), e) : e;
    }
}
