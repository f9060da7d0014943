package org.rattache.identity.core.internal;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A log-in address [MATCHING fact 7].
 *
 * @param text where mail goes: as typed, but trimmed, NFC, and with the domain in ASCII
 * @param key what is compared: the local part in lower case too; dots and tags are kept
 */
record EmailAddress(String text, String key) {

    private static final int MAX_LENGTH = 254;
    private static final String NOT_IN_LOCAL_PART = "()<>[]:;,\\\"";

    /** Reads an address; empty when the text is none. */
    static Optional<EmailAddress> parse(String typed) {
        String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        int at = text.lastIndexOf('@');
        if (at < 1 || at > 64 || at == text.length() - 1 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        if (local.indexOf('@') >= 0 || !local.codePoints().allMatch(EmailAddress::inLocalPart)) {
            return Optional.empty();
        }
        try {
            String domain =
                    IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES)
                            .toLowerCase(Locale.ROOT);
            EmailAddress address =
                    new EmailAddress(local + '@' + domain, lowerAscii(local) + '@' + domain);
            return domain.isEmpty() || domain.endsWith(".") || address.text.length() > MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(address);
        } catch (IllegalArgumentException e) {
            // what IDN cannot write in ASCII is no domain
            return Optional.empty();
        }
    }

    /**
     * The key under which tries are counted and users are looked up. A text that is no address has
     * one too, which no user has; the text itself could hold what a database refuses.
     */
    static String keyOf(String typed) {
        return parse(typed).map(EmailAddress::key).orElseGet(() -> Secrets.digest(typed));
    }

    /** All but the first letter of the part before the at sign is masked. */
    String masked() {
        return text.charAt(0) + "***" + text.substring(localPart().length());
    }

    /** The part before the at sign. */
    String localPart() {
        return text.substring(0, text.lastIndexOf('@'));
    }

    private static boolean inLocalPart(int c) {
        return !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && NOT_IN_LOCAL_PART.indexOf(c) < 0;
    }

    /** Only ASCII: other letters differ in case by the rules of whoever runs the mailbox. */
    private static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }
}
