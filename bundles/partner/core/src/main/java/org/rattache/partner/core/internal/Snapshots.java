package org.rattache.partner.core.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.Person;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.Shown;

/** What an acceptance is bound to, and whether it is still so [PRODUCT S2c]. */
final class Snapshots {

    private final ClientFiles clientFiles;
    private final Firms firms;
    private final Memberships memberships;

    Snapshots(ClientFiles clientFiles, Firms firms, Memberships memberships) {
        this.clientFiles = clientFiles;
        this.firms = firms;
        this.memberships = memberships;
    }

    /** What would be shown of a link now; empty when a part of it is not there. */
    Optional<Shown> now(Ledger ledger, String firm, String main, String secondary) {
        Optional<Firm> known = firms.find(firm);
        Map<String, ClientFile> files = clientFiles.findAll(firm, List.of(main, secondary));
        Optional<RelationEntity> mainRelation =
                ledger.relation(firm, main).filter(RelationEntity::accepted);
        Optional<RelationEntity> secondaryRelation = ledger.relation(firm, secondary);
        if (known.isEmpty()
                || !files.containsKey(main)
                || !files.containsKey(secondary)
                || mainRelation.isEmpty()
                || secondaryRelation.isEmpty()) {
            return Optional.empty();
        }
        String mainSpace = mainRelation.get().space();
        return Optional.of(
                new Shown(
                        new Shown.FirmSide(firm, known.get().name(), known.get().siret()),
                        account(files.get(main)),
                        account(files.get(secondary)),
                        mainSpace,
                        secondaryRelation.get().space(),
                        memberships.holders(mainSpace).stream().map(Person::id).toList()));
    }

    private static Shown.Account account(ClientFile file) {
        return new Shown.Account(file.id(), file.name(), file.siren(), file.normalisedEmail());
    }

    /** Nothing of what was shown has changed. */
    boolean unchanged(Ledger ledger, LinkEntity link) {
        return now(ledger, link.firm(), link.mainFile(), link.secondaryFile())
                .filter(shown -> shown.digest().equals(link.shown()))
                .isPresent();
    }

    /** It may be accepted: whoever validated it may still act for the firm, and nothing changed. */
    boolean holds(Ledger ledger, LinkEntity link) {
        return memberships.mayActFor(link.firm(), link.validatedBy()) && unchanged(ledger, link);
    }
}
