package org.rattache.notification.core.internal;

import java.util.regex.Pattern;

/** What may stand in a line of a mail or of a log. */
final class PlainText {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    /** Signs that turn the direction of writing: they can make a name read as another one. */
    private static final Pattern DIRECTION =
            Pattern.compile("[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+");

    private PlainText() {}

    /** One line: nothing in a name can begin a new header or a new line. */
    static String line(String text) {
        return DIRECTION.matcher(CONTROL.matcher(text).replaceAll(" ")).replaceAll("").strip();
    }

    /** A note for the log: one line, without addresses, not too long. */
    static String note(String text) {
        String line = ADDRESS.matcher(line(text)).replaceAll("***");
        return line.length() > 500 ? line.substring(0, 500) : line;
    }

    /** An address of which only the first letter and the domain show. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at <= 0
                ? "***"
                : address.substring(0, address.offsetByCodePoints(0, 1))
                        + "***"
                        + address.substring(at);
    }
}
