package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** What of a number is believed. */
public class SirensTest {

    @Test
    public void a_siren_has_a_check_digit() {
        assertEquals(732_829_320, Sirens.ofSiren("732 829 320"));
        assertEquals(5_520_176, Sirens.ofSiren("005520176"));
        assertEquals(Sirens.NONE, Sirens.ofSiren("732829321"));
        assertEquals(Sirens.NONE, Sirens.ofSiren("73282932"));
        assertEquals(Sirens.NONE, Sirens.ofSiren("000000000"));
        assertEquals(Sirens.NONE, Sirens.ofSiren("inconnu"));
    }

    @Test
    public void a_siret_has_two_and_a_number_in_the_wrong_field_is_still_read() {
        assertEquals(732_829_320, Sirens.ofSiret("732 829 320 00074"));
        assertEquals(Sirens.NONE, Sirens.ofSiret("73282932000075"));
        assertEquals(732_829_320, Sirens.ofSiren("73282932000074"));
        assertEquals(732_829_320, Sirens.ofSiren("FR44732829320"));
    }

    @Test
    public void an_establishment_of_the_postal_service_has_a_sum_that_five_divides() {
        assertEquals(356_000_000, Sirens.ofSiren("356000000"));
        assertEquals(356_000_000, Sirens.ofSiret("35600000000048"));
        assertEquals(356_000_000, Sirens.ofSiret("35600000049837"));
        assertEquals(Sirens.NONE, Sirens.ofSiret("35600000049838"));
    }

    @Test
    public void a_vat_number_has_a_key_that_may_hold_letters() {
        assertEquals(732_829_320, Sirens.ofVat("FR 44 732829320"));
        assertEquals(732_829_320, Sirens.ofVat("fr44732829320"));
        assertEquals(732_829_320, Sirens.ofVat("FRK7732829320"));
        assertEquals(Sirens.NONE, Sirens.ofVat("FR45732829320"));
        assertEquals(Sirens.NONE, Sirens.ofVat("BE0732829320"));
    }

    @Test
    public void a_vat_number_of_monaco_holds_no_siren() {
        assertEquals(Sirens.NONE, Sirens.ofVat("FR76000021252"));
    }
}
