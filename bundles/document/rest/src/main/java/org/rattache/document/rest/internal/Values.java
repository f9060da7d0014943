package org.rattache.document.rest.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rattache.document.api.NewDocument;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;

/** Values of requests, made safe to pass on. */
final class Values {

    private Values() {}

    /** Absent and empty texts are the same. */
    static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    /** An absent list is empty; a null in a list is no list of texts. */
    static List<String> list(String pointer, List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new BadRequestProblem(
                    "malformed-json",
                    "A field of the request has the wrong form.",
                    List.of(
                            new DomainException.FieldError(
                                    pointer, "wrong-type", "Null is no text.")),
                    null);
        }
        return values;
    }

    static NewDocument document(
            Received received, String name, String section, List<String> keywords, String batch) {
        return new NewDocument(
                text(name).or(received::fileName).orElse(""),
                received.mediaType(),
                text(section),
                list("/keywords", keywords),
                text(batch));
    }
}
