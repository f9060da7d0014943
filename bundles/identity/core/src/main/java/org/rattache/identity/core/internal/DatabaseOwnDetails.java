package org.rattache.identity.core.internal;

import java.util.Set;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.OwnDetails;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;

/** Names and languages in the database. */
@Component
public final class DatabaseOwnDetails implements OwnDetails {

    private static final int MAX_NAME = 200;
    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    private final Transactions transactions;
    private final IdentityEvents events;

    @Activate
    public DatabaseOwnDetails(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events) {
        this.transactions = transactions;
        this.events = events;
    }

    @Override
    public Details of(String user) {
        return transactions.call(em -> details(em, user));
    }

    private static Details details(EntityManager em, String user) {
        UserEntity found =
                Users.byId(em, user)
                        .filter(one -> one.getState() == UserState.ACTIVE)
                        .orElseThrow(DomainException::notFound);
        em.refresh(found);
        return new Details(found.getName(), found.getLanguage(), found.getVersion());
    }

    @Override
    public Details change(String user, long version, String name, String language) {
        Violations violations = new Violations().text("/name", name, MAX_NAME);
        if (!LANGUAGES.contains(language)) {
            violations.add("/language", "unknown", "Use fr or en.");
        }
        violations.throwIfAny();
        return transactions.call(
                em -> {
                    details(em, user);
                    int changed =
                            Sql.update(
                                    em,
                                    "UPDATE idn_user SET name = ?1, language = ?2, version = version + 1"
                                            + " WHERE id = ?3 AND version = ?4 AND state = 'ACTIVE'",
                                    name.strip(),
                                    language,
                                    user,
                                    version);
                    if (changed != 1) {
                        throw DomainException.stale();
                    }
                    events.ofUser("details-changed", user);
                    return details(em, user);
                });
    }
}
