package org.rattache.platform.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** Answers with a problem detail what never reaches a servlet context. */
public final class ProblemErrorHandler extends ErrorHandler {

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
        fields.put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        fields.put("X-Content-Type-Options", "nosniff");
        return ByteBuffer.wrap(Problem.json(status, UUID.randomUUID().toString()));
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
        Problem.send(request, response);
    }
}
