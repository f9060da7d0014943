package org.rattache.platform.rest;

import java.util.List;
import org.rattache.platform.api.DomainException;

/**
 * A request that cannot even be read: HTTP 400. Thrown by the REST layer alone; a broken rule is a
 * DomainException.
 */
public final class BadRequestProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<DomainException.FieldError> errors;

    public BadRequestProblem(String code, String detail, Throwable cause) {
        this(code, detail, List.of(), cause);
    }

    public BadRequestProblem(
            String code, String detail, List<DomainException.FieldError> errors, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    public String code() {
        return code;
    }

    public List<DomainException.FieldError> errors() {
        return errors == null ? List.of() : errors;
    }
}
