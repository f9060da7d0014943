package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.rattache.partner.api.Partners.ForAccount;
import org.rattache.partner.api.Partners.Partner;

/** A partner in JSON. */
@Schema(name = "Partner", description = "A firm or a company that was accepted")
record PartnerBody(
        @Schema(maxLength = 50) String id,
        @Schema(allowableValues = {"firm", "company"}) String kind,
        @Schema(maxLength = 500) String name,
        @Schema(pattern = "\\d{14}") String siret,
        @Schema(pattern = "\\d{9}") String siren,
        @Schema(
                        description = "Of a company: linked under this space, or its main account",
                        allowableValues = {"secondary", "main"})
                String role,
        @Schema(description = "Accepter groupe was given; true for a firm") boolean inGroup,
        Instant since,
        @Schema(description = "The accounts for which it is a partner here")
                List<AccountBody> accounts,
        @Schema(description = "The number in the ETag", minimum = "0") long version) {

    /** An account of a partner. */
    @Schema(name = "PartnerAccount")
    record AccountBody(
            @Schema(maxLength = 36) String id,
            @Schema(maxLength = 500) String name,
            boolean own,
            Instant since) {

        static AccountBody of(ForAccount account) {
            return new AccountBody(account.id(), account.name(), account.own(), account.since());
        }
    }

    static PartnerBody of(Partner partner) {
        return new PartnerBody(
                partner.id(),
                Texts.of(partner.kind()),
                partner.name(),
                partner.siret().orElse(null),
                partner.siren().orElse(null),
                partner.role().<String>map(Texts::of).orElse(null),
                partner.inGroup(),
                partner.since(),
                partner.accounts().stream().map(AccountBody::of).toList(),
                partner.version());
    }
}
