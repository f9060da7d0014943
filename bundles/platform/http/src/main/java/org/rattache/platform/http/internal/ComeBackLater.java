package org.rattache.platform.http.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletOutputStream;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.rattache.platform.api.GuardedRequest;

/**
 * While a module is away its addresses answer 503 with Retry-After. Without it they would be 404,
 * and a client would take it that what it asks for is gone; or 500, for a request that was under
 * way. A 404 counts only when the guard has seen the request, for else nobody was there to look,
 * and when the module was not away a moment ago, for its resources go one by one.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterName("rattache.come-back-later")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
public final class ComeBackLater implements Filter {

    private final AwayModules modules;

    @Activate
    public ComeBackLater(@Reference AwayModules modules) {
        this.modules = modules;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> addressed = modules.addressed((HttpServletRequest) request);
        if (addressed.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String module = addressed.get();
        HttpServletResponse answer = (HttpServletResponse) response;
        if (modules.isAway(module)) {
            comeBackLater(answer);
            return;
        }
        Watched watched = new Watched(request, answer, module);
        chain.doFilter(request, watched);
        if (watched.replaced && !answer.isCommitted()) {
            comeBackLater(answer);
        }
    }

    private static void comeBackLater(HttpServletResponse response) throws IOException {
        response.reset();
        ProblemAnswer.write(
                response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, UUID.randomUUID().toString());
    }

    /** Takes note of a refusal whose cause is that the module went, and swallows its body. */
    private final class Watched extends HttpServletResponseWrapper {

        private final ServletRequest request;
        private final String module;
        private boolean replaced;

        Watched(ServletRequest request, HttpServletResponse response, String module) {
            super(response);
            this.request = request;
            this.module = module;
        }

        private boolean isReplaced(int status) {
            replaced =
                    switch (status) {
                        case SC_NOT_FOUND ->
                                request.getAttribute(GuardedRequest.ATTRIBUTE) == null
                                        || modules.wasAway(module);
                        case SC_INTERNAL_SERVER_ERROR -> modules.wasAway(module);
                        default -> false;
                    };
            return replaced;
        }

        @Override
        public void setStatus(int status) {
            if (!isReplaced(status)) {
                super.setStatus(status);
            }
        }

        @Override
        public void setContentType(String type) {
            if (!replaced) {
                super.setContentType(type);
            }
        }

        @Override
        public void sendError(int status) throws IOException {
            if (!isReplaced(status)) {
                super.sendError(status);
            }
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            if (!isReplaced(status)) {
                super.sendError(status, message);
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return replaced ? new Nowhere() : super.getOutputStream();
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return replaced
                    ? new PrintWriter(
                            OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                    : super.getWriter();
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!replaced) {
                super.flushBuffer();
            }
        }
    }

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int b) {
            // the answer is another one
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Nothing is written asynchronously here.");
        }
    }
}
