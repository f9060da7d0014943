package org.rattache.partner.core.internal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Source;
import org.rattache.platform.persistence.InstantConverter;
import org.rattache.platform.persistence.Transactions;

/**
 * One query a question, no cache. Three ways lead to a source, and each is one part of the query:
 *
 * <ul>
 *   <li>own: the space's holder has accepted the firm;
 *   <li>vouched: the company is in the group and the firm that vouched for it is accepted, both in
 *       the main account [PRODUCT P5], and nobody's agreement is missing [S2];
 *   <li>agreed: the company is in the group, its own holder has agreed and still holds it, and he
 *       has accepted the firm himself [S1].
 * </ul>
 *
 * <p>No part leads over a second link, so there are no chains [S2d]. What a link opens begins with
 * the acceptance of its group while its delay runs [S2], whichever of the two ways leads over it.
 */
@Component
public final class DatabaseAccessFilter implements AccessFilter {

    /** A delay without its beginning opens nothing. */
    private static final String BEGINS =
            " AND (l.delay_days = 0 OR l.group_accepted_at IS NOT NULL)";

    private static final String NO_LINK = ", CAST(NULL AS TIMESTAMP), 0";
    private static final String OF_LINK = ", l.group_accepted_at, l.delay_days";

    private static final String VOUCHED =
            " FROM ptn_link l JOIN ptn_request q ON q.firm_id = l.firm_id AND q.link_id = l.id"
                    + " WHERE q.kind = 'FIRM' AND q.state = 'ACCEPTED'"
                    + " AND l.state = 'GROUP_ACCEPTED' AND l.agreement <> 'PENDING'"
                    + BEGINS;

    // Rows of this way name who agreed, with an empty text where nobody did, so that they never
    // pass for
    // rows that need no agreement.
    // The firm that vouched for the link is accepted by its own request, never by this way.
    private static final String AGREED =
            " FROM ptn_link l JOIN ptn_relation r ON r.space_id = l.secondary_space AND r.firm_id <> l.firm_id"
                    + " WHERE r.state = 'ACCEPTED' AND l.state = 'GROUP_ACCEPTED' AND l.agreement = 'GIVEN'"
                    + BEGINS;

    private static final String READABLE =
            "SELECT r.firm_id, r.client_file_id, r.space_id, CAST(NULL AS VARCHAR(100))"
                    + NO_LINK
                    + " FROM ptn_relation r WHERE r.state = 'ACCEPTED' AND r.space_id = ?1"
                    + " UNION ALL SELECT l.firm_id, l.secondary_file, l.secondary_space, CAST(NULL AS VARCHAR(100))"
                    + OF_LINK
                    + VOUCHED
                    + " AND l.main_space = ?1"
                    + " UNION ALL SELECT r.firm_id, r.client_file_id, l.secondary_space, COALESCE(l.agreed_by, '')"
                    + OF_LINK
                    + AGREED
                    + " AND l.main_space = ?1";

    private static final String READERS =
            "SELECT r.space_id, r.space_id, CAST(NULL AS VARCHAR(100))"
                    + NO_LINK
                    + " FROM ptn_relation r WHERE r.state = 'ACCEPTED' AND r.firm_id = ?1 AND r.client_file_id = ?2"
                    + " UNION ALL SELECT l.main_space, l.secondary_space, CAST(NULL AS VARCHAR(100))"
                    + OF_LINK
                    + VOUCHED
                    + " AND l.firm_id = ?1 AND l.secondary_file = ?2"
                    + " UNION ALL SELECT l.main_space, l.secondary_space, COALESCE(l.agreed_by, '')"
                    + OF_LINK
                    + AGREED
                    + " AND r.firm_id = ?1 AND r.client_file_id = ?2";

    private static final InstantConverter INSTANTS = new InstantConverter();

    private final Transactions transactions;
    private final Memberships memberships;
    private final Clock clock;

    @Activate
    public DatabaseAccessFilter(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships) {
        this(transactions, memberships, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseAccessFilter(Transactions transactions, Memberships memberships, Clock clock) {
        this.transactions = transactions;
        this.memberships = memberships;
        this.clock = clock;
    }

    @Override
    public Set<Source> readableBy(String space) {
        return transactions.call(
                em -> {
                    Map<List<String>, Source> sources = new HashMap<>();
                    Agreements agreements = new Agreements();
                    for (Object[] row : rows(em, READABLE, space)) {
                        Source source =
                                new Source(
                                        (String) row[0],
                                        (String) row[1],
                                        (String) row[2],
                                        begin(row[4], row[5]));
                        if (agreements.stand(source.account(), (String) row[3])) {
                            sources.merge(
                                    List.of(source.firm(), source.clientFile(), source.account()),
                                    source,
                                    (one, other) -> wider(one.from(), other.from()) ? one : other);
                        }
                    }
                    return Set.copyOf(sources.values());
                });
    }

    @Override
    public Set<Reader> readersOf(String firm, String clientFile) {
        return transactions.call(
                em -> {
                    Map<String, Reader> readers = new HashMap<>();
                    Agreements agreements = new Agreements();
                    for (Object[] row : rows(em, READERS, firm, clientFile)) {
                        Reader reader = new Reader((String) row[0], begin(row[3], row[4]));
                        if (agreements.stand((String) row[1], (String) row[2])) {
                            readers.merge(
                                    reader.space(),
                                    reader,
                                    (one, other) -> wider(one.from(), other.from()) ? one : other);
                        }
                    }
                    return Set.copyOf(readers.values());
                });
    }

    /** Where the right that a link gives begins: with its group, until the delay is over. */
    private Optional<Instant> begin(Object groupAcceptedAt, Object delayDays) {
        Duration delay = Duration.ofDays(((Number) delayDays).longValue());
        return Optional.ofNullable(INSTANTS.convertToEntityAttribute((Timestamp) groupAcceptedAt))
                .filter(accepted -> !delay.isZero())
                .filter(accepted -> clock.instant().isBefore(accepted.plus(delay)));
    }

    /** Whether the first right is at least as wide as the second. */
    private static boolean wider(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && !one.get().isAfter(other.get()));
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(EntityManager em, String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query.getResultList();
    }

    /** Whether those who agreed still hold the account; each is asked for once. */
    private final class Agreements {

        private final Map<List<String>, Boolean> known = new HashMap<>();

        boolean stand(String account, String agreedBy) {
            return agreedBy == null
                    || known.computeIfAbsent(
                            List.of(account, agreedBy),
                            key -> memberships.isHolder(account, agreedBy));
        }
    }
}
