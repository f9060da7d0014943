package org.rattache.linking.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * What a plug-in sees of one client file: the least that tells companies apart. Values were checked
 * when they were entered. Immutable; nothing is null.
 *
 * @param id the client file's id, opaque
 * @param name the company's name as typed
 * @param siren nine digits; derived from SIREN, SIRET or VAT number, whichever is known
 * @param siret fourteen digits
 * @param vat VAT number without spaces
 * @param email the contact address in its normalised form: trimmed, lower case, domain in ASCII
 * @param phone as typed
 * @param address as typed, one or more lines
 * @since 1.0
 */
public record Candidate(
        String id,
        String name,
        Optional<String> siren,
        Optional<String> siret,
        Optional<String> vat,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> address) {

    /** Requires every component to be there. */
    public Candidate {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(siren);
        Objects.requireNonNull(siret);
        Objects.requireNonNull(vat);
        Objects.requireNonNull(email);
        Objects.requireNonNull(phone);
        Objects.requireNonNull(address);
    }

    /** The part of the e-mail after the last {@code @}; empty without an e-mail. */
    public Optional<String> domain() {
        return email.filter(text -> text.indexOf('@') >= 0)
                .map(text -> text.substring(text.lastIndexOf('@') + 1));
    }
}
