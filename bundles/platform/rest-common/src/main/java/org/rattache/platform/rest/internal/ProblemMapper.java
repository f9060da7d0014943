package org.rattache.platform.rest.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.PreconditionRequiredProblem;
import org.rattache.platform.rest.Problem;
import org.rattache.platform.rest.Problems;
import org.rattache.platform.rest.RattacheExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failure with a problem detail, and never with anything of our insides. */
@Component(
        service = ExceptionMapper.class,
        scope = ServiceScope.PROTOTYPE,
        property = "rattache.problems:Boolean=true")
@JaxrsExtension
@JaxrsName("rattache.problems")
@RattacheExtension
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Response known = known(cause);
            if (known != null) {
                return known;
            }
        }
        if (failure instanceof WebApplicationException web) {
            return ofStatus(web.getResponse());
        }
        if (failure instanceof IOException) {
            return Problems.response(
                    400, "broken-body", "The body of the request could not be read to its end.");
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("Unexpected failure {}", reference, failure);
        return Problems.response(
                500,
                "internal",
                "Something went wrong on our side. Name this reference to your operator: "
                        + reference);
    }

    private static Response known(Throwable cause) {
        if (cause instanceof DomainException e) {
            Response refusal =
                    Problems.response(
                            status(e.category()),
                            e.code(),
                            e.detail(),
                            fields(e.errors()),
                            e.retryAfter().orElse(null));
            return e.isStanding()
                    ? Response.fromResponse(refusal)
                            .header(IdempotencyFilter.STANDING, true)
                            .build()
                    : refusal;
        }
        if (cause instanceof BadRequestProblem e) {
            return Problems.response(400, e.code(), e.getMessage(), fields(e.errors()), null);
        }
        if (cause instanceof PreconditionRequiredProblem e) {
            return Problems.response(428, "if-match-required", e.getMessage());
        }
        if (cause instanceof BodyLimit.TooLargeException e) {
            return Problems.response(413, "too-large", e.getMessage());
        }
        if (cause instanceof JsonProcessingException e) {
            return ofJson(e);
        }
        return null;
    }

    private static int status(DomainException.Category category) {
        return switch (category) {
            case INVALID -> 422;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case FORBIDDEN -> 403;
            case UNAVAILABLE -> 503;
            case TOO_MANY -> 429;
            case TOO_LARGE -> 413;
            case STORAGE_FULL -> 507;
        };
    }

    private static List<Problem.FieldProblem> fields(List<DomainException.FieldError> errors) {
        return errors.stream()
                .map(e -> new Problem.FieldProblem(e.pointer(), e.code(), e.detail()))
                .toList();
    }

    private static Response ofJson(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Problems.response(
                    400,
                    "unknown-field",
                    "The request has a field that is not known here.",
                    List.of(
                            new Problem.FieldProblem(
                                    pointer(unknown), "unknown-field", "This field is not known.")),
                    null);
        }
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problems.response(
                    400,
                    "malformed-json",
                    "A field of the request has the wrong form.",
                    List.of(
                            new Problem.FieldProblem(
                                    pointer(mapping),
                                    "wrong-type",
                                    "This value has the wrong form.")),
                    null);
        }
        return Problems.response(
                400, "malformed-json", "The request is not the JSON that is expected here.");
    }

    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            String name =
                    step.getFieldName() == null
                            ? String.valueOf(step.getIndex())
                            : step.getFieldName();
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.length() > 200 ? pointer.substring(0, 200) : pointer.toString();
    }

    private static Response ofStatus(Response original) {
        int status = original.getStatus();
        Response problem =
                switch (status) {
                    case 404 ->
                            Problems.response(
                                    404, "not-found", DomainException.notFound().detail());
                    case 405 ->
                            Problems.response(
                                    405,
                                    "method-not-allowed",
                                    "This address does not know that method.");
                    case 406 ->
                            Problems.response(
                                    406,
                                    "not-acceptable",
                                    "This address does not answer in that form.");
                    case 415 ->
                            Problems.response(
                                    415,
                                    "unsupported-media-type",
                                    "This address does not take a body of that type.");
                    default ->
                            status >= 500
                                    ? Problems.response(
                                            500, "internal", "Something went wrong on our side.")
                                    : Problems.response(
                                            status,
                                            "bad-request",
                                            "The request could not be understood.");
                };
        Response.ResponseBuilder response = Response.fromResponse(problem);
        if (original.getHeaderString("Allow") != null) {
            response.header("Allow", original.getHeaderString("Allow"));
        }
        return response.build();
    }
}
