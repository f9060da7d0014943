package org.rattache.clientfile.core.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A name as it is sorted and searched: without accents, case and punctuation, so that É stands
 * beside E.
 *
 * @param text for sorting, cut to what the column holds; empty for a name of signs alone
 * @param words for searching, each once, in their order, cut to what the column holds
 */
record NameKey(String text, List<String> words) {

    static final int MAX_LENGTH = 120;
    static final int MAX_WORD = 40;

    /** A name has hardly ever more words; those behind are sorted, not searched. */
    static final int MAX_WORDS = 20;

    static NameKey of(String name) {
        String folded = fold(name);
        Set<String> words = new LinkedHashSet<>();
        for (String word : folded.split(" ", -1)) {
            if (!word.isEmpty() && words.size() < MAX_WORDS) {
                words.add(cut(searchable(word), MAX_WORD));
            }
        }
        return new NameKey(cut(folded, MAX_LENGTH), new ArrayList<>(words));
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
                folded.appendCodePoint(c);
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
    private static String searchable(String word) {
        StringBuilder ascii = new StringBuilder(word.length());
        for (int c : word.codePoints().toArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                ascii.append((char) c);
            } else {
                ascii.append('u').append(String.format(Locale.ROOT, "%05x", c));
            }
        }
        return ascii.toString();
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
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }
}
