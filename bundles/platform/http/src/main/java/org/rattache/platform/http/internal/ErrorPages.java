package org.rattache.platform.http.internal;

import java.io.IOException;
import java.util.UUID;
import javax.servlet.RequestDispatcher;
import javax.servlet.Servlet;
import javax.servlet.UnavailableException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error that no application answers is a problem detail too: no HTML, no stack trace. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.error-pages")
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx", "java.lang.Throwable"})
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
public final class ErrorPages extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String id = UUID.randomUUID().toString();
        int status = response.getStatus();
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            if (isOnItsWayOut(failure)) {
                // Jetty would say 404, as if it were gone for good
                status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            } else {
                LOG.error("Unexpected failure {}", id, failure);
            }
        }
        ProblemAnswer.write(response, status, id);
    }

    /** A servlet or a filter was taken out of service while the request was on its way to it. */
    private static boolean isOnItsWayOut(Throwable failure) {
        return failure instanceof UnavailableException
                || failure.getCause() instanceof UnavailableException;
    }
}
