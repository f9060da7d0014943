package org.rattache.notification.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.notification.api.NewsPreferences;
import org.rattache.notification.api.Rhythm;
import org.rattache.notification.core.internal.jpa.PreferenceRow;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/** How often each person hears of news. */
@Component(service = NewsPreferences.class)
public final class StoredNewsPreferences implements NewsPreferences {

    private static final Preference DEFAULT = new Preference(Rhythm.AT_ONCE, 0);

    private final Transactions transactions;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public StoredNewsPreferences(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this(transactions, settings, Clock.tickMillis(ZoneOffset.UTC));
    }

    StoredNewsPreferences(Transactions transactions, Settings settings, Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Preference of(String user) {
        return transactions.call(em -> find(em, user));
    }

    /** The same within a transaction. */
    static Preference find(EntityManager em, String user) {
        return Optional.ofNullable(em.find(PreferenceRow.class, user))
                .map(StoredNewsPreferences::preference)
                .orElse(DEFAULT);
    }

    @Override
    public Preference change(String user, long version, Rhythm rhythm) {
        return transactions.call(
                em -> {
                    Optional<PreferenceRow> known =
                            Optional.ofNullable(em.find(PreferenceRow.class, user));
                    if (known.map(PreferenceRow::getVersion).orElse(DEFAULT.version()) != version) {
                        throw DomainException.stale();
                    }
                    PreferenceRow row = known.orElseGet(() -> new PreferenceRow(user));
                    row.setRhythm(rhythm.name());
                    if (known.isEmpty()) {
                        em.persist(row);
                    } else {
                        // the same choice again has a version of its own too
                        em.lock(row, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    }
                    News.move(em, user, settings.newsTimes().next(rhythm, clock.instant()));
                    em.flush();
                    return preference(row);
                });
    }

    private static Preference preference(PreferenceRow row) {
        return new Preference(Rhythm.valueOf(row.getRhythm()), row.getVersion());
    }
}
