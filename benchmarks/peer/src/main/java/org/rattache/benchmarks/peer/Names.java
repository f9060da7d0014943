package org.rattache.benchmarks.peer;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of companies: made up, and as they are stored for sorting and searching. */
final class Names {

    static final List<String> TRADES =
            List.of(
                    "Menuiserie",
                    "Boulangerie",
                    "Garage",
                    "Transports",
                    "Maçonnerie",
                    "Pharmacie",
                    "Plomberie",
                    "Librairie",
                    "Charpente",
                    "Imprimerie",
                    "Fleuriste",
                    "Brasserie",
                    "Électricité",
                    "Couverture",
                    "Serrurerie",
                    "Ébénisterie",
                    "Pâtisserie",
                    "Optique",
                    "Carrosserie",
                    "Horlogerie");

    private static final List<String> BEGINNINGS =
            List.of(
                    "Ar", "Bel", "Char", "Dub", "Es", "Fou", "Gar", "Hu", "Jac", "Ker", "Lam",
                    "Mar", "Nav", "Or", "Per", "Quin", "Rou", "Sau", "Tro", "Ver");
    private static final List<String> MIDDLES =
            List.of("a", "an", "e", "el", "i", "in", "o", "on", "ou", "u", "ar", "er");
    private static final List<String> ENDS =
            List.of(
                    "ville", "mont", "teau", "gnac", "rand", "lier", "zec", "bert", "noux", "dier",
                    "chon", "geais");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^a-z0-9]+");

    private Names() {}

    /** A trade, two of some 2,900 family names, a number. */
    static String random(Random random, int number) {
        return pick(TRADES, random) + ' ' + family(random) + ' ' + family(random) + ' ' + number;
    }

    static String family(Random random) {
        return pick(BEGINNINGS, random) + pick(MIDDLES, random) + pick(ENDS, random);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** Without accents, case and punctuation. */
    static String key(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return GAPS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    static List<String> words(String key) {
        return Stream.of(key.split(" ", -1)).filter(w -> !w.isEmpty()).distinct().toList();
    }
}
