package org.rattache.platform.rest.internal;

import java.util.UUID;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.Problem;
import org.rattache.platform.rest.RattacheExtension;

/**
 * Gives every answer a request id and the headers that keep it out of caches and out of other
 * pages.
 */
@Component(service = ContainerResponseFilter.class, scope = ServiceScope.PROTOTYPE)
@JaxrsExtension
@JaxrsName("rattache.request-id")
@RattacheExtension
public final class RequestIdFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String id = UUID.randomUUID().toString();
        response.getHeaders().putSingle("X-Request-Id", id);
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        response.getHeaders()
                .putIfAbsent(HttpHeaders.CACHE_CONTROL, java.util.List.of("private, no-store"));
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(
                    new Problem(
                            problem.type(),
                            problem.title(),
                            problem.status(),
                            problem.detail(),
                            id,
                            problem.errors()));
        }
    }
}
