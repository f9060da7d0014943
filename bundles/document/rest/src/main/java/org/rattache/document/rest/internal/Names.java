package org.rattache.document.rest.internal;

import java.util.Locale;
import java.util.Optional;
import org.rattache.document.api.Direction;
import org.rattache.document.api.DocumentState;
import org.rattache.platform.rest.BadRequestProblem;

/** How the values of enumerations are called in JSON: {@code to-client}, {@code withdrawn}. */
final class Names {

    private Names() {}

    static String of(Direction direction) {
        return lower(direction.name());
    }

    static String of(DocumentState state) {
        return lower(state.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Direction> direction(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        for (Direction direction : Direction.values()) {
            if (of(direction).equals(text)) {
                return Optional.of(direction);
            }
        }
        throw new BadRequestProblem(
                "bad-direction", "The direction is to-client or from-client.", null);
    }
}
