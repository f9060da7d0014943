package org.rattache.audit.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
import org.rattache.audit.api.Verification;
import org.rattache.identity.api.Caller;

/** Whether the chains are whole [PRODUCT S5]. Recomputes them: it takes as long as they are. */
@Component(service = VerificationResource.class)
@JaxrsResource
@JaxrsName("rattache.audit.verification")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.audit)")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class VerificationResource {

    private final Verification verification;

    @Activate
    public VerificationResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Verification verification) {
        this.verification = verification;
    }

    @GET
    @Path("verification")
    @Operation(
            operationId = "verifyTrails",
            summary = "Recomputes every chain, or that of one firm; for the system administrator",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "What was found"),
                @ApiResponse(responseCode = "403", description = "system-administrator-only"),
                @ApiResponse(responseCode = "429", description = "verification-running")
            })
    public VerificationBody ofAll(
            @QueryParam("firm")
                    @Parameter(
                            description = "One firm, or - for the chain that belongs to none.",
                            schema = @Schema(type = "string", maxLength = 36))
                    String firm,
            @Context SecurityContext security) {
        Caller.of(security.getUserPrincipal()).requireSystemAdministrator();
        return VerificationBody.of(firm == null ? verification.ofAll() : verification.ofFirm(firm));
    }

    @GET
    @Path("firms/{firm}/verification")
    @Operation(
            operationId = "verifyFirmTrail",
            summary = "Recomputes the chain of a firm; for its administrators",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        useReturnTypeSchema = true,
                        description = "What was found"),
                @ApiResponse(responseCode = "403", description = "administrator-only"),
                @ApiResponse(responseCode = "404", description = "not-found"),
                @ApiResponse(responseCode = "429", description = "verification-running")
            })
    public VerificationBody ofFirm(
            @PathParam("firm") String firm, @Context SecurityContext security) {
        Caller.of(security.getUserPrincipal()).requireAdministratorOf(firm);
        return VerificationBody.of(verification.ofFirm(firm));
    }
}
