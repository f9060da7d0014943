package org.rattache.linking.strategies.internal;

/**
 * How ordinary a word is. Two companies that share a word are of one group only when the word is a
 * brand: no word of a dictionary, no trade, place or person, and rare in a large background of
 * names of organisations. A firm's own files are too few to tell.
 */
final class Words {

    /** No part of what a name says: a legal form, an article. */
    static final int NOTHING = -1;

    /** A legal form of another country: it is one at the beginning and the end of a name only. */
    static final int FORM = -2;

    /** Where or how large a company is, not who: a country, a group. */
    static final int GENERAL = -3;

    /** Never seen in the background, and in no list: most brands. */
    static final int NEW = 0;

    static final int ONCE = 1;
    static final int FEW = 2;
    static final int SOME = 3;
    static final int MANY = 4;

    /** Says nothing about a group: a trade, or frequent. */
    static final int ORDINARY = 5;

    static final int DICTIONARY = 6;
    static final int PERSON = 7;
    static final int PLACE = 8;

    /** A surname of another country than France and the English-speaking ones. */
    static final int ABROAD = 9;

    static final int ENGLISH = 10;

    /** How many classes there are. */
    static final int CLASSES = 11;

    private static final int SHORTEST_ABBREVIATION = 3;

    private final LongToByteMap classes = new LongToByteMap();
    private final LongToByteMap pairs = new LongToByteMap();
    private final LongToByteMap federations = new LongToByteMap();
    private final LongToByteMap abbreviations = new LongToByteMap();
    private final WordFilter dictionary = WordFilter.of(Resources.bytes("dictionary.bin"));
    private final WordFilter english = WordFilter.of(Resources.bytes("english.bin"));

    Words() {
        Resources.lines("words.txt").forEach(this::addWord);
        Resources.lines("pairs.txt")
                .map(line -> line.split(" ", -1))
                .forEach(
                        line ->
                                pairs.put(
                                        Hash.of(line[0]),
                                        Integer.parseInt(line[1]) >= 10 ? MANY : SOME));
    }

    private void addWord(String line) {
        String[] parts = line.split(" ", -1);
        int count = Integer.parseInt(parts[1]);
        String kinds = parts.length > 2 ? parts[2] : "";
        int wordClass;
        if (kinds.contains("s") || kinds.contains("f")) {
            wordClass = NOTHING;
        } else if (kinds.contains("g")) {
            wordClass = GENERAL;
        } else if (kinds.contains("e")) {
            wordClass = FORM;
        } else if (kinds.contains("o") || count >= 60) {
            wordClass = ORDINARY;
            addAbbreviations(parts[0]);
        } else if (kinds.contains("l")) {
            wordClass = PLACE;
        } else if (kinds.contains("p")) {
            wordClass = PERSON;
        } else if (kinds.contains("q")) {
            wordClass = ABROAD;
        } else if (count >= 15) {
            wordClass = MANY;
        } else if (count >= 6) {
            wordClass = SOME;
        } else {
            wordClass = count >= 2 ? FEW : count;
        }
        classes.put(Hash.of(parts[0]), wordClass);
        if (kinds.contains("a")) {
            federations.put(Hash.of(parts[0]), 1);
        }
    }

    /**
     * Registers cut words off: SYND and FEDER are as ordinary as what they begin. Three letters are
     * cut off behind a consonant, such as SOC and MUT.
     */
    private void addAbbreviations(String word) {
        for (int length = SHORTEST_ABBREVIATION; length <= word.length() - 2; length++) {
            if (length > SHORTEST_ABBREVIATION || !isVowel(word.charAt(length - 1))) {
                abbreviations.put(Hash.of(0, word, 0, length), 1);
            }
        }
    }

    private static boolean isVowel(char letter) {
        return "aeiouy".indexOf(letter) >= 0;
    }

    /** The class of a word by its hash. */
    int classOf(long hash) {
        int wordClass = classes.get(hash, NEW);
        if (wordClass >= NEW && wordClass <= FEW && abbreviations.get(hash, 0) != 0) {
            return ORDINARY;
        }
        if (wordClass < NEW || wordClass > SOME) {
            return wordClass;
        }
        return dictionary.contains(hash)
                ? DICTIONARY
                : english.contains(hash) ? ENGLISH : wordClass;
    }

    /** Whether this word is in names of bodies whose members bear one name and are no group. */
    boolean isOfFederations(long hash) {
        return federations.get(hash, 0) != 0;
    }

    /** How ordinary it is that these two words, written as one, begin a name. */
    int classOfPair(long hash) {
        return pairs.get(hash, NEW);
    }
}
