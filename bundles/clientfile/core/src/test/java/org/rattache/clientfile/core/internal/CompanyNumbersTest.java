package org.rattache.clientfile.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.Test;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

/** MATCHING facts 6 and 7: numbers of companies, addresses, telephone numbers. */
public final class CompanyNumbersTest {

    private static final List<String> SIRENS =
            List.of(
                    "732829320",
                    "356000000",
                    "552100554",
                    "542065479",
                    "775670417",
                    "552081317",
                    "383474814",
                    "303265045",
                    "334175221",
                    "542051180",
                    "562082909",
                    "410034607",
                    "443061841",
                    "552032534",
                    "389058447",
                    "404833048");

    // SIREN

    @Test
    public void a_siren_with_a_right_check_digit_is_taken() {
        for (String siren : SIRENS) {
            assertEquals(Optional.of(new Siren(siren)), siren(siren).value());
        }
    }

    @Test
    public void spaces_and_dots_in_a_siren_are_dropped() {
        for (String typed :
                List.of(
                        "732 829 320",
                        "732.829.320",
                        " 732829320\t",
                        "732\u00a0829\u202f320",
                        "7 3 2 8 2 9 3 2 0")) {
            assertEquals(Optional.of(new Siren("732829320")), siren(typed).value());
        }
    }

    @Test
    public void any_single_wrong_digit_of_a_siren_is_found() {
        for (String siren : SIRENS) {
            for (int i = 0; i < siren.length(); i++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    if (digit != siren.charAt(i)) {
                        String wrong = siren.substring(0, i) + digit + siren.substring(i + 1);
                        assertEquals(wrong, "check-digit", siren(wrong).code());
                    }
                }
            }
        }
    }

    @Test
    public void a_siren_of_the_wrong_form_is_told_what_is_wrong() {
        Map<String, String> faults =
                Map.ofEntries(
                        Map.entry("73282932", "length"),
                        Map.entry("7328293200", "length"),
                        Map.entry("73282932000074", "length"),
                        Map.entry("1".repeat(100_000), "length"),
                        Map.entry("73282932A", "digits"),
                        Map.entry("732-829-320", "digits"),
                        Map.entry("FR44732829320", "digits"),
                        Map.entry("٧٣٢٨٢٩٣٢٠", "digits"),
                        Map.entry("７３２８２９３２０", "digits"),
                        Map.entry("+732829320", "digits"),
                        Map.entry(".", "digits"),
                        Map.entry("000000000", "no-number"),
                        Map.entry("402252500", "check-digit"),
                        Map.entry("831048982", "check-digit"));
        faults.forEach((typed, code) -> assertEquals(typed, code, siren(typed).code()));
        assertTrue(siren("73282932000074").detail().contains("SIRET"));
        assertTrue(siren("402252500").detail().contains("check digit"));
    }

    // SIRET

    @Test
    public void a_siret_with_right_check_digits_is_taken_and_knows_its_siren() {
        for (String siret :
                List.of(
                        "73282932000074",
                        "73282932000017",
                        "55210055400013",
                        "54206547900017",
                        "77567041700010",
                        "55208131700018",
                        "38347481400019",
                        "30326504500011",
                        "33417522100012",
                        "54205118000017",
                        "44306184100013",
                        "38905844700019",
                        "40483304800014")) {
            Siret read = siret(siret).value().orElseThrow();
            assertEquals(siret, read.digits());
            assertEquals(siret.substring(0, 9), read.siren().digits());
        }
        assertEquals(Optional.of(new Siret("73282932000074")), siret("732 829 320 00074").value());
    }

    @Test
    public void the_sirets_of_la_poste_have_a_digit_sum_divisible_by_five() {
        for (String siret :
                List.of("35600000049837", "35600000000001", "35600000000048", "35600000000014")) {
            assertEquals(siret, Optional.of(new Siret(siret)), siret(siret).value());
        }
        for (String siret : List.of("35600000000049", "35600000059843", "35600000049838")) {
            assertEquals(siret, "check-digit", siret(siret).code());
        }
        // the exception is La Poste's alone
        assertEquals("check-digit", siret("73282932000071").code());
    }

    @Test
    public void any_single_wrong_digit_of_a_siret_is_found() {
        String siret = "73282932000074";
        for (int i = 0; i < siret.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != siret.charAt(i)) {
                    String wrong = siret.substring(0, i) + digit + siret.substring(i + 1);
                    assertEquals(
                            wrong,
                            i < 9 ? "siren-check-digit" : "check-digit",
                            siret(wrong).code());
                }
            }
        }
    }

    @Test
    public void a_siret_needs_a_right_siren_even_when_all_its_digits_check() {
        // Luhn holds over the 14 digits, not over the first 9
        String siret = "73282932100072";
        assertTrue(Numbers.luhn(siret));
        assertEquals("siren-check-digit", siret(siret).code());
    }

    @Test
    public void a_siret_of_the_wrong_form_is_told_what_is_wrong() {
        Map<String, String> faults =
                Map.of(
                        "732829320", "length",
                        "7328293200007", "length",
                        "732829320000744", "length",
                        "7328293200007O", "digits",
                        "00000000000000", "no-number",
                        "00000000000018", "no-number");
        faults.forEach((typed, code) -> assertEquals(typed, code, siret(typed).code()));
        assertTrue(siret("732829320").detail().contains("SIREN"));
    }

    // VAT

    @Test
    public void a_vat_number_with_a_right_key_is_taken_and_knows_its_siren() {
        for (String vat :
                List.of(
                        "FR44732829320",
                        "FR59542051180",
                        "FR03552081317",
                        "FR40303265045",
                        "FR23334175221",
                        "FR39356000000",
                        "FR64443061841")) {
            VatNumber read = vat(vat).value().orElseThrow();
            assertEquals(vat, read.text());
            assertEquals(Optional.of(vat.substring(4)), read.siren().map(Siren::digits));
        }
        assertEquals(Optional.of(new VatNumber("FR44732829320")), vat("fr 44 732.829.320").value());
    }

    @Test
    public void the_key_of_a_vat_number_may_hold_letters() {
        for (String vat :
                List.of("FRK7399859412", "FR4Z123456782", "FR0E732829320", "frk7 399 859 412")) {
            assertTrue(vat, vat(vat).value().isPresent());
        }
        assertEquals("check-key", vat("FRK8399859412").code());
        assertEquals("check-key", vat("FR5Z123456782").code());
    }

    @Test
    public void a_vat_number_of_monaco_holds_no_siren() {
        for (String vat : List.of("FR20000023315", "FR20000042618", "FR86000071158")) {
            assertEquals(vat, Optional.empty(), vat(vat).value().orElseThrow().siren());
        }
        assertEquals("check-key", vat("FR21000023315").code());
        assertEquals("no-number", vat("FR12000000000").code());
    }

    @Test
    public void a_vat_number_of_the_wrong_form_is_told_what_is_wrong() {
        Map<String, String> faults =
                Map.ofEntries(
                        Map.entry("DE123456789", "country"),
                        Map.entry("44732829320", "country"),
                        Map.entry("FR4473282932", "length"),
                        Map.entry("FR447328293200", "length"),
                        Map.entry("FRI4732829320", "key"),
                        Map.entry("FR4O732829320", "key"),
                        Map.entry("FR-4732829320", "key"),
                        Map.entry("FR4473282932A", "digits"),
                        Map.entry("FR44732829321", "siren-check-digit"),
                        Map.entry("FR45732829320", "check-key"));
        faults.forEach((typed, code) -> assertEquals(typed, code, vat(typed).code()));
    }

    // e-mail

    @Test
    public void an_email_is_compared_without_the_case_of_ascii_and_with_its_domain_in_ascii() {
        Map<String, String> normalised =
                Map.of(
                        " Paul.Durand@Exemple.FR ", "paul.durand@exemple.fr",
                        "p.a.u.l+x@exemple.fr", "p.a.u.l+x@exemple.fr",
                        "paul@Été.fr", "paul@xn--t-9fab.fr",
                        "paul@E\u0301te\u0301.fr", "paul@xn--t-9fab.fr",
                        "Éric@exemple.fr", "Éric@exemple.fr",
                        "E\u0301ric@exemple.fr", "Éric@exemple.fr",
                        "o'neil_x-y@sub.exemple.co.uk", "o'neil_x-y@sub.exemple.co.uk",
                        "İ@exemple.fr", "İ@exemple.fr");
        normalised.forEach(
                (typed, expected) ->
                        assertEquals(
                                typed, expected, email(typed).value().orElseThrow().normalised()));
        assertEquals(
                "mail goes to the address as typed",
                "Paul@Été.fr",
                email(" Paul@Été.fr").value().orElseThrow().typed());
    }

    @Test
    public void what_is_no_email_is_told_what_is_wrong() {
        Map<String, String> faults =
                Map.ofEntries(
                        Map.entry("paul", "syntax"),
                        Map.entry("@exemple.fr", "syntax"),
                        Map.entry("paul@", "syntax"),
                        Map.entry("paul@exemple", "domain"),
                        Map.entry("paul@.fr", "domain"),
                        Map.entry("paul@exemple.fr.", "domain"),
                        Map.entry("paul@exemple..fr", "domain"),
                        Map.entry("paul@-exemple.fr", "domain"),
                        Map.entry("paul@ex emple.fr", "domain"),
                        Map.entry("paul@exemple.fr\r\nBcc: x", "domain"),
                        Map.entry("paul@[127.0.0.1]", "domain"),
                        Map.entry("paul@" + "a".repeat(64) + ".fr", "domain"),
                        Map.entry("paul durand@exemple.fr", "local-part"),
                        Map.entry("paul\r\n@exemple.fr", "local-part"),
                        Map.entry("paul\u0000@exemple.fr", "local-part"),
                        Map.entry("paul\u202e@exemple.fr", "local-part"),
                        Map.entry("paul\ud800@exemple.fr", "local-part"),
                        Map.entry("a@b@exemple.fr", "local-part"),
                        Map.entry("<paul@exemple.fr", "local-part"),
                        Map.entry("a,b@exemple.fr", "local-part"),
                        Map.entry(".paul@exemple.fr", "local-part"),
                        Map.entry("paul.@exemple.fr", "local-part"),
                        Map.entry("pa..ul@exemple.fr", "local-part"),
                        Map.entry("p".repeat(65) + "@exemple.fr", "local-part"),
                        Map.entry("p@" + "abc.".repeat(63) + "fr", "too-long"),
                        Map.entry("p".repeat(10_000_000) + "@exemple.fr", "too-long"));
        faults.forEach(
                (typed, code) ->
                        assertEquals(
                                typed.substring(0, Math.min(80, typed.length())),
                                code,
                                email(typed).code()));
    }

    // telephone

    @Test
    public void a_french_telephone_number_has_one_form_and_others_stay_as_typed() {
        Map<String, String> numbers =
                Map.of(
                        "01 23 45 67 89", "+33123456789",
                        "01.23.45.67.89", "+33123456789",
                        "+33 1 23 45 67 89", "+33123456789",
                        "+33 (0)1 23 45 67 89", "+33123456789",
                        "0033 1-23-45-67-89", "+33123456789",
                        "06\u00a012\u202f34 56 78", "+33612345678",
                        "+44 20 7946 0958", "+44 20 7946 0958",
                        "3949", "3949");
        numbers.forEach(
                (typed, expected) ->
                        assertEquals(typed, expected, phone(typed).value().orElseThrow().text()));
        assertEquals("syntax", phone("call me").code());
        assertEquals("syntax", phone("01 23\n45").code());
        assertEquals("length", phone("12").code());
        assertEquals("length", phone("1".repeat(18)).code());
        assertEquals("too-long", phone("1".repeat(41)).code());
    }

    private static Read<Siren> siren(String typed) {
        return read(violations -> Siren.read(typed, "/x", violations));
    }

    private static Read<Siret> siret(String typed) {
        return read(violations -> Siret.read(typed, "/x", violations));
    }

    private static Read<VatNumber> vat(String typed) {
        return read(violations -> VatNumber.read(typed, "/x", violations));
    }

    private static Read<EmailAddress> email(String typed) {
        return read(violations -> EmailAddress.read(typed, "/x", violations));
    }

    private static Read<PhoneNumber> phone(String typed) {
        return read(violations -> PhoneNumber.read(typed, "/x", violations));
    }

    private static <T> Read<T> read(Function<Violations, Optional<T>> reading) {
        Violations violations = new Violations();
        Optional<T> value = reading.apply(violations);
        List<DomainException.FieldError> errors =
                violations.asException().map(DomainException::errors).orElse(List.of());
        assertEquals("a value or one fault", value.isPresent() ? 0 : 1, errors.size());
        return new Read<>(value, errors);
    }

    /** What came of reading. */
    private record Read<T>(Optional<T> value, List<DomainException.FieldError> errors) {

        String code() {
            return errors.isEmpty() ? "taken" : errors.get(0).code();
        }

        String detail() {
            return errors.get(0).detail();
        }
    }
}
