package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be observed of two files, each observation a number; {@link Weights} says what each is
 * worth. How many files share a key is a class of its own (a table, not a line): two files with one
 * e-mail are one person's, fifty are an accountant's.
 */
final class Features {

    /** Always there. */
    static final int BIAS = 0;

    /** Both have a domain of their own, and not the same. */
    static final int OTHER_DOMAIN = 1;

    /** Both names have words that may be a brand, and share none. */
    static final int NO_COMMON_WORD = 2;

    /** Two, and three or more words are shared. */
    static final int TWO_WORDS = 3;

    static final int THREE_WORDS = 4;

    private static final int FIRST_SHARED = 5;

    /** How many files share a key: 2, 3, 4–5, 6–8, 9–15, 16–30, 31–60, more. */
    private static final int COUNTS = 8;

    private static final String[] COUNT_NAMES = {"2", "3", "4", "6", "9", "16", "31", "61"};

    /**
     * How many different brands those files have: one in three or less, in between, most differ.
     */
    private static final int SPREADS = 3;

    private static final String[] SPREAD_NAMES = {"one", "some", "many"};

    /** E-mail, domain, phone, address. */
    private static final FileKeys.Type[] SHARED = {
        FileKeys.Type.EMAIL, FileKeys.Type.DOMAIN, FileKeys.Type.PHONE, FileKeys.Type.ADDRESS
    };

    private static final int FIRST_NAME = FIRST_SHARED + SHARED.length * COUNTS * SPREADS;

    /** What the shared word is to the two names. */
    private static final String[] RELATIONS = {
        "whole", "pair", "lead", "first", "stem", "stems", "later", "initials", "within"
    };

    /** Whether the shared word is rare, as brands are. */
    private static final int RARITIES = 2;

    private static final String[] CLASS_NAMES = {
        "new", "once", "few", "some", "many", "ordinary", "dictionary", "person", "place"
    };

    private static final int FIRST_CLASS = FIRST_NAME + RELATIONS.length * RARITIES;
    private static final int FIRST_NAME_COUNT = FIRST_CLASS + Words.CLASSES;
    private static final int NAME_GROUPS = 3;
    private static final int FIRST_NAME_PLACE = FIRST_NAME_COUNT + NAME_GROUPS * COUNTS;
    private static final int NAME_PLACES = 3;
    private static final int FIRST_LENGTH = FIRST_NAME_PLACE + NAME_PLACES;
    private static final int LENGTHS = 3;

    /** How many features there are. */
    static final int SIZE = FIRST_LENGTH + LENGTHS;

    /** No feature. */
    static final int NONE = -1;

    private Features() {}

    /** A shared e-mail, domain, phone or address. */
    static int shared(FileKeys.Type type, int files, int brands) {
        int spread = files == 2 ? 0 : brands * 3 <= files ? 0 : brands * 3 <= files * 2 ? 1 : 2;
        return FIRST_SHARED + ((type.number - 1) * COUNTS + count(files)) * SPREADS + spread;
    }

    /** What a shared word is to the two names. */
    static int name(int flags, int otherFlags, int wordClass) {
        int rarity = wordClass <= Words.FEW ? 0 : 1;
        return FIRST_NAME + relation(flags, otherFlags) * RARITIES + rarity;
    }

    /** How ordinary the shared word is. */
    static int nameClass(int wordClass) {
        return FIRST_CLASS + wordClass;
    }

    private static int relation(int a, int b) {
        int both = a & b;
        if ((both & FileKeys.WHOLE) != 0) {
            return 0;
        }
        int beginning = FileKeys.PAIR | FileKeys.WHOLE;
        if ((a & beginning) != 0 && (b & beginning) != 0) {
            return 1;
        }
        if ((both & FileKeys.FIRST) != 0) {
            return (both & FileKeys.LEAD) != 0 ? 2 : 3;
        }
        int front = FileKeys.FIRST | beginning;
        if (((a & FileKeys.STEM) != 0 && (b & front) != 0)
                || ((b & FileKeys.STEM) != 0 && (a & front) != 0)) {
            return 4;
        }
        if ((both & FileKeys.STEM) != 0) {
            return 5;
        }
        if (((a | b) & FileKeys.INITIALS) != 0) {
            return 7;
        }
        return ((a | b) & FileKeys.FIRST) != 0 ? 6 : 8;
    }

    /** How many files have the shared word. */
    static int nameCount(int wordClass, int files) {
        int group = wordClass == Words.NEW ? 0 : wordClass <= Words.SOME ? 1 : 2;
        return FIRST_NAME_COUNT + group * COUNTS + count(files);
    }

    /** In how many of the files with the word it is the first that may be a brand. */
    static int namePlace(int files, int first) {
        return FIRST_NAME_PLACE + (first * 5 >= files * 4 ? 0 : first * 5 >= files * 2 ? 1 : 2);
    }

    /** How long the shared word is: short ones are often abbreviations of different things. */
    static int nameLength(int length) {
        return FIRST_LENGTH + (length <= 3 ? 0 : length <= 5 ? 1 : 2);
    }

    private static int count(int files) {
        if (files <= 3) {
            return Math.max(files, 2) - 2;
        }
        return files <= 5
                ? 2
                : files <= 8 ? 3 : files <= 15 ? 4 : files <= 30 ? 5 : files <= 60 ? 6 : 7;
    }

    /** The names of all features, in order. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        names.addAll(List.of("bias", "domain.other", "name.none", "name.two", "name.three"));
        for (FileKeys.Type type : SHARED) {
            for (String count : COUNT_NAMES) {
                for (String spread : SPREAD_NAMES) {
                    names.add(type.field + "." + count + "." + spread);
                }
            }
        }
        for (String relation : RELATIONS) {
            names.add("name." + relation + ".rare");
            names.add("name." + relation + ".known");
        }
        for (String wordClass : CLASS_NAMES) {
            names.add("name.word." + wordClass);
        }
        for (String group : List.of("rare", "known", "common")) {
            for (String count : COUNT_NAMES) {
                names.add("name.files." + group + "." + count);
            }
        }
        names.addAll(List.of("name.place.first", "name.place.some", "name.place.behind"));
        names.addAll(List.of("name.length.3", "name.length.5", "name.length.long"));
        return names;
    }
}
