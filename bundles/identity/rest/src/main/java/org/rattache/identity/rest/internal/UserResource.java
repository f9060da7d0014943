package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.DELETE;
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
import org.rattache.identity.api.Accounts;
import org.rattache.identity.api.Accounts.Account;
import org.rattache.identity.api.Caller;
import org.rattache.identity.rest.internal.Bodies.AccountBody;
import org.rattache.platform.api.Page;
import org.rattache.platform.rest.PageBody;

/** People, for the system administrator: find one, put him out, let him in again. */
@Component(service = UserResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.users")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
public final class UserResource {

    private final Accounts accounts;

    @Activate
    public UserResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) Accounts accounts) {
        this.accounts = accounts;
    }

    private static Caller administrator(SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        caller.requireSystemAdministrator();
        return caller;
    }

    @GET
    @Operation(
            operationId = "findUser",
            summary = "The user with a log-in address (system administrator)",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "One item or none",
                        useReturnTypeSchema = true),
                @ApiResponse(responseCode = "403", description = "system-administrator-only")
            })
    public PageBody<AccountBody> find(
            @QueryParam("email") String email,
            @Parameter(hidden = true) @Context SecurityContext security) {
        administrator(security);
        List<Account> found = accounts.find(Bodies.text(email)).map(List::of).orElse(List.of());
        return PageBody.of(
                new Page<>(found, Optional.empty(), Page.Total.counted(found.size())),
                AccountBody::of);
    }

    @POST
    @Path("{user}/disablement")
    @Operation(
            operationId = "disableUser",
            summary = "Puts a user out; his sessions end at once (system administrator)",
            responses = {
                @ApiResponse(responseCode = "204", description = "He is out"),
                @ApiResponse(responseCode = "403", description = "system-administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "wrong-state, own-account")
            })
    public Response disable(
            @PathParam("user") String user,
            @Parameter(hidden = true) @Context SecurityContext security) {
        accounts.setDisabled(user, true, administrator(security).id());
        return Response.noContent().build();
    }

    @DELETE
    @Path("{user}/disablement")
    @Operation(
            operationId = "enableUser",
            summary = "Lets a user in again (system administrator)",
            responses = {
                @ApiResponse(responseCode = "204", description = "He may log in"),
                @ApiResponse(responseCode = "403", description = "system-administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "409", description = "wrong-state, own-account")
            })
    public Response enable(
            @PathParam("user") String user,
            @Parameter(hidden = true) @Context SecurityContext security) {
        accounts.setDisabled(user, false, administrator(security).id());
        return Response.noContent().build();
    }
}
