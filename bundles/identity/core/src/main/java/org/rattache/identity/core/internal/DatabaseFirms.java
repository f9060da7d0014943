package org.rattache.identity.core.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.Firms;
import org.rattache.identity.core.internal.jpa.FirmEntity;
import org.rattache.platform.persistence.Transactions;

/** The firms in the database. */
@Component
public final class DatabaseFirms implements Firms {

    private final Transactions transactions;

    @Activate
    public DatabaseFirms(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Firm> find(String firm) {
        return transactions.call(
                em ->
                        Optional.ofNullable(em.find(FirmEntity.class, firm))
                                .map(DatabaseFirms::toFirm));
    }

    static Firm toFirm(FirmEntity entity) {
        return new Firm(entity.getId(), entity.getName(), entity.getSiret());
    }
}
