package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;
import org.rattache.platform.api.DomainException;

public class PasswordRulesTest {

    private static final List<String> PERSON =
            List.of("marie.dupont@constructor.fr", "Marie Dupont");

    private static String refusal(String password) {
        DomainException refused =
                assertThrows(
                        password,
                        DomainException.class,
                        () -> PasswordRules.check("/password", password, PERSON));
        assertEquals(DomainException.Category.INVALID, refused.category());
        assertEquals("/password", refused.errors().get(0).pointer());
        return refused.errors().get(0).code();
    }

    @Test
    public void twelve_characters_are_enough_whatever_they_are() {
        PasswordRules.check("/password", "hgf jkl mno q", PERSON);
        PasswordRules.check("/password", "ünïcödé pässphräse", PERSON);
        PasswordRules.check("/password", "\uD83D\uDE00\uD83D\uDE02".repeat(5) + "ab", PERSON);
        assertEquals("too-short", refusal("hgf jkl mno"));
        assertEquals("characters, not code units", "too-short", refusal("\uD83D\uDE00".repeat(11)));
    }

    @Test
    public void two_hundred_and_fifty_six_characters_are_the_most() {
        String long256 = "abcdefghijklmnopqrstuvwxyz 012345".repeat(8).substring(0, 256);
        PasswordRules.check("/password", long256, PERSON);
        assertEquals("too-long", refusal(long256 + "x"));
        assertEquals("too-long", refusal("x".repeat(10_000_000)));
    }

    @Test
    public void what_is_tried_first_is_refused() {
        for (String common :
                List.of(
                        "motdepasse2024",
                        "MotDePasse2024!",
                        "azertyuiop123",
                        "123456789012",
                        "qwertyuiopasdf",
                        "aaaaaaaaaaaaaa",
                        "abcabcabcabcabc",
                        "abcdefghijklmnop",
                        "zyxwvutsrqponm",
                        "passwordpassword")) {
            assertEquals(common, "common", refusal(common));
        }
    }

    @Test
    public void what_an_attacker_knows_of_the_owner_does_not_count() {
        for (String guessable :
                List.of(
                        "rattache-2024",
                        "RattacheRattache",
                        "marie.dupont1",
                        "dupontmarie2024",
                        "Constructor2024!")) {
            assertEquals(guessable, "guessable", refusal(guessable));
        }
        PasswordRules.check("/password", "marie mange une pomme", PERSON);
    }
}
