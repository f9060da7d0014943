package org.rattache.platform.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The one exception with which a module refuses a request. The category decides the HTTP status,
 * the code is the stable name of the problem (it ends up in the problem's {@code type}), the detail
 * tells the caller what to do.
 *
 * <p>The detail may be shown to the caller: it never holds data that he may not see.
 */
public final class DomainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal this is. */
    public enum Category {
        /** The request breaks a rule: HTTP 422. */
        INVALID,
        /** It does not exist, or the caller may not know that it does: HTTP 404. */
        NOT_FOUND,
        /** It exists and is in the wrong state: HTTP 409. */
        CONFLICT,
        /** Somebody changed it since the caller read it: HTTP 412. */
        STALE,
        /** The caller knows that it exists and may not do this: HTTP 403. */
        FORBIDDEN,
        /** A module, the database or a resource is away for a moment: HTTP 503. */
        UNAVAILABLE,
        /** Too many tries: HTTP 429. */
        TOO_MANY,
        /** The content is larger than allowed: HTTP 413. */
        TOO_LARGE,
        /** No room to store it: HTTP 507. */
        STORAGE_FULL
    }

    /**
     * One faulty field: {@code pointer} is a JSON pointer into the request, such as {@code /siren}.
     */
    public record FieldError(String pointer, String code, String detail) {
        public FieldError {
            Objects.requireNonNull(pointer);
            Objects.requireNonNull(code);
            Objects.requireNonNull(detail);
        }
    }

    private final Category category;
    private final String code;
    private final transient List<FieldError> errors;
    private final transient Duration retryAfter;
    private final boolean standing;

    private DomainException(
            Category category,
            String code,
            String detail,
            List<FieldError> errors,
            Duration retryAfter,
            boolean standing) {
        super(detail);
        this.category = Objects.requireNonNull(category);
        this.code = Objects.requireNonNull(code);
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.standing = standing;
    }

    private DomainException(
            Category category,
            String code,
            String detail,
            List<FieldError> errors,
            Duration retryAfter) {
        this(category, code, detail, errors, retryAfter, false);
    }

    public DomainException(Category category, String code, String detail) {
        this(category, code, detail, List.of(), null);
    }

    /**
     * The answer for what does not exist and for what the caller may not see: always the same words
     * [PRODUCT S3].
     */
    public static DomainException notFound() {
        return new DomainException(
                Category.NOT_FOUND, "not-found", "There is nothing here that you may see.");
    }

    public static DomainException conflict(String code, String detail) {
        return new DomainException(Category.CONFLICT, code, detail);
    }

    public static DomainException invalid(String code, String detail) {
        return new DomainException(Category.INVALID, code, detail);
    }

    public static DomainException invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1
                        ? errors.get(0).detail()
                        : errors.size() + " fields are not right.";
        return new DomainException(Category.INVALID, "invalid-fields", detail, errors, null);
    }

    public static DomainException forbidden(String code, String detail) {
        return new DomainException(Category.FORBIDDEN, code, detail);
    }

    public static DomainException stale() {
        return new DomainException(
                Category.STALE,
                "stale",
                "Somebody changed this in the meantime. Read it again, then repeat your change.");
    }

    public static DomainException tooMany(String code, String detail, Duration retryAfter) {
        return new DomainException(Category.TOO_MANY, code, detail, List.of(), retryAfter);
    }

    public static DomainException unavailable(String code, String detail, Duration retryAfter) {
        return new DomainException(Category.UNAVAILABLE, code, detail, List.of(), retryAfter);
    }

    /**
     * The same refusal, of a request that has changed something which is to stay: a wrong code was
     * counted, a request became void. Whoever throws it has ended its own unit of work without an
     * exception; a transaction around it is then committed, and not undone as for other refusals.
     */
    public DomainException standing() {
        return new DomainException(
                category, code, getMessage(), errors(), retryAfter().orElse(null), true);
    }

    /** Whether what the request has changed stays, although it is refused. */
    public boolean isStanding() {
        return standing;
    }

    public Category category() {
        return category;
    }

    public String code() {
        return code;
    }

    /** The text for the caller; never null. */
    public String detail() {
        return getMessage();
    }

    public List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
