package org.rattache.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** A problem detail of RFC 9457. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String requestId,
        List<FieldProblem> errors) {

    /**
     * Every type begins with it; the rest is the problem's code, listed in docs/rest/problems.md.
     */
    public static final String TYPE_PREFIX = "urn:rattache:problem:";

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One faulty field. */
    public record FieldProblem(String pointer, String code, String detail) {}
}
