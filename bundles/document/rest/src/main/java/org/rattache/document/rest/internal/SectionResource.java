package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
import org.rattache.document.api.Section;
import org.rattache.document.api.Sections;
import org.rattache.identity.api.Caller;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.Versions;

/** The sections of a client's space. */
@Component(service = SectionResource.class)
@JaxrsResource
@JaxrsName("rattache.document.sections")
@JaxrsApplicationSelect(DocumentApplication.SELECT)
@Path("firms/{firm}/client-files/{id}/sections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sections")
public final class SectionResource {

    private final Sections sections;

    @Activate
    public SectionResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Sections sections) {
        this.sections = sections;
    }

    @GET
    @Operation(
            operationId = "listSections",
            summary = "Lists the sections of a client file by name: all of them, 200 at most",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The sections.",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<SectionBody> list(
            @PathParam("firm") String firm, @PathParam("id") String clientFile) {
        return all(sections.list(firm, clientFile));
    }

    static PageBody<SectionBody> all(List<Section> sections) {
        return PageBody.of(
                new Page<>(sections, Optional.empty(), Page.Total.counted(sections.size())),
                SectionBody::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSection",
            summary = "Adds a section",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The section.",
                        headers = {
                            @Header(name = "Location", schema = @Schema(type = "string")),
                            @Header(name = "ETag", schema = @Schema(type = "string"))
                        },
                        content = @Content(schema = @Schema(implementation = SectionBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(
                        responseCode = "409",
                        description = "section-exists, keyword-taken, too-many-sections"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response create(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            SectionRequest request,
            @Context SecurityContext security) {
        Section section =
                sections.create(
                        firm,
                        clientFile,
                        Values.text(request.name()).orElse(""),
                        Values.list("/keywords", request.keywords()),
                        actor(security));
        return with(Response.status(Response.Status.CREATED), section)
                .header(HttpHeaders.LOCATION, SectionBody.path(section))
                .build();
    }

    @GET
    @Path("{section}")
    @Operation(
            operationId = "getSection",
            summary = "Reads a section",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The section.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = SectionBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("section") String section) {
        return with(Response.ok(), sections.find(firm, clientFile, section)).build();
    }

    @PUT
    @Path("{section}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeSection",
            summary = "Replaces the name and the keywords of a section; its documents stay in it",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The section.",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = SectionBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "section-exists, keyword-taken"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "422", description = "invalid-fields"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("section") String section,
            SectionRequest request,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return with(
                        Response.ok(),
                        sections.change(
                                firm,
                                clientFile,
                                section,
                                Versions.required(headers),
                                Values.text(request.name()).orElse(""),
                                Values.list("/keywords", request.keywords()),
                                actor(security)))
                .build();
    }

    @DELETE
    @Path("{section}")
    @Operation(
            operationId = "deleteSection",
            summary = "Deletes a section; its documents are in none then",
            responses = {
                @ApiResponse(responseCode = "204", description = "It is gone."),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response delete(
            @PathParam("firm") String firm,
            @PathParam("id") String clientFile,
            @PathParam("section") String section,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        sections.delete(firm, clientFile, section, Versions.required(headers), actor(security));
        return Response.noContent().build();
    }

    private static Response.ResponseBuilder with(
            Response.ResponseBuilder response, Section section) {
        return response.tag(Versions.tag(section.version())).entity(SectionBody.of(section));
    }

    private static Actor actor(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).actor();
    }
}
