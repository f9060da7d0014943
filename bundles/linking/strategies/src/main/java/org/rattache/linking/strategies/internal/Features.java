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

    /** The same street, and another house. */
    static final int SAME_STREET = 5;

    /** Neither has a SIREN or an e-mail, and both have phones or addresses that differ. */
    static final int OTHER_PHONE = 6;

    static final int OTHER_ADDRESS = 7;

    /** A file of the firm that begins with the shared word owns the domain of that word. */
    static final int OWNED_WORD = 8;

    /** Most files with the shared word are in the shared domain: a house, not a franchise. */
    static final int HOUSE = 9;

    /** Many of the files with the shared word are not in the shared domain. */
    static final int FRANCHISE = 10;

    /** Both names are the shared word and places. */
    static final int BOTH_LOCAL = 11;

    /** Both are of bodies whose members bear one name. */
    static final int BOTH_FEDERATIONS = 12;

    /** The shared word stands behind a first name somewhere in the firm. */
    static final int SURNAME = 13;

    /** The shared word has a domain of its own, and one of the two has free mail. */
    static final int OUTSIDER = 14;

    /** In most of the files with the shared word something stands before it: a trade, a name. */
    static final int BEHIND = 15;

    /** The shared word has a domain of its own, and many files with it have free mail. */
    static final int CHAIN = 16;

    /** Both bear the brand of a chain, or one that too many files have. */
    static final int HOT_WORD = 17;

    /** The shared e-mail is one of many in a domain of many different brands, or of a chain. */
    static final int OFFICE = 18;

    /**
     * The shared word is no one's whole name: of two, three to five, or more files, in a firm of
     * some, many, very many files. The more files, the more of them share a word by chance.
     */
    private static final int FIRST_HEADLESS = 19;

    private static final int FIRMS = 3;
    private static final int HEADLESS = 3;

    private static final int FIRST_IDENTITY = FIRST_HEADLESS + FIRMS * HEADLESS;

    /**
     * The names are the same but for legal forms and countries, or begin with the same two words.
     */
    private static final String[] IDENTITIES = {"whole1", "whole2", "whole3", "pair"};

    private static final String[] KINDS = {"brand", "local", "ordinary"};

    private static final int FIRST_STEM = FIRST_IDENTITY + IDENTITIES.length * KINDS.length;

    /** Two domains differ in their endings only, or a domain is the name of the other company. */
    private static final String[] STEMS = {"same", "name"};

    private static final int FIRST_SHARED = FIRST_STEM + STEMS.length * KINDS.length;

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
        "head", "lead", "first", "later", "within", "initials", "part"
    };

    /** Whether the shared word is rare, as brands are. */
    private static final int RARITIES = 2;

    private static final String[] CLASS_NAMES = {
        "new",
        "once",
        "few",
        "some",
        "many",
        "ordinary",
        "dictionary",
        "person",
        "place",
        "abroad",
        "english"
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

    /** What a shared word is to the two names; {@link #NONE} when it is one of only one of them. */
    static int name(int flags, int otherFlags, int wordClass) {
        int relation = relation(flags, otherFlags);
        int rarity = wordClass <= Words.FEW ? 0 : 1;
        return relation == NONE ? NONE : FIRST_NAME + relation * RARITIES + rarity;
    }

    /** Whether two names are the same, or begin alike; {@link #NONE} when they do not. */
    static int identity(int flags, int otherFlags, int words, int wordClass) {
        int beginning = FileKeys.PAIR | FileKeys.WHOLE;
        int identity;
        if ((flags & otherFlags & FileKeys.WHOLE) != 0) {
            identity = Math.min(words, 3) - 1;
        } else if ((flags & beginning) != 0
                && (otherFlags & beginning) != 0
                && ((flags | otherFlags) & FileKeys.PAIR) != 0) {
            identity = 3;
        } else {
            return NONE;
        }
        return FIRST_IDENTITY + identity * KINDS.length + kind(wordClass);
    }

    /** Whether an identity or a stem may be a brand by what it says. */
    static boolean isBrand(int feature) {
        return feature != NONE && (feature - FIRST_IDENTITY) % KINDS.length == 0;
    }

    /**
     * Whether an identity is that of whole names of several words, no person or place among them.
     */
    static boolean isWhole(int feature) {
        int identity = (feature - FIRST_IDENTITY) / KINDS.length;
        return feature != NONE
                && (identity == 1 || identity == 2)
                && (feature - FIRST_IDENTITY) % KINDS.length != 1;
    }

    /**
     * What the name of a domain is to the other company; {@link #NONE} when it is nothing to it.
     */
    static int stem(int flags, int otherFlags, int wordClass) {
        int name = FileKeys.FIRST | FileKeys.WHOLE | FileKeys.PAIR;
        int stem;
        if ((flags & otherFlags & FileKeys.STEM) != 0) {
            stem = 0;
        } else if (((flags & FileKeys.STEM) != 0 && (otherFlags & name) != 0)
                || ((otherFlags & FileKeys.STEM) != 0 && (flags & name) != 0)) {
            stem = 1;
        } else {
            return NONE;
        }
        return FIRST_STEM + stem * KINDS.length + kind(wordClass);
    }

    private static int kind(int wordClass) {
        return switch (wordClass) {
            case Words.PERSON, Words.PLACE, Words.ABROAD -> 1;
            case Words.MANY, Words.ORDINARY, Words.DICTIONARY, Words.ENGLISH -> 2;
            default -> 0;
        };
    }

    /** How ordinary the shared word is. */
    static int nameClass(int wordClass) {
        return FIRST_CLASS + wordClass;
    }

    private static int relation(int a, int b) {
        int single = FileKeys.FIRST | FileKeys.LATER;
        if ((a & single) != 0 && (b & single) != 0) {
            int both = a & b;
            if ((both & FileKeys.FIRST) == 0) {
                return ((a | b) & FileKeys.FIRST) != 0 ? 3 : 4;
            }
            return ((a | b) & FileKeys.WHOLE) != 0 ? 0 : (both & FileKeys.LEAD) != 0 ? 1 : 2;
        }
        int front = FileKeys.FIRST | FileKeys.STEM;
        if (((a & FileKeys.INITIALS) != 0 && (b & front) != 0)
                || ((b & FileKeys.INITIALS) != 0 && (a & front) != 0)) {
            return 5;
        }
        return ((a & FileKeys.PART) != 0 && (b & front) != 0)
                        || ((b & FileKeys.PART) != 0 && (a & front) != 0)
                ? 6
                : NONE;
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

    /** Whether the files of a domain are nearly all that have the word, or many others have it. */
    static int house(int domainFiles, int wordFiles) {
        return domainFiles * 4 >= wordFiles * 3 ? HOUSE : wordFiles > 8 ? FRANCHISE : NONE;
    }

    /** How long the shared word is: short ones are often abbreviations of different things. */
    static int nameLength(int length) {
        return FIRST_LENGTH + (length <= 3 ? 0 : length <= 5 ? 1 : 2);
    }

    /** No file has the word for its whole name. */
    static int headless(int files, int firm) {
        int few = files == 2 ? 0 : files <= 5 ? 1 : 2;
        int size = firm < 30_000 ? 0 : firm < 200_000 ? 1 : 2;
        return FIRST_HEADLESS + few * FIRMS + size;
    }

    /** What an identity is that rests on a surname. */
    static int asLocal(int identity) {
        return isBrand(identity) ? identity + 1 : identity;
    }

    /** Whether the files of a shared domain have many different brands. */
    static boolean hasManyBrands(int domain) {
        return (domain - FIRST_SHARED) % SPREADS == SPREADS - 1;
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
        names.addAll(
                List.of(
                        "street.same",
                        "phone.other",
                        "address.other",
                        "name.owned",
                        "name.house",
                        "name.franchise",
                        "name.local",
                        "name.federations",
                        "name.surname",
                        "name.outsider",
                        "name.behind",
                        "name.chain",
                        "name.hot",
                        "email.office"));
        for (String files : List.of("two", "few", "many")) {
            for (String firm : List.of("small", "large", "huge")) {
                names.add("name.headless." + files + "." + firm);
            }
        }
        for (String identity : IDENTITIES) {
            for (String kind : KINDS) {
                names.add("name." + identity + "." + kind);
            }
        }
        for (String stem : STEMS) {
            for (String kind : KINDS) {
                names.add("stem." + stem + "." + kind);
            }
        }
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
