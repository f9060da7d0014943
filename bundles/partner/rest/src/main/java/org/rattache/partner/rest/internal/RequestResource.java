package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.identity.api.Caller;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Request;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.OptionalBody;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** "Partenaire à confirmer", and the answers. */
@Component(service = RequestResource.class)
@JaxrsResource
@JaxrsName("rattache.partner.requests")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.partner)")
@Path("spaces/{space}/requests")
@Produces(MediaType.APPLICATION_JSON)
public final class RequestResource {

    private final PartnerRequests requests;

    @Activate
    public RequestResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PartnerRequests requests) {
        this.requests = requests;
    }

    @GET
    @Operation(
            operationId = "listPartnerRequests",
            summary = "The requests of a space, the newest first",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "400", description = "bad-state, bad-limit, bad-cursor")
            })
    public PageBody<RequestBody> list(
            @PathParam("space") String space,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "pending",
                                                "accepted",
                                                "group-accepted",
                                                "refused",
                                                "void",
                                                "closed"
                                            }))
                    @QueryParam("state")
                    String state,
            @BeanParam PageParameters page) {
        return PageBody.of(requests.list(space, state(state), page.toRequest(2)), RequestBody::of);
    }

    private static Optional<State> state(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<State> state = Texts.parse(State.class, text);
        if (state.isEmpty()) {
            throw new BadRequestProblem("bad-state", "No request has such a state.", null);
        }
        return state;
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getPartnerRequest",
            summary = "A request",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = RequestBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(@PathParam("space") String space, @PathParam("id") String id) {
        return response(requests.find(space, id).orElseThrow(DomainException::notFound));
    }

    @POST
    @Path("{id}/acceptance")
    @Operation(
            operationId = "acceptPartnerRequest",
            summary = "Accepter: I know this firm or company; or, I agree that my account joins",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = RequestBody.class))),
                @ApiResponse(responseCode = "403", description = "own-holder-must-agree"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(
                        responseCode = "409",
                        description = "wrong-state, void, agreement-missing")
            })
    public Response accept(
            @PathParam("space") String space,
            @PathParam("id") String id,
            @Parameter(hidden = true) @Context SecurityContext security) {
        return response(requests.accept(space, id, actor(security)));
    }

    @POST
    @Path("{id}/group-acceptance")
    @Operation(
            operationId = "acceptPartnerRequestIntoGroup",
            summary = "Accepter groupe: this company joins my group",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "Needed where the request says codeRequired",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CodeBody.class))),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = RequestBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(
                        responseCode = "409",
                        description = "wrong-state, void, agreement-missing, no-code-issued"),
                @ApiResponse(
                        responseCode = "422",
                        description = "not-a-company, code-required, wrong-code, invalid-fields")
            })
    public Response acceptGroup(
            @PathParam("space") String space,
            @PathParam("id") String id,
            @Parameter(hidden = true) InputStream body,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security)
            throws IOException {
        Optional<String> code =
                OptionalBody.read(headers, body, CodeBody.class).flatMap(CodeBody::text);
        return response(requests.acceptGroup(space, id, code, actor(security)));
    }

    @POST
    @Path("{id}/refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refusePartnerRequest",
            summary = "Refuser",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = RequestBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "wrong-state, void"),
                @ApiResponse(responseCode = "422", description = "invalid-fields")
            })
    public Response refuse(
            @PathParam("space") String space,
            @PathParam("id") String id,
            RefusalBody body,
            @Parameter(hidden = true) @Context SecurityContext security) {
        return response(requests.refuse(space, id, body.text(), actor(security)));
    }

    @POST
    @Path("{id}/reopening")
    @Operation(
            operationId = "reopenPartnerRequest",
            summary = "Takes up a refused request again",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = RequestBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "wrong-state, void")
            })
    public Response reopen(
            @PathParam("space") String space,
            @PathParam("id") String id,
            @Parameter(hidden = true) @Context SecurityContext security) {
        return response(requests.reopen(space, id, actor(security)));
    }

    private static Actor actor(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).actor();
    }

    private static Response response(Request request) {
        return Response.ok(RequestBody.of(request)).tag(Versions.tag(request.version())).build();
    }
}
