package org.rattache.notification.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
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
import org.rattache.notification.api.NewsPreferences;
import org.rattache.notification.api.NewsPreferences.Preference;
import org.rattache.notification.api.Rhythm;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.rest.Versions;

/** What the caller wants to be told of, and how often. */
@Component(service = PreferencesResource.class)
@JaxrsResource
@JaxrsName("rattache.notification.preferences")
@JaxrsApplicationSelect("(osgi.jaxrs.name=rattache.notification)")
@Path("preferences")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {

    private final NewsPreferences preferences;

    @Activate
    public PreferencesResource(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) NewsPreferences preferences) {
        this.preferences = preferences;
    }

    @GET
    @Operation(
            operationId = "getNotificationPreferences",
            summary = "How often the caller hears of new documents",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = NewsBody.class))),
                @ApiResponse(responseCode = "401", description = "not-logged-in"),
                @ApiResponse(responseCode = "403", description = "person-only")
            })
    public Response get(@Parameter(hidden = true) @Context SecurityContext security) {
        return with(preferences.of(person(security)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeNotificationPreferences",
            summary = "Changes how often the caller hears of new documents",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        headers = @Header(name = "ETag", schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = NewsBody.class))),
                @ApiResponse(responseCode = "401", description = "not-logged-in"),
                @ApiResponse(responseCode = "403", description = "csrf, person-only"),
                @ApiResponse(responseCode = "412", description = "stale"),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid-fields: required, unknown"),
                @ApiResponse(responseCode = "428", description = "if-match-required")
            })
    public Response change(
            NewsBody body,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context SecurityContext security) {
        String person = person(security);
        new Violations().present("/news", body.news()).throwIfAny();
        return with(preferences.change(person, Versions.required(headers), rhythm(body.news())));
    }

    private static Rhythm rhythm(String text) {
        return Arrays.stream(Rhythm.values())
                .filter(rhythm -> rhythm.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Violations()
                                        .add("/news", "unknown", "Use at-once, daily or weekly.")
                                        .asException()
                                        .orElseThrow());
    }

    private static Response with(Preference preference) {
        return Response.ok(NewsBody.of(preference)).tag(Versions.tag(preference.version())).build();
    }

    private static String person(SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        if (caller.kind() != Caller.Kind.USER) {
            throw DomainException.forbidden(
                    "person-only", "An API token has no preferences; a person must log in.");
        }
        return caller.id();
    }
}
