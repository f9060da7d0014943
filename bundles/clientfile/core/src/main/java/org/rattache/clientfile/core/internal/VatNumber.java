package org.rattache.clientfile.core.internal;

import java.util.Locale;
import java.util.Optional;
import org.rattache.platform.api.Violations;

/**
 * A French VAT number: FR, a key of two characters, and a SIREN; or, when the number after the key
 * begins with 000, one of Monaco that holds no SIREN [MATCHING fact 6].
 */
record VatNumber(String text) {

    static final int LENGTH = 13;

    /** What a key is made of; I and O look too much like digits. */
    private static final String KEY_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int KEY_START = 2;
    private static final int NUMBER_START = 4;
    private static final String MONACO = "000";

    /**
     * Reads what somebody typed.
     *
     * @return empty when it is faulty; the violations then say which check failed
     */
    static Optional<VatNumber> read(String typed, String pointer, Violations violations) {
        String text = Numbers.compact(typed).toUpperCase(Locale.ROOT);
        if (!text.startsWith("FR")) {
            violations.add(pointer, "country", "A French VAT number begins with FR.");
            return Optional.empty();
        }
        if (text.length() != LENGTH) {
            violations.add(
                    pointer,
                    "length",
                    "The length is wrong: a French VAT number has 13 characters, not "
                            + text.length()
                            + ".");
            return Optional.empty();
        }
        String key = text.substring(KEY_START, NUMBER_START);
        String number = text.substring(NUMBER_START);
        if (key.chars().anyMatch(c -> KEY_CHARACTERS.indexOf(c) < 0)) {
            violations.add(
                    pointer,
                    "key",
                    "The key after FR is made of digits and of letters other than I and O.");
        } else if (!Numbers.onlyDigits(number)) {
            violations.add(pointer, "digits", "Nine digits stand after the key.");
        } else if (Numbers.onlyZeros(number)) {
            violations.add(pointer, "no-number", "Nobody has a SIREN of zeros.");
        } else if (!number.startsWith(MONACO) && !Numbers.luhn(number)) {
            violations.add(
                    pointer,
                    "siren-check-digit",
                    "The last 9 digits are no SIREN: their check digit is wrong.");
        } else if (!keyFits(key, Integer.parseInt(number))) {
            violations.add(
                    pointer, "check-key", "The key after FR does not fit the number behind it.");
        } else {
            return Optional.of(new VatNumber(text));
        }
        return Optional.empty();
    }

    private static boolean keyFits(String key, int number) {
        if (Numbers.onlyDigits(key)) {
            return Integer.parseInt(key) == (12 + 3 * (number % 97)) % 97;
        }
        // a key with a letter counts in another base, and is checked modulo 11
        int first = KEY_CHARACTERS.indexOf(key.charAt(0));
        int second = KEY_CHARACTERS.indexOf(key.charAt(1));
        int value = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
        return (number + 1 + value / 11) % 11 == value % 11;
    }

    /** Empty for Monaco. */
    Optional<Siren> siren() {
        String number = text.substring(NUMBER_START);
        return number.startsWith(MONACO) ? Optional.empty() : Optional.of(new Siren(number));
    }
}
