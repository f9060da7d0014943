package org.rattache.platform.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Answers with a problem detail what never reaches a servlet. It repeats nothing of the request.
 */
public final class ProblemErrorHandler extends ErrorHandler {

    private static final String TYPE = "application/problem+json";

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
        fields.put(HttpHeader.CONTENT_TYPE, TYPE);
        fields.put("X-Content-Type-Options", "nosniff");
        return ByteBuffer.wrap(problem(status));
    }

    /** Not for GET and POST alone: a refused PUT has a body, too. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    public void doError(
            String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        response.setContentType(TYPE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(problem(response.getStatus()));
    }

    private static byte[] problem(int status) {
        String title = HttpStatus.getMessage(status);
        String code = status == 404 ? "not-found" : status >= 500 ? "internal" : "bad-request";
        String detail =
                status == 404
                        ? "There is nothing here that you may see."
                        : status >= 500
                                ? "Something went wrong on our side."
                                : "The request could not be understood.";
        return ("{\"type\":\"urn:rattache:problem:"
                        + code
                        + "\",\"title\":\""
                        + title
                        + "\",\"status\":"
                        + status
                        + ",\"detail\":\""
                        + detail
                        + "\",\"requestId\":\""
                        + UUID.randomUUID()
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
