package org.rattache.platform.rest;

import java.time.Duration;
import java.util.List;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;

/** Makes the responses of problems, all in the same shape. */
public final class Problems {

    private Problems() {}

    /**
     * A response with a problem; the response filter adds the request id.
     *
     * @param code the stable name of the problem
     */
    public static Response response(int status, String code, String detail) {
        return response(status, code, detail, List.of(), null);
    }

    public static Response response(
            int status,
            String code,
            String detail,
            List<Problem.FieldProblem> errors,
            Duration retryAfter) {
        Response.ResponseBuilder response =
                Response.status(status)
                        .type(Problem.MEDIA_TYPE)
                        .entity(
                                new Problem(
                                        Problem.TYPE_PREFIX + code,
                                        title(status),
                                        status,
                                        detail,
                                        null,
                                        errors));
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
        }
        return response.build();
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Not logged in";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 412 -> "Precondition failed";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Rule broken";
            case 428 -> "Precondition required";
            case 429 -> "Too many requests";
            case 500 -> "Internal error";
            case 503 -> "Unavailable";
            case 507 -> "Storage full";
            default -> "Error";
        };
    }
}
