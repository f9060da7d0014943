package org.rattache.clientfile.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.platform.api.DomainException;

public final class CheckedDataTest {

    @Test
    public void numbers_of_one_company_go_together() {
        CheckedData checked = CheckedData.of(data("732829320", "73282932000074", "FR44732829320"));
        assertEquals(Optional.of("732829320"), checked.siren());
        // another establishment of the same company
        CheckedData.of(data("732829320", "73282932000017", null));
        // Monaco says nothing of a SIREN
        CheckedData.of(data("732829320", null, "FR20000023315"));
    }

    @Test
    public void numbers_of_two_companies_are_told_apart() {
        assertFaults(data("552100554", "73282932000074", null), "/siret other-siren");
        assertFaults(data("552100554", null, "FR44732829320"), "/vat other-siren");
        assertFaults(data(null, "55210055400013", "FR44732829320"), "/vat other-siren");
        assertFaults(
                data("542065479", "55210055400013", "FR44732829320"),
                "/siret other-siren",
                "/vat other-siren");
        assertEquals(
                "The SIRET belongs to another SIREN than the SIREN given.",
                assertThrows(
                                DomainException.class,
                                () -> CheckedData.of(data("552100554", "73282932000074", null)))
                        .detail());
    }

    @Test
    public void blank_fields_are_absent() {
        CheckedData checked =
                CheckedData.of(
                        new ClientFileData(
                                "A",
                                Optional.of(""),
                                Optional.of(" "),
                                Optional.of("\t"),
                                Optional.of(""),
                                Optional.of(" "),
                                Optional.of("\n"),
                                Optional.of("")));
        assertEquals(
                new ClientFileData(
                        "A",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                checked.data());
    }

    @Test
    public void every_text_is_bounded() {
        assertFaults(texts("", "", ""), "/name required");
        assertFaults(texts("n".repeat(201), "", ""), "/name too-long");
        assertFaults(
                texts("a", "a".repeat(501), "c".repeat(201)),
                "/address too-long",
                "/contact too-long");
        assertFaults(texts("n".repeat(10_000_000), "", ""), "/name too-long");
        CheckedData.of(texts("n".repeat(200), "a".repeat(500), "c".repeat(200)));
    }

    @Test
    public void what_no_database_or_mail_header_takes_is_refused() {
        assertFaults(texts("a\u0000b", "", ""), "/name control-character");
        assertFaults(texts("a\nb", "", ""), "/name control-character");
        assertFaults(texts("a\ud800b", "", ""), "/name not-text");
        assertFaults(
                texts("a", "a\u0007", "b\tc"),
                "/address control-character",
                "/contact control-character");
        CheckedData.of(texts("\ud83c\udfd7 Bâtisseurs", "1, rue\n75002 Paris", ""));
    }

    @Test
    public void the_words_of_a_name_are_ascii_and_bounded() {
        assertEquals(List.of("l", "oeuvre", "cie"), NameKey.of("L'Œuvre & Cie").words());
        assertEquals("l oeuvre cie", NameKey.of("L'Œuvre & Cie").text());
        assertEquals(List.of(), NameKey.of("***").words());
        assertEquals(List.of("dupont"), NameKey.of("Dupont DUPONT dupônt").words());
        // one character becomes eighteen
        NameKey largest = NameKey.of("\ufdfa".repeat(200));
        assertTrue(largest.text().length() <= NameKey.MAX_LENGTH);
        assertTrue(largest.words().stream().allMatch(w -> w.length() <= NameKey.MAX_WORD));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append(i).append(' ');
        }
        assertEquals(NameKey.MAX_WORDS, NameKey.of(many.toString()).words().size());
        assertTrue(NameKey.of("Ω山🏗é").words().get(0).matches("[a-z0-9]+"));
    }

    @Test
    public void after_a_beginning_comes_what_does_not_begin_with_it() {
        for (String beginning : List.of("a", "az", "a9", "z", "zz", "zaz", "9", "dup")) {
            String after = NameKey.after(beginning);
            for (String rest : List.of("", "0", "9", "a", "z", "zzzzzz")) {
                String word = beginning + rest;
                assertTrue(word + " < " + after, word.compareTo(after) < 0);
            }
        }
        assertEquals("b", NameKey.after("az"));
        assertEquals("aa", NameKey.after("a9"));
        assertTrue("dv".compareTo(NameKey.after("dup")) >= 0);
    }

    private static void assertFaults(ClientFileData data, String... faults) {
        DomainException refused = assertThrows(DomainException.class, () -> CheckedData.of(data));
        assertEquals(DomainException.Category.INVALID, refused.category());
        assertEquals(
                List.of(faults),
                refused.errors().stream().map(e -> e.pointer() + " " + e.code()).toList());
    }

    private static ClientFileData texts(String name, String address, String contact) {
        return new ClientFileData(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(address),
                Optional.of(contact));
    }

    private static ClientFileData data(String siren, String siret, String vat) {
        return new ClientFileData(
                "A",
                Optional.ofNullable(siren),
                Optional.ofNullable(siret),
                Optional.ofNullable(vat),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
