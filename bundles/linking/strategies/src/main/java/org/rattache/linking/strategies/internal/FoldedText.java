package org.rattache.linking.strategies.internal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text as it is compared: lower case, without accents, cut into words of letters and digits.
 * Reused for one text after another, because an index reads millions; not thread-safe.
 */
final class FoldedText {

    /** Enough for every name and address that the platform stores; the rest is not looked at. */
    private static final int MAX_CHARS = 512;

    private static final int MAX_WORDS = 64;

    /**
     * The letters of U+00C0 to U+017F without their accents; a blank stands for "not one letter".
     */
    private static final String LATIN =
            "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y"
                    + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkk lllllll"
                    + "lllnnnnnnn  oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private final char[] chars = new char[MAX_CHARS];
    private final int[] starts = new int[MAX_WORDS];
    private final int[] ends = new int[MAX_WORDS];
    private int length;
    private int words;

    /** Forgets what was read before, and reads a text. */
    void read(CharSequence text) {
        length = 0;
        words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && length < MAX_CHARS - 2; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                c = (char) (c + 'a' - 'A');
            }
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && c >= 0x80) {
                int before = length;
                if (!inWord) {
                    begin();
                }
                appendForeign(c);
                if (length > before) {
                    inWord = true;
                    continue;
                }
                if (!inWord) {
                    words--;
                }
                letter = Character.getType(c) == Character.NON_SPACING_MARK;
                if (letter) {
                    continue;
                }
            }
            if (letter) {
                if (!inWord) {
                    begin();
                    inWord = true;
                }
                chars[length++] = c;
            } else if (inWord && !(c == '.' && isAbbreviation(text, i))) {
                end();
                inWord = false;
            }
        }
        if (inWord) {
            end();
        }
    }

    /** S.N.C.F. is one word: a point between two single letters does not part them. */
    private boolean isAbbreviation(CharSequence text, int point) {
        boolean single = point < 2 || !Character.isLetterOrDigit(text.charAt(point - 2));
        boolean nextSingle =
                point + 1 < text.length()
                        && Character.isLetterOrDigit(text.charAt(point + 1))
                        && (point + 2 >= text.length()
                                || !Character.isLetterOrDigit(text.charAt(point + 2)));
        return single && nextSingle;
    }

    private void appendForeign(char c) {
        if (c >= 0xC0 && c < 0xC0 + LATIN.length() && LATIN.charAt(c - 0xC0) != ' ') {
            chars[length++] = LATIN.charAt(c - 0xC0);
        } else if (c == 'œ' || c == 'Œ') {
            chars[length++] = 'o';
            chars[length++] = 'e';
        } else if (c == 'æ' || c == 'Æ') {
            chars[length++] = 'a';
            chars[length++] = 'e';
        } else if (c == 'ß') {
            chars[length++] = 's';
            chars[length++] = 's';
        } else if (Character.isLetterOrDigit(c)) {
            String decomposed =
                    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD)
                            .toLowerCase(Locale.ROOT);
            for (int i = 0; i < decomposed.length() && length < MAX_CHARS - 2; i++) {
                if (Character.isLetterOrDigit(decomposed.charAt(i))) {
                    chars[length++] = decomposed.charAt(i);
                }
            }
        }
    }

    private void begin() {
        if (words == MAX_WORDS) {
            words--;
        }
        starts[words++] = length;
    }

    private void end() {
        ends[words - 1] = length;
    }

    int words() {
        return words;
    }

    char[] chars() {
        return chars;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    int length(int word) {
        return ends[word] - starts[word];
    }

    boolean isNumber(int word) {
        for (int i = starts[word]; i < ends[word]; i++) {
            if (chars[i] < '0' || chars[i] > '9') {
                return false;
            }
        }
        return true;
    }

    String word(int word) {
        return new String(chars, starts[word], ends[word] - starts[word]);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < words; word++) {
            text.append(word == 0 ? "" : " ").append(word(word));
        }
        return text.toString();
    }

    /** The words of a text; for what is read once. */
    static String[] wordsOf(String text) {
        FoldedText folded = new FoldedText();
        folded.read(text);
        String[] result = new String[folded.words()];
        Arrays.setAll(result, folded::word);
        return result;
    }
}
