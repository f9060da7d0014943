package org.rattache.clientfile.core.internal;

import java.text.Normalizer;
import java.util.Optional;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.platform.api.Violations;

/**
 * What an operator wrote, checked and brought into one form.
 *
 * @param data the values as they are stored
 * @param name the name as it is sorted and searched
 * @param siren from SIREN, SIRET or VAT number, whichever is there
 * @param email the address as it is compared
 */
record CheckedData(
        ClientFileData data, NameKey name, Optional<String> siren, Optional<String> email) {

    static final int MAX_NAME = 200;
    static final int MAX_ADDRESS = 500;
    static final int MAX_CONTACT = 200;

    /**
     * Checks every field.
     *
     * @throws org.rattache.platform.api.DomainException INVALID with every faulty field
     */
    static CheckedData of(ClientFileData typed) {
        Violations violations = new Violations();
        String name = normalise(typed.name() == null ? "" : typed.name());
        violations.text("/name", name, MAX_NAME);
        checkText("/name", name, false, violations);
        Optional<Siren> siren =
                given(typed.siren()).flatMap(text -> Siren.read(text, "/siren", violations));
        Optional<Siret> siret =
                given(typed.siret()).flatMap(text -> Siret.read(text, "/siret", violations));
        Optional<VatNumber> vat =
                given(typed.vat()).flatMap(text -> VatNumber.read(text, "/vat", violations));
        Optional<EmailAddress> email =
                given(typed.email()).flatMap(text -> EmailAddress.read(text, "/email", violations));
        Optional<PhoneNumber> phone =
                given(typed.phone()).flatMap(text -> PhoneNumber.read(text, "/phone", violations));
        Optional<String> address = given(typed.address()).map(CheckedData::normalise);
        address.ifPresent(
                text -> {
                    violations.optionalText("/address", text, MAX_ADDRESS);
                    checkText("/address", text, true, violations);
                });
        Optional<String> contact = given(typed.contact()).map(CheckedData::normalise);
        contact.ifPresent(
                text -> {
                    violations.optionalText("/contact", text, MAX_CONTACT);
                    checkText("/contact", text, false, violations);
                });
        Optional<Siren> company = sameCompany(siren, siret, vat, violations);
        violations.throwIfAny();
        return new CheckedData(
                new ClientFileData(
                        name,
                        siren.map(Siren::digits),
                        siret.map(Siret::digits),
                        vat.map(VatNumber::text),
                        email.map(EmailAddress::typed),
                        phone.map(PhoneNumber::text),
                        address,
                        contact),
                NameKey.of(name),
                company.map(Siren::digits),
                email.map(EmailAddress::normalised));
    }

    private static Optional<Siren> sameCompany(
            Optional<Siren> siren,
            Optional<Siret> siret,
            Optional<VatNumber> vat,
            Violations violations) {
        Optional<Siren> ofSiret = siret.map(Siret::siren);
        Optional<Siren> ofVat = vat.flatMap(VatNumber::siren);
        if (differ(ofSiret, siren)) {
            violations.add(
                    "/siret",
                    "other-siren",
                    "The SIRET belongs to another SIREN than the SIREN given.");
        }
        if (differ(ofVat, siren)) {
            violations.add(
                    "/vat",
                    "other-siren",
                    "The VAT number belongs to another SIREN than the SIREN given.");
        } else if (siren.isEmpty() && differ(ofVat, ofSiret)) {
            violations.add(
                    "/vat",
                    "other-siren",
                    "The VAT number belongs to another SIREN than the SIRET given.");
        }
        return siren.or(() -> ofSiret).or(() -> ofVat);
    }

    private static boolean differ(Optional<Siren> one, Optional<Siren> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** A field that was emptied is a field that was left out. */
    private static Optional<String> given(Optional<String> typed) {
        return typed.filter(text -> !text.isBlank());
    }

    private static String normalise(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    }

    private static void checkText(
            String pointer, String text, boolean lines, Violations violations) {
        if (!lines && (text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0)) {
            violations.add(pointer, "control-character", "This is one line, without tabs.");
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            // half a character: no database stores it
            violations.add(pointer, "not-text", "This holds half a character.");
        }
    }
}
