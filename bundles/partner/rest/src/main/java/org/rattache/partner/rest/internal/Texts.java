package org.rattache.partner.rest.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the constants of the api look in JSON and in queries: lower case, with hyphens. */
final class Texts {

    private Texts() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(text))
                .findFirst();
    }
}
