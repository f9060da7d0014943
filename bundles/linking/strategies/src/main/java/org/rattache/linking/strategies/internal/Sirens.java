package org.rattache.linking.strategies.internal;

import org.rattache.linking.spi.Candidate;

/**
 * The SIREN of a file, from its SIREN, SIRET or French VAT number. Only what its check digits
 * confirm: a mistyped number is as good as none.
 */
final class Sirens {

    /** The number of a file that has none. */
    static final int NONE = 0;

    /** The postal service, whose establishments follow a rule of their own. */
    private static final int LA_POSTE = 356_000_000;

    private static final int SIREN_DIGITS = 9;
    private static final int SIRET_DIGITS = 14;

    private Sirens() {}

    /** The first of the file's numbers that holds; {@link #NONE} without one. */
    static int of(Candidate file) {
        int siren = file.siren().isPresent() ? ofSiren(file.siren().get()) : NONE;
        if (siren == NONE && file.siret().isPresent()) {
            siren = ofSiret(file.siret().get());
        }
        if (siren == NONE && file.vat().isPresent()) {
            siren = ofVat(file.vat().get());
        }
        return siren;
    }

    /** Nine digits with a right check digit; also a SIRET or a VAT number in the wrong field. */
    static int ofSiren(String text) {
        long digits = digits(text, SIREN_DIGITS);
        if (digits < 0) {
            int siren = ofSiret(text);
            return siren == NONE ? ofVat(text) : siren;
        }
        return luhn(digits) ? (int) digits : NONE;
    }

    static int ofSiret(String text) {
        long digits = digits(text, SIRET_DIGITS);
        if (digits < 0) {
            return NONE;
        }
        int siren = (int) (digits / 100_000);
        boolean right =
                siren == LA_POSTE
                        ? luhn(digits) || sumOfDigits(digits) % 5 == 0
                        : luhn(digits) && luhn(siren);
        return right && luhn(siren) ? siren : NONE;
    }

    /** FR, two characters of key, nine digits. Those of Monaco begin with 000 and hold no SIREN. */
    static int ofVat(String text) {
        StringBuilder vat = new StringBuilder(SIREN_DIGITS + 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                vat.append(Character.toUpperCase(c));
            }
        }
        if (vat.length() != SIREN_DIGITS + 4 || vat.charAt(0) != 'F' || vat.charAt(1) != 'R') {
            return NONE;
        }
        long siren = digits(vat.substring(4), SIREN_DIGITS);
        if (siren < 1_000_000 || !luhn(siren)) {
            return NONE;
        }
        char first = vat.charAt(2);
        char second = vat.charAt(3);
        boolean numeric = first >= '0' && first <= '9' && second >= '0' && second <= '9';
        int key = (first - '0') * 10 + second - '0';
        return !numeric || key == (12 + 3 * (siren % 97)) % 97 ? (int) siren : NONE;
    }

    /** The digits of a text that holds exactly so many, and blanks or points; −1 otherwise. */
    private static long digits(String text, int count) {
        long value = 0;
        int seen = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (++seen > count) {
                    return -1;
                }
                value = value * 10 + c - '0';
            } else if (Character.isLetter(c)) {
                return -1;
            }
        }
        return seen == count && value != 0 ? value : -1;
    }

    private static boolean luhn(long digits) {
        int sum = 0;
        boolean twice = false;
        for (long rest = digits; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10) * (twice ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    private static int sumOfDigits(long digits) {
        int sum = 0;
        for (long rest = digits; rest > 0; rest /= 10) {
            sum += (int) (rest % 10);
        }
        return sum;
    }
}
