package org.rattache.clientfile.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a firm knows of one client company.
 *
 * @param data the checked values; SIREN, SIRET and VAT without spaces, the e-mail as typed but
 *     trimmed
 * @param siren derived from SIREN, SIRET or VAT, whichever is there
 * @param normalisedEmail the e-mail as it is compared [MATCHING fact 7]; empty without one
 * @param proposalOpen a link is proposed: the file shows "Rattacher" [PRODUCT G1]
 * @param invitedAt when its client was last invited to create a legal space
 * @param version for If-Match
 */
public record ClientFile(
        String firm,
        String id,
        ClientFileData data,
        Optional<String> siren,
        Optional<String> normalisedEmail,
        boolean proposalOpen,
        Optional<Instant> invitedAt,
        Instant createdAt,
        Instant changedAt,
        long version) {

    public String name() {
        return data.name();
    }
}
