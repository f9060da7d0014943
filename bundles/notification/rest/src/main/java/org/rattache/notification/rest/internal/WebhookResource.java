package org.rattache.notification.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
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
import org.rattache.notification.api.Webhook;
import org.rattache.notification.api.Webhooks;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** The webhooks of a firm: its operators read, its administrators change. */
@Component(service = WebhookResource.class)
@JaxrsResource
@JaxrsName("rattache.notification.webhooks")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.notification)")
@Path("firms/{firm}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {

    private final Webhooks webhooks;

    @Activate
    public WebhookResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    private static Actor administrator(SecurityContext security, String firm) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireAdministratorOf(firm);
        return caller.actor();
    }

    /** There is no scope for webhooks, so an API token has no business here. */
    private static void requirePerson(SecurityContext security) {
        if (Caller.of(security.getUserPrincipal()).kind() != Caller.Kind.USER) {
            throw DomainException.forbidden("person-only", "An API token cannot read webhooks.");
        }
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "The webhooks of a firm, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "A page of them"),
                @ApiResponse(responseCode = "400", description = "bad-limit, bad-cursor"),
                @ApiResponse(responseCode = "403", description = "person-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<WebhookBody> list(
            @PathParam("firm") String firm,
            @BeanParam PageParameters page,
            @Context SecurityContext security) {
        requirePerson(security);
        return PageBody.of(
                webhooks.list(firm, page.toRequest(Webhooks.CURSOR_KEYS)),
                webhook -> WebhookBody.of(webhook, Optional.empty()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Registers a webhook; its secret is shown this once",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The webhook with its secret",
                        content = @Content(schema = @Schema(implementation = WebhookBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "too-many-webhooks"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: required, too-long, not-http, unknown-type")
            })
    public Response create(
            @PathParam("firm") String firm,
            WebhookBody.Draft draft,
            @Context SecurityContext security) {
        Actor actor = administrator(security, firm);
        Webhooks.Created created = webhooks.create(firm, draft(draft), actor);
        return Response.created(URI.create("firms/" + firm + "/webhooks/" + created.webhook().id()))
                .entity(WebhookBody.of(created.webhook(), Optional.of(created.secret())))
                .tag(Versions.tag(created.webhook().version()))
                .build();
    }

    private static Webhooks.Draft draft(WebhookBody.Draft draft) {
        return new Webhooks.Draft(draft.url(), draft.types(), draft.active());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getWebhook",
            summary = "One webhook",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The webhook",
                        content = @Content(schema = @Schema(implementation = WebhookBody.class))),
                @ApiResponse(responseCode = "403", description = "person-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Context SecurityContext security) {
        requirePerson(security);
        return response(webhooks.find(firm, id).orElseThrow(DomainException::notFound));
    }

    private static Response response(Webhook webhook) {
        return Response.ok(WebhookBody.of(webhook, Optional.empty()))
                .tag(Versions.tag(webhook.version()))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeWebhook",
            summary = "Changes address, types and whether it is active",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The webhook",
                        content = @Content(schema = @Schema(implementation = WebhookBody.class))),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: required, too-long, not-http, unknown-type"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            WebhookBody.Draft draft,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Actor actor = administrator(security, firm);
        return response(webhooks.change(firm, id, Versions.required(headers), draft(draft), actor));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Removes a webhook; what waits for it is dropped",
            responses = {
                @ApiResponse(responseCode = "204", description = "It is gone"),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public void delete(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Actor actor = administrator(security, firm);
        webhooks.delete(firm, id, Versions.required(headers), actor);
    }

    @GET
    @Path("{id}/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What was sent to a webhook, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "A page of the log"),
                @ApiResponse(responseCode = "400", description = "bad-limit, bad-cursor"),
                @ApiResponse(responseCode = "403", description = "person-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<DeliveryBody> deliveries(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @BeanParam PageParameters page,
            @Context SecurityContext security) {
        requirePerson(security);
        return PageBody.of(
                webhooks.deliveries(firm, id, page.toRequest(Webhooks.CURSOR_KEYS)),
                DeliveryBody::of);
    }
}
