package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class EmailAddressTest {

    @Test
    public void the_key_ignores_case_and_keeps_dots_and_tags() {
        EmailAddress address =
                EmailAddress.parse("  Jean.Dupont+Factures@Exämple.FR ").orElseThrow();
        assertEquals("Jean.Dupont+Factures@xn--exmple-cua.fr", address.text());
        assertEquals("jean.dupont+factures@xn--exmple-cua.fr", address.key());
        assertEquals("Jean.Dupont+Factures", address.localPart());
    }

    @Test
    public void only_ascii_letters_of_the_local_part_are_lowered() {
        assertEquals("É.a@x.fr", EmailAddress.parse("É.A@x.fr").orElseThrow().key());
        assertEquals(
                "composed and decomposed are the same",
                EmailAddress.parse("\u00e9@x.fr"),
                EmailAddress.parse("e\u0301@x.fr"));
    }

    @Test
    public void what_is_no_address_is_refused() {
        for (String text :
                List.of(
                        "",
                        "a",
                        "@x.fr",
                        "a@",
                        "a@b@x.fr",
                        "a b@x.fr",
                        "a\n@x.fr",
                        "a@x y.fr",
                        "<a@x.fr>",
                        "a@x_y.fr",
                        "a@.",
                        "a".repeat(65) + "@x.fr",
                        "a@" + "x".repeat(64) + ".fr",
                        "a@" + "x.".repeat(130) + "fr")) {
            assertTrue(text, EmailAddress.parse(text).isEmpty());
        }
        assertTrue(EmailAddress.parse("admin@localhost").isPresent());
    }
}
