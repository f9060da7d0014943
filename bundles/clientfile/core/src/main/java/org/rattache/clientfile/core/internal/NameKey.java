package org.rattache.clientfile.core.internal;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A name as it is sorted and searched: without accents, case and punctuation, so that É stands
 * beside E.
 *
 * @param text the words with single spaces between them, cut to what the column holds; empty for a
 *     name of signs alone
 * @param words each once, in their order, cut to what the column holds
 */
record NameKey(String text, List<String> words) {

    static final int MAX_LENGTH = 120;
    static final int MAX_WORD = 40;

    /** A name has hardly ever more words; those behind are sorted, not found by. */
    static final int MAX_WORDS = 20;

    static NameKey of(String name) {
        String text = cut(fold(name), MAX_LENGTH).strip();
        return new NameKey(text, words(text));
    }

    /** The words of the text of a key. */
    static List<String> words(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> cut(word, MAX_WORD))
                .distinct()
                .limit(MAX_WORDS)
                .toList();
    }

    private static String fold(String name) {
        String decomposed =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replace("œ", "oe")
                        .replace("æ", "ae")
                        .replace("ø", "o")
                        .replace("ł", "l")
                        .replace("ß", "ss");
        StringBuilder folded = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int c : decomposed.codePoints().toArray()) {
            if (Character.isLetterOrDigit(c)) {
                if (gap && folded.length() > 0) {
                    folded.append(' ');
                }
                gap = false;
                appendLetter(folded, c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                gap = true;
            }
        }
        return folded.toString();
    }

    /**
     * Only a–z and 0–9, whose order is the same in every database and locale, so that a range of
     * words is a beginning. Letters of other scripts stand as their number.
     */
    private static void appendLetter(StringBuilder folded, int c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            folded.append((char) c);
        } else {
            folded.append('u').append(String.format(Locale.ROOT, "%05x", c));
        }
    }

    /** The first text that is larger than every word with this beginning. */
    static String after(String beginning) {
        for (int i = beginning.length() - 1; i >= 0; i--) {
            char c = beginning.charAt(i);
            if (c != 'z') {
                return beginning.substring(0, i) + (c == '9' ? 'a' : (char) (c + 1));
            }
        }
        // zzz…: one z more than a word can have
        return "z".repeat(MAX_WORD + 1);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
