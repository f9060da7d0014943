package org.rattache.platform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects every faulty field of a request, so that the caller learns of all of them at once. Not
 * thread-safe: one instance a request.
 */
public final class Violations {

    private final List<DomainException.FieldError> errors = new ArrayList<>();

    public Violations add(String pointer, String code, String detail) {
        errors.add(new DomainException.FieldError(pointer, code, detail));
        return this;
    }

    /** Requires a value that is neither null nor blank and has at most {@code max} characters. */
    public Violations text(String pointer, String value, int max) {
        if (value == null || value.isBlank()) {
            return add(pointer, "required", "This field is required.");
        }
        return optionalText(pointer, value, max);
    }

    /** Allows null; otherwise at most {@code max} characters and no control characters. */
    public Violations optionalText(String pointer, String value, int max) {
        if (value == null) {
            return this;
        }
        if (value.length() > max) {
            return add(pointer, "too-long", "At most " + max + " characters are allowed.");
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            return add(pointer, "control-character", "Control characters are not allowed.");
        }
        return this;
    }

    /** Requires a value that is not null. */
    public Violations present(String pointer, Object value) {
        return value == null ? add(pointer, "required", "This field is required.") : this;
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public Optional<DomainException> asException() {
        return errors.isEmpty() ? Optional.empty() : Optional.of(DomainException.invalid(errors));
    }

    /**
     * Ends the check.
     *
     * @throws DomainException of category INVALID with every error, when there is one
     */
    public void throwIfAny() {
        asException()
                .ifPresent(
                        e -> {
                            throw e;
                        });
    }
}
