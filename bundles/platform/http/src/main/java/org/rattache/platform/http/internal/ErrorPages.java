package org.rattache.platform.http.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.servlet.RequestDispatcher;
import javax.servlet.Servlet;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String id = UUID.randomUUID().toString();
        int status = response.getStatus();
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            LOG.error("Unexpected failure {}", id, failure);
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:rattache:problem:" + code(status));
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", detail(status));
        problem.put("requestId", id);
        response.setContentType("application/problem+json");
        response.setHeader("X-Request-Id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private, no-store");
        JSON.writeValue(response.getOutputStream(), problem);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 413 -> "too-large";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal" : "bad-request";
        };
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Too large";
            case 503 -> "Unavailable";
            default -> status >= 500 ? "Internal error" : "Bad request";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing here that you may see.";
            case 405 -> "This address does not know that method.";
            case 413 -> "The request is too large.";
            case 503 -> "This part is away for a moment. Try again.";
            default ->
                    status >= 500
                            ? "Something went wrong on our side."
                            : "The request could not be understood.";
        };
    }
}
