package org.rattache.clientfile.core.internal;

import java.util.Optional;
import org.rattache.platform.api.Violations;

/**
 * The number of an establishment of a French company: its SIREN and five digits, the last of them a
 * check digit [MATCHING fact 6].
 */
record Siret(String digits) {

    static final int LENGTH = 14;

    /** La Poste has more establishments than the check digit has room for. */
    private static final String LA_POSTE = "356000000";

    /**
     * Reads what somebody typed.
     *
     * @return empty when it is faulty; the violations then say which check failed
     */
    static Optional<Siret> read(String typed, String pointer, Violations violations) {
        String text = Numbers.compact(typed);
        if (!Numbers.onlyDigits(text)) {
            violations.add(pointer, "digits", "A SIRET holds digits only.");
        } else if (text.length() == Siren.LENGTH) {
            violations.add(pointer, "length", "A SIRET has 14 digits; these 9 digits are a SIREN.");
        } else if (text.length() != LENGTH) {
            violations.add(
                    pointer,
                    "length",
                    "The length is wrong: a SIRET has 14 digits, not " + text.length() + ".");
        } else if (Numbers.onlyZeros(text.substring(0, Siren.LENGTH))) {
            violations.add(pointer, "no-number", "Nobody has a SIREN of zeros.");
        } else if (!Numbers.luhn(text.substring(0, Siren.LENGTH))) {
            violations.add(
                    pointer,
                    "siren-check-digit",
                    "The first 9 digits of this SIRET are no SIREN: their check digit is wrong.");
        } else if (!checks(text)) {
            violations.add(
                    pointer,
                    "check-digit",
                    "The check digit of this SIRET is wrong: a digit was mistyped.");
        } else {
            return Optional.of(new Siret(text));
        }
        return Optional.empty();
    }

    private static boolean checks(String digits) {
        return Numbers.luhn(digits)
                || (digits.startsWith(LA_POSTE)
                        && digits.chars().map(digit -> digit - '0').sum() % 5 == 0);
    }

    Siren siren() {
        return new Siren(digits.substring(0, Siren.LENGTH));
    }
}
