package org.rattache.platform.http.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;

/** The problem detail of what no application answers. It repeats nothing of the request. */
final class ProblemAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemAnswer() {}

    /**
     * Writes status, headers and body.
     *
     * @param id names the request
     */
    static void write(HttpServletResponse response, int status, String id) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:rattache:problem:" + code(status));
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", detail(status));
        problem.put("requestId", id);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("X-Request-Id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private, no-store");
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        JSON.writeValue(response.getOutputStream(), problem);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal" : "bad-request";
        };
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 503 -> "Unavailable";
            default -> status >= 500 ? "Internal error" : "Bad request";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing here that you may see.";
            case 405 -> "This address does not know that method.";
            case 413 -> "The request is too large.";
            case 415 -> "This address does not take a body of that type.";
            case 503 -> "This part is away for a moment. Try again.";
            default ->
                    status >= 500
                            ? "Something went wrong on our side."
                            : "The request could not be understood.";
        };
    }
}
