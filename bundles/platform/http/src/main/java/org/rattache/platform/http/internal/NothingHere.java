package org.rattache.platform.http.internal;

import java.io.IOException;
import java.util.UUID;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Answers every address that nobody has taken: 503 when it is a module's, which is away then, else
 * 404. Without it Jetty would, and it has error pages for GET and POST alone: a PUT would get no
 * body. Whoever registers this pattern goes before it.
 */
@Component(service = Servlet.class)
@ServiceRanking(Integer.MIN_VALUE)
@HttpWhiteboardServletName("rattache.nothing-here")
@HttpWhiteboardServletPattern("/")
public final class NothingHere extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient AwayModules modules;

    @Activate
    public NothingHere(@Reference AwayModules modules) {
        this.modules = modules;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status =
                modules.addressed(request).isPresent()
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : HttpServletResponse.SC_NOT_FOUND;
        ProblemAnswer.write(response, status, UUID.randomUUID().toString());
    }
}
