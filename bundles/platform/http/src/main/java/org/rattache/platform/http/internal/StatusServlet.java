package org.rattache.platform.http.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * the server lives, whatever is missing.
 *
 * <p>Anybody may ask, and finding out what is missing takes milliseconds: who asks again at once is
 * told the same.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.status")
@HttpWhiteboardServletPattern({"/ready", "/health"})
public final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final transient Readiness readiness;
    private transient Found last;

    private record Found(NavigableSet<String> missing, long at) {}

    @Activate
    public StatusServlet(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getServletPath().equals("/health")) {
            answer(response, 200, Map.of("status", "alive"));
            return;
        }
        NavigableSet<String> missing = missing(request);
        if (missing.isEmpty()) {
            answer(response, 200, Map.of("status", "ready", "missing", missing));
        } else {
            response.setHeader("Retry-After", "1");
            answer(response, 503, Map.of("status", "not-ready", "missing", missing));
        }
    }

    /** Who asks at the same moment waits for the one answer. */
    private synchronized NavigableSet<String> missing(HttpServletRequest request) {
        if (last == null || System.nanoTime() - last.at() >= KEPT_NANOS) {
            NavigableSet<String> missing =
                    readiness.missing(
                            "http".equals(request.getScheme())
                                    ? Optional.of(
                                            new InetSocketAddress(
                                                    request.getLocalAddr(), request.getLocalPort()))
                                    : Optional.empty());
            last = new Found(missing, System.nanoTime());
        }
        return last.missing();
    }

    private static void answer(HttpServletResponse response, int status, Map<String, Object> body)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        JSON.writeValue(response.getOutputStream(), body);
    }
}
