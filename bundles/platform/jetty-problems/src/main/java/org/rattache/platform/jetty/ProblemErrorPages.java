package org.rattache.platform.jetty;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Makes every servlet context answer errors with a problem detail, from its start on. Error pages
 * of the whiteboard would not do: Pax Web builds a context anew when an application comes or goes,
 * and for some milliseconds it is there with neither servlets nor filters nor error pages; Jetty
 * would then answer in HTML, stack trace included.
 */
public final class ProblemErrorPages implements Container.InheritedListener {

    private final LifeCycle.Listener atEveryStart =
            new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarting(LifeCycle context) {
                    ((ServletContextHandler) context).setErrorHandler(new Handler());
                }
            };

    @Override
    public void beanAdded(Container parent, Object child) {
        if (child instanceof ServletContextHandler context) {
            context.addLifeCycleListener(atEveryStart);
        }
    }

    @Override
    public void beanRemoved(Container parent, Object child) {
        if (child instanceof ServletContextHandler context) {
            context.removeLifeCycleListener(atEveryStart);
        }
    }

    private static final class Handler extends ErrorPageErrorHandler {

        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateAcceptableResponse(
                Request base,
                HttpServletRequest request,
                HttpServletResponse response,
                int code,
                String message)
                throws IOException {
            Problem.send(request, response);
        }
    }
}
