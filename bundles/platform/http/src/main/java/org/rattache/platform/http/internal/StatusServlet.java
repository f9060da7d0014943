package org.rattache.platform.http.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * GET /ready: 200 when every module answers, else 503 with what is missing. GET /health: 200 while
 * the server lives.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.status")
@HttpWhiteboardServletPattern({"/ready", "/health"})
public final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Readiness readiness;

    @Activate
    public StatusServlet(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        NavigableSet<String> missing =
                readiness.missing(
                        "http".equals(request.getScheme())
                                ? Optional.of(
                                        new InetSocketAddress(
                                                request.getLocalAddr(), request.getLocalPort()))
                                : Optional.empty());
        boolean ready = missing.isEmpty();
        boolean asksReady = request.getServletPath().equals("/ready");
        response.setStatus(ready || !asksReady ? 200 : 503);
        if (asksReady && !ready) {
            response.setHeader("Retry-After", "1");
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        JSON.writeValue(
                response.getOutputStream(),
                Map.of("status", ready ? "ready" : "not-ready", "missing", missing));
    }
}
