package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.FirmAdministration.ApiToken;
import org.rattache.identity.api.FirmAdministration.NewApiToken;
import org.rattache.identity.api.Scope;
import org.rattache.identity.rest.internal.Bodies.ApiTokenBody;
import org.rattache.identity.rest.internal.Bodies.CreatedApiTokenBody;
import org.rattache.identity.rest.internal.Bodies.NewApiTokenBody;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** The API tokens of a firm; for its administrators. */
@Component(service = ApiTokenResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.api-tokens")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("firms/{firm}/api-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiTokenResource {

    private final FirmAdministration administration;

    @Activate
    public ApiTokenResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY)
                    FirmAdministration administration) {
        this.administration = administration;
    }

    private static Caller administrator(SecurityContext security, String firm) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireAdministratorOf(firm);
        return caller;
    }

    @GET
    @Operation(
            operationId = "listApiTokens",
            summary = "The API tokens of a firm, by name, without their secrets",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<ApiTokenBody> list(
            @PathParam("firm") String firm,
            @BeanParam PageParameters page,
            @Parameter(hidden = true) @Context SecurityContext security) {
        administrator(security, firm);
        return PageBody.of(administration.apiTokens(firm, page.toRequest(2)), ApiTokenBody::of);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getApiToken",
            summary = "One API token, without its secret",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ApiTokenBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Parameter(hidden = true) @Context SecurityContext security) {
        administrator(security, firm);
        ApiToken token = administration.apiToken(firm, id).orElseThrow(DomainException::notFound);
        return Response.ok(ApiTokenBody.of(token)).tag(Versions.tag(token.version())).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createApiToken",
            summary = "Creates an API token; its secret is shown this once",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Created",
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        implementation =
                                                                CreatedApiTokenBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response create(
            @PathParam("firm") String firm,
            NewApiTokenBody body,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = administrator(security, firm);
        NewApiToken created =
                administration.createApiToken(
                        firm,
                        Bodies.text(body.name()),
                        scopes(body.scopes()),
                        Optional.ofNullable(body.expiresAt()),
                        caller.actor());
        return Response.created(URI.create("firms/" + firm + "/api-tokens/" + created.token().id()))
                .tag(Versions.tag(created.token().version()))
                .entity(CreatedApiTokenBody.of(created))
                .build();
    }

    private static Set<Scope> scopes(List<String> texts) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Violations violations = new Violations();
        List<String> given = texts == null ? List.of() : texts;
        for (int i = 0; i < given.size(); i++) {
            Optional<Scope> scope = Optional.ofNullable(given.get(i)).flatMap(Scope::of);
            if (scope.isEmpty()) {
                violations.add("/scopes/" + i, "unknown", "There is no such scope.");
            }
            scope.ifPresent(scopes::add);
        }
        violations.throwIfAny();
        return scopes;
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeApiToken",
            summary = "Revokes an API token; it is out on the next request",
            responses = {
                @ApiResponse(responseCode = "204", description = "Revoked"),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response revoke(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        Caller caller = administrator(security, firm);
        administration.revokeApiToken(firm, id, Versions.required(headers), caller.actor());
        return Response.noContent().build();
    }
}
