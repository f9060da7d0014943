package org.rattache.platform.jetty;

import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Makes every servlet context answer with a problem detail while it has no error pages. Pax Web
 * builds a context anew when an application comes or goes, and for some milliseconds it is there
 * with neither servlets nor filters nor error pages; Jetty would answer in HTML, stack trace
 * included.
 */
public final class ProblemErrorPages implements Container.InheritedListener {

    private final LifeCycle.Listener atEveryStart =
            new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarting(LifeCycle context) {
                    takeOver((ServletContextHandler) context);
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

    private static void takeOver(ServletContextHandler context) {
        if (context.getErrorHandler() instanceof ErrorPageErrorHandler pages
                && !(pages instanceof Handler)) {
            context.setErrorHandler(new Handler(pages));
        }
    }

    private static final class Handler extends ErrorPageErrorHandler {

        /** Pax Web's own, where it registers the pages. */
        private final ErrorPageErrorHandler pages;

        Handler(ErrorPageErrorHandler pages) {
            this.pages = pages;
        }

        @Override
        public String getErrorPage(HttpServletRequest request) {
            return pages.getErrorPage(request);
        }

        @Override
        public Map<String, String> getErrorPages() {
            return pages.getErrorPages();
        }

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
