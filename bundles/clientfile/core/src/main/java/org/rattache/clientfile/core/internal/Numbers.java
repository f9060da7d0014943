package org.rattache.clientfile.core.internal;

/** What the numbers of companies have in common. */
final class Numbers {

    private Numbers() {}

    /** Without the spaces and dots that people type between groups of digits. */
    static String compact(String typed) {
        StringBuilder compact = new StringBuilder(typed.length());
        typed.codePoints()
                .filter(c -> c != '.' && !Character.isSpaceChar(c) && !Character.isWhitespace(c))
                .forEach(compact::appendCodePoint);
        return compact.toString();
    }

    /** Digits of ASCII: others would not be found again. */
    static boolean onlyDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static boolean onlyZeros(String digits) {
        return digits.chars().allMatch(c -> c == '0');
    }

    /** The check of ISO/IEC 7812: it finds every single wrong digit, but not 09 typed as 90. */
    static boolean luhn(String digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int weighed = twice ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
