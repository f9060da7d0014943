package org.rattache.platform.http.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.UUID;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * While a module's application is rebuilt its address is there and CXF has nothing behind it: CXF
 * then answers 404 with a page of HTML. The caller gets 503 and when to come back instead.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterName("rattache.module-away")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
public final class ModuleAway implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!((HttpServletRequest) request).getRequestURI().startsWith("/api/")) {
            chain.doFilter(request, response);
            return;
        }
        WithoutHtml answer = new WithoutHtml((HttpServletResponse) response);
        chain.doFilter(request, answer);
        if (answer.away) {
            ProblemAnswer.write(
                    (HttpServletResponse) response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    UUID.randomUUID().toString());
        }
    }

    /** Holds back the one page that nobody of ours writes: HTML with the status 404. */
    private static final class WithoutHtml extends HttpServletResponseWrapper {

        private boolean away;

        WithoutHtml(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setContentType(String type) {
            if (getStatus() == SC_NOT_FOUND && type != null && type.startsWith("text/html")) {
                away = true;
            } else {
                super.setContentType(type);
            }
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return away ? new PrintWriter(Writer.nullWriter()) : super.getWriter();
        }
    }
}
