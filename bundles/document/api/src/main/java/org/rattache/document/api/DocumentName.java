package org.rattache.document.api;

import java.text.Normalizer;

/** Names of documents: what a sender calls a file is never trusted. */
public final class DocumentName {

    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 255;

    private DocumentName() {}

    /**
     * Takes out of a name what could fool a reader or a system: folders before it, control
     * characters and line breaks, marks that turn the direction of writing or cannot be seen,
     * broken characters; and shortens it, keeping the extension.
     *
     * @return 0 to 255 characters; empty when nothing is left
     */
    public static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints()
                .filter(DocumentName::isHarmless)
                .forEach(
                        c -> {
                            if (Character.isSpaceChar(c)) {
                                clean.append(' ');
                            } else {
                                clean.appendCodePoint(c);
                            }
                        });
        String text = Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
        if (text.chars().allMatch(c -> c == '.' || c == ' ')) {
            return "";
        }
        return shortened(text);
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int dot = text.lastIndexOf('.');
        String extension = dot > 0 && text.length() - dot <= 20 ? text.substring(dot) : "";
        int end = MAX_LENGTH - extension.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + extension;
    }
}
