package org.rattache.platform.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.rattache.platform.api.DomainException;

/**
 * Joins every application and serves its OpenAPI document: the one that the build made from the
 * application's classes and that names the application's address as its server.
 */
@Component(service = OpenApiResource.class)
@JaxrsResource
@JaxrsName("rattache.openapi")
@JaxrsApplicationSelect("(rattache.api=true)")
@Path("openapi.json")
public final class OpenApiResource {

    private static final String RESOURCE = "OSGI-INF/openapi.json";

    private final BundleContext context;

    @Activate
    public OpenApiResource(BundleContext context) {
        this.context = context;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode document(@Context UriInfo uri) throws IOException {
        String base = uri.getBaseUri().getPath().replaceAll("/+$", "");
        for (Bundle bundle :
                Stream.of(context.getBundles())
                        .filter(b -> b.getState() == Bundle.ACTIVE && b.getEntry(RESOURCE) != null)
                        .toList()) {
            try (InputStream in = bundle.getEntry(RESOURCE).openStream()) {
                JsonNode document = JsonProvider.mapper().readTree(in);
                if (document.path("servers").path(0).path("url").asText().equals(base)) {
                    return document;
                }
            }
        }
        throw DomainException.notFound();
    }
}
