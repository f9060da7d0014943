package org.rattache.audit.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.audit.api.Entry;
import org.rattache.audit.api.Trail;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.Person;
import org.rattache.identity.api.Scope;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;

/** The trail of a firm and of a legal space [PRODUCT S5]. */
@Component(service = TrailResource.class)
@JaxrsResource
@JaxrsName("rattache.audit.trail")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.audit)")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class TrailResource {

    private final Trail trail;
    private final Memberships memberships;

    @Activate
    public TrailResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Trail trail,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships) {
        this.trail = trail;
        this.memberships = memberships;
    }

    @GET
    @Path("firms/{firm}/trail")
    @Operation(
            operationId = "listFirmTrail",
            summary = "Who did what in a firm, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "A page of the trail"),
                @ApiResponse(
                        responseCode = "400",
                        description = "bad-limit, bad-cursor, bad-type, bad-id, bad-instant"),
                @ApiResponse(responseCode = "403", description = "scope-missing"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<EntryBody> ofFirm(
            @PathParam("firm") String firm,
            @QueryParam("type")
                    @Parameter(
                            description = "A type, or a module with a star, such as document.*",
                            schema = @Schema(type = "string", maxLength = 80))
                    String type,
            @QueryParam("clientFile")
                    @Parameter(
                            schema = @Schema(type = "string", maxLength = TrailParameters.MAX_ID))
                    String clientFile,
            @QueryParam("document")
                    @Parameter(
                            schema = @Schema(type = "string", maxLength = TrailParameters.MAX_ID))
                    String document,
            @QueryParam("from")
                    @Parameter(
                            description = "Not before this instant.",
                            schema = @Schema(type = "string", format = "date-time"))
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "Before this instant.",
                            schema = @Schema(type = "string", format = "date-time"))
                    String to,
            @BeanParam PageParameters page,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        if (caller.kind() == Caller.Kind.API_TOKEN && !caller.scopes().contains(Scope.TRAIL_READ)) {
            throw DomainException.forbidden(
                    "scope-missing",
                    "The token has not the scope " + Scope.TRAIL_READ.text() + ".");
        }
        Page<Entry> entries =
                trail.ofFirm(
                        firm,
                        TrailParameters.filter(type, clientFile, document, from, to),
                        page.toRequest(Trail.CURSOR_KEYS));
        return body(entries, memberships.operators(firm));
    }

    @GET
    @Path("spaces/{space}/trail")
    @Operation(
            operationId = "listSpaceTrail",
            summary = "Who read or decided what in a legal space, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "A page of the trail"),
                @ApiResponse(
                        responseCode = "400",
                        description = "bad-limit, bad-cursor, bad-type, bad-id, bad-instant"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<EntryBody> ofSpace(
            @PathParam("space") @Parameter(description = "A legal space that the caller holds.")
                    String space,
            @QueryParam("type")
                    @Parameter(
                            description = "A type, or a module with a star, such as document.*",
                            schema = @Schema(type = "string", maxLength = 80))
                    String type,
            @QueryParam("clientFile")
                    @Parameter(
                            schema = @Schema(type = "string", maxLength = TrailParameters.MAX_ID))
                    String clientFile,
            @QueryParam("document")
                    @Parameter(
                            schema = @Schema(type = "string", maxLength = TrailParameters.MAX_ID))
                    String document,
            @QueryParam("from")
                    @Parameter(
                            description = "Not before this instant.",
                            schema = @Schema(type = "string", format = "date-time"))
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "Before this instant.",
                            schema = @Schema(type = "string", format = "date-time"))
                    String to,
            @BeanParam PageParameters page) {
        Page<Entry> entries =
                trail.ofSpace(
                        space,
                        TrailParameters.filter(type, clientFile, document, from, to),
                        page.toRequest(Trail.CURSOR_KEYS));
        return body(entries, memberships.holders(space));
    }

    /** Names are shown of the reader's own side alone. */
    private static PageBody<EntryBody> body(Page<Entry> entries, List<Person> own) {
        Map<String, String> names =
                own.stream().collect(Collectors.toMap(Person::id, Person::name, (a, b) -> a));
        Function<Entry, EntryBody> mapping = entry -> EntryBody.of(entry, names, Trail.NO_FIRM);
        return PageBody.of(entries, mapping);
    }
}
