package org.rattache.clientfile.core.internal;

import java.util.Optional;
import org.rattache.platform.api.Violations;

/**
 * The number of a French company: nine digits, the last of them a check digit [MATCHING fact 6].
 */
record Siren(String digits) {

    static final int LENGTH = 9;

    /**
     * Reads what somebody typed.
     *
     * @return empty when it is faulty; the violations then say which check failed
     */
    static Optional<Siren> read(String typed, String pointer, Violations violations) {
        String text = Numbers.compact(typed);
        if (!Numbers.onlyDigits(text)) {
            violations.add(pointer, "digits", "A SIREN holds digits only.");
        } else if (text.length() == Siret.LENGTH) {
            violations.add(pointer, "length", "A SIREN has 9 digits; these 14 digits are a SIRET.");
        } else if (text.length() != LENGTH) {
            violations.add(
                    pointer,
                    "length",
                    "The length is wrong: a SIREN has 9 digits, not " + text.length() + ".");
        } else if (Numbers.onlyZeros(text)) {
            violations.add(pointer, "no-number", "Nobody has a SIREN of zeros.");
        } else if (!Numbers.luhn(text)) {
            violations.add(
                    pointer,
                    "check-digit",
                    "The check digit of this SIREN is wrong: a digit was mistyped.");
        } else {
            return Optional.of(new Siren(text));
        }
        return Optional.empty();
    }
}
