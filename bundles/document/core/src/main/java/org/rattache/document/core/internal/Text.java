package org.rattache.document.core.internal;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.rattache.platform.api.Violations;

/** How texts are compared and checked. */
final class Text {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\p{Cc}]+");
    private static final Pattern BROKEN = Pattern.compile("[\\p{Cs}]");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,36}");

    private Text() {}

    /** Without case, accents and double spaces, so that what looks the same is the same. */
    static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        plain = MARKS.matcher(plain).replaceAll("");
        plain = BROKEN.matcher(plain).replaceAll("");
        plain = SPACES.matcher(plain).replaceAll(" ").strip();
        return plain.toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss");
    }

    /** For LIKE with {@code ESCAPE '!'}: text that contains the given one. */
    static String containing(String folded) {
        return "%" + folded.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** Whether a text can be an id of ours at all; others never reach the database. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Checks keywords and makes them unique.
     *
     * @return keyword by its folded form, in the order given
     */
    static Map<String, String> keywords(List<String> given, int max, Violations violations) {
        Map<String, String> keywords = new LinkedHashMap<>();
        if (given.size() > max) {
            violations.add("/keywords", "too-many", "At most " + max + " keywords are allowed.");
            return keywords;
        }
        for (int i = 0; i < given.size(); i++) {
            String keyword = SPACES.matcher(given.get(i)).replaceAll(" ").strip();
            String pointer = "/keywords/" + i;
            violations.text(pointer, keyword, 60);
            String key = fold(keyword);
            if (key.isEmpty() && !keyword.isEmpty()) {
                violations.add(pointer, "unreadable", "A keyword needs letters or digits.");
            }
            if (key.length() <= 200) {
                keywords.putIfAbsent(key, BROKEN.matcher(keyword).replaceAll(""));
            } else {
                violations.add(pointer, "too-long", "At most 60 characters are allowed.");
            }
        }
        return keywords;
    }

    /** Without what a database refuses. */
    static String storable(String text) {
        return BROKEN.matcher(text).replaceAll("");
    }
}
