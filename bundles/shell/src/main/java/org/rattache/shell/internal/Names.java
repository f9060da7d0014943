package org.rattache.shell.internal;

import java.util.Locale;

/** Constants as REST writes them: lower case with hyphens. */
final class Names {

    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
