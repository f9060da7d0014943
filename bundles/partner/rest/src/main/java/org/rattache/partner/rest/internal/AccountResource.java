package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.partner.api.Partners;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;

/** The left menu of "Accès aux documents". */
@Component(service = AccountResource.class)
@JaxrsResource
@JaxrsName("rattache.partner.accounts")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.partner)")
@Path("spaces/{space}/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountResource {

    private final Partners partners;

    /** An account in JSON. */
    @Schema(name = "Account", description = "The own account, or one linked to it")
    record AccountBody(
            @Schema(maxLength = 36) String id,
            @Schema(maxLength = 500) String name,
            boolean own,
            @Schema(minimum = "0") long unread) {

        static AccountBody of(Partners.Account account) {
            return new AccountBody(account.id(), account.name(), account.own(), account.unread());
        }
    }

    @Activate
    public AccountResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Partners partners) {
        this.partners = partners;
    }

    @GET
    @Operation(
            operationId = "listAccounts",
            summary = "Own and linked accounts in French collation order, with unread documents",
            responses = {
                @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "404", description = "not-found")
            })
    public PageBody<AccountBody> list(
            @PathParam("space") String space, @BeanParam PageParameters page) {
        return PageBody.of(partners.accounts(space, page.toRequest(2)), AccountBody::of);
    }
}
