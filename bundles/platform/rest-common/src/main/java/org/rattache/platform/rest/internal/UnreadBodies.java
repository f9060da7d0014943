package org.rattache.platform.rest.internal;

import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheExtension;

/**
 * When a request is answered before its body was read, CXF copies the rest into a file of any size,
 * so that a refused upload of 2 GB fills the disk. This tells it not to; the connection is closed
 * instead.
 */
@Component(service = ContainerRequestFilter.class, scope = ServiceScope.PROTOTYPE)
@JaxrsExtension
@JaxrsName("rattache.unread-bodies")
@RattacheExtension
@PreMatching
public final class UnreadBodies implements ContainerRequestFilter {

    private static final String COPY_UNREAD_INPUT = "cxf.io.cacheinput";

    @Override
    public void filter(ContainerRequestContext request) {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        if (message != null) {
            message.getExchange().put(COPY_UNREAD_INPUT, false);
        }
    }
}
