package org.rattache.audit.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.util.Map;
import org.junit.Test;

public class CanonicalTest {

    @Test
    public void fields_cannot_borrow_characters_from_each_other() {
        assertNotEquals(hex("ab", "c"), hex("a", "bc"));
        assertNotEquals(hex("a", null), hex("a", ""));
        assertNotEquals(hex("a"), hex("a", null));
    }

    private static String hex(String... texts) {
        Canonical canonical = new Canonical("test");
        for (String text : texts) {
            canonical.text(text);
        }
        return canonical.hex();
    }

    @Test
    public void the_encoding_is_what_it_was_when_the_first_chain_was_written() throws Exception {
        byte[] plain = {0, 0, 0, 1, 'x', -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 1, 2};
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(plain);
        assertEquals(
                java.util.HexFormat.of().formatHex(digest),
                new Canonical("x").text(null).number(258).hex());
    }

    @Test
    public void the_digest_of_data_depends_on_the_salt_and_not_on_the_order() {
        Map<String, String> data = Map.of("a", "1", "b", "2", "c", "3");
        assertEquals(Digests.ofData("s", data), Digests.ofData("s", new java.util.TreeMap<>(data)));
        assertNotEquals(Digests.ofData("s", data), Digests.ofData("t", data));
        assertNotEquals(
                Digests.ofData("s", Map.of("a", "b")), Digests.ofData("s", Map.of("ab", "")));
    }
}
