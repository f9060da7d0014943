package org.rattache.platform.jetty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpStatus;

/** A problem detail for what no servlet has answered. It repeats nothing of the request. */
final class Problem {

    static final String TYPE = "application/problem+json";

    private Problem() {}

    /**
     * Sends one.
     *
     * @param response uncommitted, with the status that Jetty has chosen
     */
    static void send(HttpServletResponse response) throws IOException {
        if (response.getStatus() == HttpServletResponse.SC_NOT_FOUND) {
            // Every address has a servlet, one of ours at least, so there is none just now: a
            // context is being built. Nobody has looked whether there is such a thing.
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "1");
        }
        response.setContentType(TYPE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(json(response.getStatus()));
    }

    static byte[] json(int status) {
        String code;
        String detail;
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            code = "unavailable";
            detail = "This part is away for a moment. Try again.";
        } else if (status >= 500) {
            code = "internal";
            detail = "Something went wrong on our side.";
        } else {
            code = "bad-request";
            detail = "The request could not be understood.";
        }
        return """
                {"type":"urn:rattache:problem:%s","title":"%s","status":%d,"detail":"%s","requestId":"%s"}"""
                .formatted(code, HttpStatus.getMessage(status), status, detail, UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8);
    }
}
