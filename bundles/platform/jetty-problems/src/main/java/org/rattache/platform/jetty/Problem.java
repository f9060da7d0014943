package org.rattache.platform.jetty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.servlet.RequestDispatcher;
import javax.servlet.UnavailableException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A problem detail for every error that no application has answered: no HTML, no stack trace. It
 * repeats nothing of the request.
 */
final class Problem {

    static final String TYPE = "application/problem+json";

    private static final String MODULES = "/api/";

    /**
     * The attribute of platform/api's GuardedRequest, which a fragment of Pax Web cannot import.
     */
    private static final String GUARDED = "org.rattache.guarded";

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    private Problem() {}

    /**
     * Sends one.
     *
     * @param response uncommitted, with the status that Jetty has chosen
     */
    static void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = UUID.randomUUID().toString();
        int status = response.getStatus();
        if (isNobodyThere(request, status)) {
            status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            response.setStatus(status);
            response.setHeader("Retry-After", "1");
            LOG.info("Nobody was there for request {}: {}", id, String.valueOf(failure(request)));
        } else if (failure(request) != null) {
            LOG.error("Unexpected failure {}", id, failure(request));
        }
        response.setContentType(TYPE);
        response.setHeader("X-Request-Id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private, no-store");
        response.getOutputStream().write(json(status, id));
    }

    /**
     * Whether a servlet or a filter was taken away under the request, or nobody was there to look:
     * every address has a servlet, if only that which says 404, and every request of a module is
     * seen by its guard, so the context is just being built. Jetty would say 404, as if what was
     * asked for were gone for good.
     */
    private static boolean isNobodyThere(HttpServletRequest request, int status) {
        Throwable failure = failure(request);
        if (failure instanceof UnavailableException
                || (failure != null && failure.getCause() instanceof UnavailableException)) {
            return true;
        }
        if (request.getRequestURI().startsWith(MODULES) && request.getAttribute(GUARDED) == null) {
            return status == HttpServletResponse.SC_NOT_FOUND
                    || status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        }
        return status == HttpServletResponse.SC_NOT_FOUND
                && request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME) == null;
    }

    private static Throwable failure(HttpServletRequest request) {
        return (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    }

    static byte[] json(int status, String id) {
        String code;
        String detail;
        switch (status) {
            case 404 -> {
                code = "not-found";
                detail = "There is nothing here that you may see.";
            }
            case 405 -> {
                code = "method-not-allowed";
                detail = "This address does not know that method.";
            }
            case 413 -> {
                code = "too-large";
                detail = "The request is too large.";
            }
            case 415 -> {
                code = "unsupported-media-type";
                detail = "This address does not take a body of that type.";
            }
            case 503 -> {
                code = "unavailable";
                detail = "This part is away for a moment. Try again.";
            }
            default -> {
                code = status >= 500 ? "internal" : "bad-request";
                detail =
                        status >= 500
                                ? "Something went wrong on our side."
                                : "The request could not be understood.";
            }
        }
        return """
                {"type":"urn:rattache:problem:%s","title":"%s","status":%d,"detail":"%s","requestId":"%s"}"""
                .formatted(code, HttpStatus.getMessage(status), status, detail, id)
                .getBytes(StandardCharsets.UTF_8);
    }
}
