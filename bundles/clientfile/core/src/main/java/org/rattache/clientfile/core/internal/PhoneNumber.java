package org.rattache.clientfile.core.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rattache.platform.api.Violations;

/** A telephone number; a French one in the form +33123456789, others as typed. */
record PhoneNumber(String text) {

    static final int MAX_LENGTH = 40;

    private static final Pattern LENIENT = Pattern.compile("\\+?[0-9()./ -]+");
    private static final Pattern FRENCH =
            Pattern.compile("(?:(?:\\+|00)33(?:\\(0\\)|0)?|0)([1-9][0-9]{8})");

    /**
     * Reads what somebody typed.
     *
     * @return empty when it is faulty; the violations then say which check failed
     */
    static Optional<PhoneNumber> read(String typed, String pointer, Violations violations) {
        String text = typed.strip().replace('\u00a0', ' ').replace('\u202f', ' ');
        if (text.length() > MAX_LENGTH) {
            violations.add(
                    pointer, "too-long", "At most " + MAX_LENGTH + " characters are allowed.");
            return Optional.empty();
        }
        long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
        if (!LENIENT.matcher(text).matches()) {
            violations.add(
                    pointer,
                    "syntax",
                    "A telephone number is made of digits, spaces, dots, hyphens and a leading +.");
            return Optional.empty();
        }
        if (digits < 3 || digits > 17) {
            violations.add(pointer, "length", "A telephone number has 3 to 17 digits.");
            return Optional.empty();
        }
        Matcher french = FRENCH.matcher(text.replaceAll("[./ -]", ""));
        return Optional.of(new PhoneNumber(french.matches() ? "+33" + french.group(1) : text));
    }
}
