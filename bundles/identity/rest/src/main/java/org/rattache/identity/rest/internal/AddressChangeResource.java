package org.rattache.identity.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.rest.internal.Bodies.AddressChangeBody;
import org.rattache.platform.api.DomainException;

/** The links in the mails about a new log-in address: one to each of the two addresses. */
@Component(service = AddressChangeResource.class)
@JaxrsResource
@JaxrsName("rattache.identity.address-changes")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.identity)")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class AddressChangeResource {

    private final LogInAddresses addresses;

    @Activate
    public AddressChangeResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LogInAddresses addresses) {
        this.addresses = addresses;
    }

    private AddressChangeBody show(String token, boolean cancel) {
        return new AddressChangeBody(
                addresses.show(token, cancel).orElseThrow(DomainException::notFound));
    }

    @GET
    @Path("address-changes/{token}")
    @Operation(
            operationId = "getAddressChange",
            summary = "What the link in the mail to the new address would do; changes nothing",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(
                                        schema =
                                                @Schema(implementation = AddressChangeBody.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used, expired or over")
            })
    public AddressChangeBody get(@PathParam("token") String token) {
        return show(token, false);
    }

    @POST
    @Path("address-changes/{token}")
    @Operation(
            operationId = "confirmAddressChange",
            summary = "The new address is the log-in address; all sessions and password resets end",
            responses = {
                @ApiResponse(responseCode = "204", description = "Log in with the new address"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used, expired or over")
            })
    public Response confirm(@PathParam("token") String token) {
        addresses.confirm(token);
        return Response.noContent().build();
    }

    @GET
    @Path("address-change-cancellations/{token}")
    @Operation(
            operationId = "getAddressChangeCancellation",
            summary = "What the link in the mail to the old address would end; changes nothing",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content =
                                @Content(
                                        schema =
                                                @Schema(implementation = AddressChangeBody.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used, expired or over")
            })
    public AddressChangeBody getCancellation(@PathParam("token") String token) {
        return show(token, true);
    }

    @POST
    @Path("address-change-cancellations/{token}")
    @Operation(
            operationId = "cancelAddressChange",
            summary =
                    "This was not me: ends or undoes the change, and the password, which somebody knows, is void",
            responses = {
                @ApiResponse(
                        responseCode = "204",
                        description = "A link for a new password is on its way to the old address"),
                @ApiResponse(
                        responseCode = "404",
                        description = "not-found: unknown, used, expired or over")
            })
    public Response cancel(@PathParam("token") String token) {
        addresses.cancel(token);
        return Response.noContent().build();
    }
}
