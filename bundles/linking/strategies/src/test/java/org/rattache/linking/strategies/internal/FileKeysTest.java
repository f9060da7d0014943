package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What of a file is compared. */
public class FileKeysTest {

    private final FileKeys keys = new FileKeys(new Words(), new Domains());

    private List<String> of(
            FileKeys.Type type, String name, String email, String phone, String address) {
        keys.read(LabelledFiles.file("id", name, "", email, phone, address));
        List<String> values = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            if (keys.type(key) == type) {
                values.add(keys.value(key));
            }
        }
        return values;
    }

    private String phone(String typed) {
        return String.join("|", of(FileKeys.Type.PHONE, "X", "", typed, ""));
    }

    private String email(String typed) {
        return String.join("|", of(FileKeys.Type.EMAIL, "X", typed, "", ""));
    }

    private String address(String typed) {
        return String.join("|", of(FileKeys.Type.ADDRESS, "X", "", "", typed));
    }

    @Test
    public void a_phone_is_the_same_however_it_is_written() {
        for (String typed :
                new String[] {
                    "01 23 45 67 89",
                    "0123456789",
                    "+33123456789",
                    "+33 (0)1 23 45 67 89",
                    "0033 1.23.45.67.89"
                }) {
            assertEquals(typed, "+33123456789", phone(typed));
        }
        assertEquals("+3222345678", phone("+32 2 234 56 78"));
        assertEquals("5346361", phone("534-6361"));
        assertEquals("", phone("0000000000"));
        assertEquals("", phone("123"));
    }

    @Test
    public void an_email_keeps_its_points_and_tags_and_its_domain_is_ascii() {
        assertEquals("jean.dupont+x@exemple.fr", email(" Jean.Dupont+x@Exemple.FR "));
        assertEquals("a@xn--caf-dma.fr", email("a@café.fr"));
        assertEquals(email("e\u0301@x.fr"), email("é@x.fr"));
        assertEquals("", email("no address"));
    }

    @Test
    public void an_address_is_number_and_street_without_its_kind() {
        assertEquals("12 paix", address("12, rue de la Paix\n75002 Paris"));
        assertEquals(
                address("12 bd Victor Hugo 06000 Nice"),
                address("12 BOULEVARD VICTOR-HUGO, 06000 NICE"));
        assertEquals(address("1624 W 19TH STREET"), address("1624 W. 19th St."));
        assertEquals("", address("Zone industrielle"));
    }

    @Test
    public void legal_forms_and_trades_are_no_words_of_a_name() {
        List<String> words = of(FileKeys.Type.NAME, "S.A.R.L. VALORIXA TRANSPORTS", "", "", "");
        assertTrue(words.toString(), words.contains("valorixa"));
        assertFalse(words.toString(), words.contains("transports"));
        assertFalse(words.toString(), words.contains("sarl"));
    }

    @Test
    public void the_stem_of_an_own_domain_is_a_word_of_the_name_and_that_of_a_provider_is_not() {
        assertTrue(of(FileKeys.Type.NAME, "X", "a@valorixa.fr", "", "").contains("valorixa"));
        assertFalse(of(FileKeys.Type.NAME, "X", "a@orange.fr", "", "").contains("orange"));
        assertEquals(List.of(), of(FileKeys.Type.DOMAIN, "X", "a@orange.fr", "", ""));
    }

    @Test
    public void whatever_the_texts_hold_nothing_breaks() {
        String longText = "é".repeat(100_000);
        for (String text :
                new String[] {
                    "",
                    " ",
                    ".",
                    "@",
                    "@@",
                    "a@",
                    "@a",
                    "\u0000",
                    "株式会社ECI",
                    longText,
                    "1".repeat(5_000),
                    "- - -"
                }) {
            keys.read(LabelledFiles.file("id", text, text, text, text, text));
            assertTrue(keys.size() >= 0);
        }
    }

    private long whole(String name) {
        keys.read(LabelledFiles.file("id", name, "", "", "", ""));
        for (int key = 0; key < keys.size(); key++) {
            if (keys.type(key) == FileKeys.Type.NAME && (keys.flags(key) & FileKeys.WHOLE) != 0) {
                return keys.hash(key);
            }
        }
        throw new AssertionError("no whole name: " + name);
    }

    @Test
    public void a_name_is_the_same_without_its_form_its_country_and_what_stands_in_brackets() {
        long whole = whole("Zorblax Dynamo");
        assertEquals(whole, whole("ZORBLAX DYNAMO SAS"));
        assertEquals(whole, whole("Zorblax Dynamo (Japan)"));
        assertEquals(whole, whole("Zorblax Dynamo France"));
        assertEquals(whole, whole("Zorblax Dynamo International Holding"));
        assertFalse(whole == whole("Zorblax Dynamo Lyon"));
    }

    @Test
    public void a_house_with_two_numbers_stands_in_the_same_street() {
        assertEquals(address("8225 S. Kedzie"), address("8225-29 S. Kedzie"));
        assertEquals(address("12 rue Pasteur"), address("12-14 rue Pasteur"));
        assertEquals(address("112 E 51ST STREET"), address("112 East 51 Street"));
        assertFalse(address("12 rue Pasteur").equals(address("14 rue Pasteur")));
    }

    @Test
    public void the_traits_of_a_file_say_what_looks_like_a_group_and_is_none() {
        keys.read(LabelledFiles.file("id", "SYNDICAT ZORBLAX", "", "a@gmail.com", "", ""));
        assertEquals(FileKeys.FEDERATION | FileKeys.FREE_MAIL, keys.traits());
        keys.read(LabelledFiles.file("id", "ZORBLAX LYON", "", "a@zorblax.example", "", ""));
        assertEquals(FileKeys.LOCAL, keys.traits());
    }
}
