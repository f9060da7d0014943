package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
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
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.FirmAdministration.Invitation;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.rest.internal.Bodies.CreatedFirmBody;
import org.rattache.identity.rest.internal.Bodies.FirmBody;
import org.rattache.identity.rest.internal.Bodies.NewFirmBody;
import org.rattache.identity.rest.internal.Bodies.PersonBody;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** The firms, for the system administrator; one firm, for its members. */
@Component(service = FirmResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.firms")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("firms")
@Produces(MediaType.APPLICATION_JSON)
public final class FirmResource {

    private final FirmAdministration administration;

    @Activate
    public FirmResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY)
                    FirmAdministration administration) {
        this.administration = administration;
    }

    @GET
    @Operation(
            operationId = "listFirms",
            summary = "All firms, by name (system administrator)",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "403", description = "system-administrator-only")
            })
    public PageBody<FirmBody> list(
            @BeanParam PageParameters page,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller.of(security.getUserPrincipal()).requireSystemAdministrator();
        return PageBody.of(administration.firms(page.toRequest(2)), FirmBody::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createFirm",
            summary = "Creates a firm with its first administrator (system administrator)",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Created",
                        content =
                                @Content(schema = @Schema(implementation = CreatedFirmBody.class))),
                @ApiResponse(responseCode = "403", description = "system-administrator-only"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response create(
            NewFirmBody body, @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireSystemAdministrator();
        new Violations().present("/administrator", body.administrator()).throwIfAny();
        FirmAdministration.NewFirm created =
                administration.createFirm(
                        Bodies.text(body.name()),
                        Optional.ofNullable(body.siret()),
                        administrator(body.administrator()),
                        caller.actor());
        return Response.created(URI.create("firms/" + created.firm().firm().id()))
                .tag(Versions.tag(created.firm().version()))
                .entity(CreatedFirmBody.of(created))
                .build();
    }

    private static Invitation administrator(PersonBody person) {
        return new Invitation(
                Bodies.text(person.email()),
                Bodies.text(person.name()),
                Optional.ofNullable(person.language()).orElse("fr"),
                FirmRole.ADMINISTRATOR);
    }

    @GET
    @Path("{firm}")
    @Operation(
            operationId = "getFirm",
            summary = "A firm (its members)",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = FirmBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("firm") String firm) {
        FirmAdministration.FirmEntry entry =
                administration.firm(firm).orElseThrow(DomainException::notFound);
        return Response.ok(FirmBody.of(entry)).tag(Versions.tag(entry.version())).build();
    }
}
