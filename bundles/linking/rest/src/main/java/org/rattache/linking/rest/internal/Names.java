package org.rattache.linking.rest.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.rattache.platform.rest.BadRequestProblem;

/** Constants as JSON has them: lower case with hyphens. */
final class Names {

    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a query parameter; empty when the parameter is not given. */
    static <E extends Enum<E>> Optional<E> parse(String parameter, String text, E[] constants) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(constants)
                        .filter(constant -> of(constant).equals(text))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new BadRequestProblem(
                                                "bad-" + parameter,
                                                "The parameter "
                                                        + parameter
                                                        + " has none of its values.",
                                                null)));
    }
}
