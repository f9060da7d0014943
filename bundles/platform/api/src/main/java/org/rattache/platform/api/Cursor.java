package org.rattache.platform.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a keyset list ends: the sort key and the id of its last row, as one opaque string
 * for the caller. It holds nothing that the caller has not just read.
 */
public record Cursor(List<String> keys) {

    private static final char SEPARATOR = '\u001f';

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(String... keys) {
        return new Cursor(List.of(keys));
    }

    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        String.join(String.valueOf(SEPARATOR), keys)
                                .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor back.
     *
     * @throws DomainException when the text is no cursor of this list, which has {@code size} keys
     */
    public static Cursor decode(String text, int size) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> keys = List.of(plain.split(String.valueOf(SEPARATOR), -1));
            if (keys.size() == size) {
                return new Cursor(keys);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same answer: not Base64 is not a cursor
        }
        throw DomainException.invalid(
                "bad-cursor", "The cursor does not belong to this list. Start at the first page.");
    }
}
