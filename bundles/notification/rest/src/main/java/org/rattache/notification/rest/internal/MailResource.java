package org.rattache.notification.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
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
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.api.LoggedMail;
import org.rattache.notification.api.MailLog;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.Versions;

/** The log of a firm's mails, for its operators. */
@Component(service = MailResource.class)
@JaxrsResource
@JaxrsName("rattache.notification.mails")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.notification)")
@Path("firms/{firm}/mails")
@Produces(MediaType.APPLICATION_JSON)
public final class MailResource {

    private final MailLog mails;

    @Activate
    public MailResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) MailLog mails) {
        this.mails = mails;
    }

    @GET
    @Operation(
            operationId = "listMails",
            summary = "The mails of a firm, newest first",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "A page of the log"),
                @ApiResponse(
                        responseCode = "400",
                        description = "bad-limit, bad-cursor, bad-state"),
                @ApiResponse(responseCode = "403", description = "person-only"),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<MailBody> list(
            @PathParam("firm") String firm,
            @QueryParam("state") @Parameter(schema = @Schema(implementation = DeliveryState.class))
                    String state,
            @BeanParam PageParameters page,
            @Context SecurityContext security) {
        requirePerson(security);
        return PageBody.of(
                mails.list(firm, state(state), page.toRequest(MailLog.CURSOR_KEYS)), MailBody::of);
    }

    private static Optional<DeliveryState> state(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(DeliveryState.values())
                        .filter(state -> state.name().equals(text))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new BadRequestProblem(
                                                "bad-state",
                                                "A state is one of "
                                                        + Arrays.toString(DeliveryState.values())
                                                        + ".",
                                                null)));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getMail",
            summary = "One mail of the log",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The mail",
                        content = @Content(schema = @Schema(implementation = MailBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public Response get(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Context SecurityContext security) {
        requirePerson(security);
        return response(mails.find(firm, id).orElseThrow(DomainException::notFound));
    }

    @POST
    @Path("{id}/retry")
    @Operation(
            operationId = "retryMail",
            summary = "Sends a failed mail again",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The mail, which waits now",
                        content = @Content(schema = @Schema(implementation = MailBody.class))),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "not-failed")
            })
    public Response retry(
            @PathParam("firm") String firm,
            @PathParam("id") String id,
            @Context SecurityContext security) {
        requirePerson(security);
        return response(mails.retry(firm, id));
    }

    private static Response response(LoggedMail mail) {
        return Response.ok(MailBody.of(mail)).tag(Versions.tag(mail.version())).build();
    }

    /** There is no scope for mails, so an API token has no business here. */
    private static void requirePerson(SecurityContext security) {
        if (Caller.of(security.getUserPrincipal()).kind() != Caller.Kind.USER) {
            throw DomainException.forbidden(
                    "person-only", "An API token cannot read the log of mails.");
        }
    }
}
