package org.rattache.partner.core.internal;

import java.util.HashMap;
import java.util.HashSet;
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
import org.rattache.partner.api.Source;
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
 * <p>No part leads over a second link, so there are no chains [S2d].
 */
@Component
public final class DatabaseAccessFilter implements AccessFilter {

    private static final String VOUCHED =
            " FROM ptn_link l JOIN ptn_request q ON q.firm_id = l.firm_id AND q.link_id = l.id"
                    + " WHERE q.kind = 'FIRM' AND q.state = 'ACCEPTED'"
                    + " AND l.state = 'GROUP_ACCEPTED' AND l.agreement <> 'PENDING'";

    // Rows of this way name who agreed, with an empty text where nobody did, so that they never
    // pass for
    // rows that need no agreement.
    // The firm that vouched for the link is accepted by its own request, never by this way.
    private static final String AGREED =
            " FROM ptn_link l JOIN ptn_relation r ON r.space_id = l.secondary_space AND r.firm_id <> l.firm_id"
                    + " WHERE r.state = 'ACCEPTED' AND l.state = 'GROUP_ACCEPTED' AND l.agreement = 'GIVEN'";

    private static final String READABLE =
            "SELECT r.firm_id, r.client_file_id, r.space_id, CAST(NULL AS VARCHAR(100))"
                    + " FROM ptn_relation r WHERE r.state = 'ACCEPTED' AND r.space_id = ?1"
                    + " UNION ALL SELECT l.firm_id, l.secondary_file, l.secondary_space, CAST(NULL AS VARCHAR(100))"
                    + VOUCHED
                    + " AND l.main_space = ?1"
                    + " UNION ALL SELECT r.firm_id, r.client_file_id, l.secondary_space, COALESCE(l.agreed_by, '')"
                    + AGREED
                    + " AND l.main_space = ?1";

    private static final String READERS =
            "SELECT r.space_id, r.space_id, CAST(NULL AS VARCHAR(100))"
                    + " FROM ptn_relation r WHERE r.state = 'ACCEPTED' AND r.firm_id = ?1 AND r.client_file_id = ?2"
                    + " UNION ALL SELECT l.main_space, l.secondary_space, CAST(NULL AS VARCHAR(100))"
                    + VOUCHED
                    + " AND l.firm_id = ?1 AND l.secondary_file = ?2"
                    + " UNION ALL SELECT l.main_space, l.secondary_space, COALESCE(l.agreed_by, '')"
                    + AGREED
                    + " AND r.firm_id = ?1 AND r.client_file_id = ?2";

    private final Transactions transactions;
    private final Memberships memberships;

    @Activate
    public DatabaseAccessFilter(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships) {
        this.transactions = transactions;
        this.memberships = memberships;
    }

    @Override
    public Set<Source> readableBy(String space) {
        return transactions.call(
                em -> {
                    Set<Source> sources = new HashSet<>();
                    Agreements agreements = new Agreements();
                    for (Object[] row : rows(em, READABLE, space)) {
                        String account = (String) row[2];
                        if (agreements.stand(account, (String) row[3])) {
                            sources.add(
                                    new Source(
                                            (String) row[0],
                                            (String) row[1],
                                            account,
                                            Optional.empty()));
                        }
                    }
                    return Set.copyOf(sources);
                });
    }

    @Override
    public Set<String> readersOf(String firm, String clientFile) {
        return transactions.call(
                em -> {
                    Set<String> readers = new HashSet<>();
                    Agreements agreements = new Agreements();
                    for (Object[] row : rows(em, READERS, firm, clientFile)) {
                        if (agreements.stand((String) row[1], (String) row[2])) {
                            readers.add((String) row[0]);
                        }
                    }
                    return Set.copyOf(readers);
                });
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
