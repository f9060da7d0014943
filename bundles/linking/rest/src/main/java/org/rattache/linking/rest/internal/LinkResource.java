package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
import org.rattache.identity.api.Caller;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.LinkState;
import org.rattache.linking.api.Links;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** The links of a firm over HTTP. */
@Component(service = LinkResource.class)
@JaxrsResource
@JaxrsName("rattache.linking.links")
@JaxrsApplicationSelect(LinkingApplication.SELECT)
@Path("firms/{firm}/links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links")
public final class LinkResource {

    private final Links links;

    @Activate
    public LinkResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) Links links) {
        this.links = links;
    }

    @GET
    @Operation(
            operationId = "listLinks",
            summary = "Lists the links of a firm, newest first",
            description = "Without a state, those that have not ended (closed, left).",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page of links.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "400", description = "bad-limit, bad-cursor, bad-state")
            })
    public PageBody<LinkBody> list(
            @PathParam("firm") String firm,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "pending",
                                                "accepted",
                                                "group-accepted",
                                                "refused",
                                                "void",
                                                "frozen",
                                                "closed",
                                                "left"
                                            }))
                    @QueryParam("state")
                    String state,
            @Parameter(
                            description = "Only links to this main account.",
                            schema = @Schema(maxLength = 36))
                    @QueryParam("main")
                    String main,
            @Parameter(
                            description = "Only links of this client file.",
                            schema = @Schema(maxLength = 36))
                    @QueryParam("secondary")
                    String secondary,
            @BeanParam PageParameters page) {
        Links.Query query =
                new Links.Query(
                        Names.parse("state", state, LinkState.values()),
                        given(main),
                        given(secondary));
        return Cursors.checked(
                () ->
                        PageBody.of(
                                links.list(firm, query, page.toRequest(Links.CURSOR_KEYS)),
                                LinkBody::of));
    }

    private static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validateLinks",
            summary =
                    "\"Valider rattachement\": links the files and sends the requests, all or none",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description =
                                "The links. Location is the link, or for several the list of the main account's.",
                        headers = @Header(name = "Location", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = NewLinksBody.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: one of the client files"),
                @ApiResponse(
                        responseCode = "409",
                        description =
                                "preview-changed, already-linked, is-main, main-is-secondary, main-without-space, link-in-progress, frozen"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response validate(
            @PathParam("firm") String firm,
            LinkRequest request,
            @Context SecurityContext security) {
        List<Link> made = links.validate(firm, Requests.validation(request), actor(security));
        String location =
                made.size() == 1
                        ? LinkBody.path(made.get(0))
                        : LinkingApplication.firm(firm) + "/links?main=" + request.main();
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, location)
                .entity(new NewLinksBody(made.stream().map(LinkBody::of).toList()))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getLink",
            summary = "Reads a link and its history; also one that has ended",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The link.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = LinkBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("firm") String firm, @PathParam("id") String id) {
        Link link = links.find(firm, id).orElseThrow(DomainException::notFound);
        return with(link, Response.ok()).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "unlink",
            summary = "Undoes a link: its documents close at once",
            responses = {
                @ApiResponse(responseCode = "204", description = "It is undone."),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "link-ended"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response unlink(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Parameter(
                            description = "Why; kept in the history.",
                            required = true,
                            schema = @Schema(minLength = 1, maxLength = 500))
                    @QueryParam("reason")
                    String reason,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        links.unlink(firm, id, Versions.required(headers), reason, actor(security));
        return Response.noContent().build();
    }

    @PUT
    @Path("{id}/main")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeMainAccount",
            summary = "Moves a link to another main account, which has to confirm it anew",
            description =
                    "The link is closed and a new one opened, with an id of its own: what was answered to the old one"
                            + " does not count for the new one.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The new link.",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content = @Content(schema = @Schema(implementation = LinkBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(
                        responseCode = "409",
                        description =
                                "link-ended, same-main, main-is-secondary, main-without-space, link-in-progress, frozen"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response changeMain(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            MainRequest request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Link link =
                links.changeMain(
                        firm,
                        id,
                        Versions.required(headers),
                        request.main(),
                        request.optionalReason(),
                        actor(security));
        return with(link, Response.ok().header(HttpHeaders.LOCATION, LinkBody.path(link))).build();
    }

    @POST
    @Path("{id}/proposal-again")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeLinkAgain",
            summary = "Proposes a refused or void link again, to the same main account",
            description =
                    "The link is closed and a new one opened. The body may be an empty object.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The new link.",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content = @Content(schema = @Schema(implementation = LinkBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(
                        responseCode = "409",
                        description = "not-refused, link-ended, main-without-space, frozen"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response proposeAgain(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            ReasonRequest request,
            @Context SecurityContext security) {
        Link link = links.proposeAgain(firm, id, request.optional(), actor(security));
        return with(link, Response.status(Response.Status.CREATED))
                .header(HttpHeaders.LOCATION, LinkBody.path(link))
                .build();
    }

    private static Response.ResponseBuilder with(Link link, Response.ResponseBuilder response) {
        return response.tag(Versions.tag(link.version())).entity(LinkBody.of(link));
    }

    private static Actor actor(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).actor();
    }
}
