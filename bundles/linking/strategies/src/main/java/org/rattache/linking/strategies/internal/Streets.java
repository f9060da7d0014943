package org.rattache.linking.strategies.internal;

/** Which words of an address are the street's name. */
final class Streets {

    /** A word of the name. */
    static final int NAME = 0;

    /** Street, avenue, …: before the name in French, behind it in English. */
    static final int KIND = 1;

    /** A direction, an article, bis. */
    static final int NOTHING = 2;

    private static final LongToByteMap WORDS = new LongToByteMap();

    static {
        String kinds =
                "rue r avenue av ave boulevard bd bld blvd place pl impasse imp chemin che ch"
                        + " route rte allee allees all quai square sq cours passage pass sentier"
                        + " esplanade faubourg fg fbg lotissement lot residence res zone zi za zac"
                        + " parc lieu lieudit chaussee villa cite rond rond-point voie street st str"
                        + " road rd lane ln drive dr court ct parkway pkwy highway hwy terrace ter"
                        + " strasse platz weg via calle suite ste floor etage batiment bat";
        String nothing =
                "n s e w o north south east west nord sud est ouest bis ter quater de du des la le"
                        + " les l d a au aux et the of ne nw se sw cedex";
        for (String word : kinds.split(" ", -1)) {
            WORDS.put(Hash.of(word), KIND);
        }
        for (String word : nothing.split(" ", -1)) {
            WORDS.put(Hash.of(word), NOTHING);
        }
    }

    private Streets() {}

    static int kind(char[] text, int from, int to) {
        return WORDS.get(Hash.of(0, text, from, to), NAME);
    }
}
