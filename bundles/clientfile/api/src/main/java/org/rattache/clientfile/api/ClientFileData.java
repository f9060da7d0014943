package org.rattache.clientfile.api;

import java.util.Optional;

/**
 * What an operator writes into a client file. Values are as typed; the service checks and
 * normalises them.
 *
 * @param name the company, required
 * @param email the contact address: never a log-in [PRODUCT S2b]
 */
public record ClientFileData(
        String name,
        Optional<String> siren,
        Optional<String> siret,
        Optional<String> vat,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> address,
        Optional<String> contact) {}
