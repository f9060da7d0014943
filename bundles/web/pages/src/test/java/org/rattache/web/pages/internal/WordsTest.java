package org.rattache.web.pages.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import org.junit.Test;

public class WordsTest {

    @Test
    public void both_languages_take_the_same_pieces() {
        for (Words words : Words.values()) {
            assertEquals(
                    words.name(), pieces(words.in(Language.FR)), pieces(words.in(Language.EN)));
        }
    }

    private static int pieces(String sentence) {
        return sentence.split("%", -1).length;
    }

    @Test
    public void french_signs_stay_with_their_word() {
        for (Words words : Words.values()) {
            String french = words.in(Language.FR);
            assertFalse(french, french.matches(".* [:;?!»].*|.*« .*"));
        }
    }

    @Test
    public void french_is_the_language_without_a_wish() {
        assertEquals(Language.FR, Language.preferred(null));
        assertEquals(Language.FR, Language.preferred("de-DE, de;q=0.9"));
        assertEquals(Language.FR, Language.preferred(";;;=no header"));
        assertEquals(Language.EN, Language.preferred("de, en-GB;q=0.8, fr;q=0.5"));
        assertEquals(Language.FR, Language.preferred("fr-CA, en;q=0.5"));
    }
}
