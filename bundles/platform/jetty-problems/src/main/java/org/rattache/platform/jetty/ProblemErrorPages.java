package org.rattache.platform.jetty;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.Container;

/**
 * Gives every servlet context an error handler that answers with a problem detail as long as the
 * context has no error pages. The whiteboard builds a context anew when an application comes or
 * goes, and for some milliseconds it is there with neither servlets nor filters nor error pages.
 */
public final class ProblemErrorPages implements Container.InheritedListener {

    @Override
    public void beanAdded(Container parent, Object child) {
        if (child instanceof ServletContextHandler context) {
            context.setErrorHandler(new Handler());
        }
    }

    @Override
    public void beanRemoved(Container parent, Object child) {
        // its error handler goes with it
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
            Problem.send(response);
        }
    }
}
