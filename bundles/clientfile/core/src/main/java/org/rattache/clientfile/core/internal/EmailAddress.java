package org.rattache.clientfile.core.internal;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.rattache.platform.api.Violations;

/**
 * A contact address [MATCHING fact 7].
 *
 * @param typed what mail is sent to: as typed, but trimmed and NFC
 * @param normalised what is compared: the domain in ASCII, ASCII letters lower case; dots and tags
 *     stay, for they may be another mailbox
 */
record EmailAddress(String typed, String normalised) {

    static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;

    /**
     * Reads what somebody typed.
     *
     * @return empty when it is faulty; the violations then say which check failed
     */
    static Optional<EmailAddress> read(String given, String pointer, Violations violations) {
        if (given.length() > 2 * MAX_LENGTH) {
            // before anything that costs time with the length
            violations.add(pointer, "too-long", tooLong());
            return Optional.empty();
        }
        String typed = Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
        int at = typed.lastIndexOf('@');
        if (at < 1 || at == typed.length() - 1) {
            violations.add(pointer, "syntax", "An e-mail address has the form name@domain.");
            return Optional.empty();
        }
        String local = typed.substring(0, at);
        if (local.length() > MAX_LOCAL) {
            violations.add(
                    pointer,
                    "local-part",
                    "At most " + MAX_LOCAL + " characters stand before the @.");
            return Optional.empty();
        }
        if (!isLocalPart(local)) {
            violations.add(
                    pointer,
                    "local-part",
                    "Before the @ stands a character, or a dot, that cannot stand there.");
            return Optional.empty();
        }
        Optional<String> domain = domain(typed.substring(at + 1));
        if (domain.isEmpty()) {
            violations.add(pointer, "domain", "What stands after the @ is no domain.");
            return Optional.empty();
        }
        String normalised = lowerCase(local) + '@' + domain.get();
        if (typed.length() > MAX_LENGTH || normalised.length() > MAX_LENGTH) {
            violations.add(pointer, "too-long", tooLong());
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(typed, normalised));
    }

    /** The address as it is compared, for a look-up; empty when it is none. */
    static Optional<String> normalise(String given) {
        return read(given, "", new Violations()).map(EmailAddress::normalised);
    }

    private static String tooLong() {
        return "An e-mail address has at most " + MAX_LENGTH + " characters.";
    }

    private static boolean isLocalPart(String local) {
        return !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.codePoints()
                        .noneMatch(
                                c ->
                                        "()<>[]:;,@\\\"".indexOf(c) >= 0
                                                || Character.isWhitespace(c)
                                                || Character.isSpaceChar(c)
                                                || !isText(c));
    }

    private static boolean isText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    private static Optional<String> domain(String typed) {
        try {
            String ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean whole = ascii.indexOf('.') > 0 && !ascii.endsWith(".");
            return whole ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** ASCII letters alone: what other letters fold to is the mail server's affair. */
    private static String lowerCase(String local) {
        StringBuilder lower = new StringBuilder(local.length());
        local.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)));
        return lower.toString();
    }
}
