package org.rattache.linking.core.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.platform.persistence.Transactions;

/**
 * In which order the client files of a firm have changed: one number a file, that of its last
 * change. Kept current by {@link KeyIndexHandler}. Numbers of a firm appear in their order, so
 * whoever has read up to one has missed none below it.
 */
@Component(service = ChangeLog.class)
public final class ChangeLog {

    private final Transactions transactions;
    private final AfterCommit afterCommit;
    private final Map<String, AtomicLong> changes = new ConcurrentHashMap<>();

    @Activate
    public ChangeLog(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AfterCommit afterCommit) {
        this.transactions = transactions;
        this.afterCommit = afterCommit;
    }

    /**
     * A part of the log.
     *
     * @param files the ids, the oldest change first
     * @param last the number of the last of them; the one that was asked for when there is none
     * @param remaining how many come after it
     */
    record Part(List<String> files, long last, long remaining) {}

    /** A file has changed, come or gone; part of the caller's transaction. */
    void changed(String firm, String clientFile) {
        transactions.run(
                em -> {
                    long number = next(em, firm);
                    int known =
                            em.createNativeQuery(
                                            "UPDATE lnk_change SET change_number = ?1 WHERE firm_id"
                                                    + " = ?2 AND client_file_id = ?3")
                                    .setParameter(1, number)
                                    .setParameter(2, firm)
                                    .setParameter(3, clientFile)
                                    .executeUpdate();
                    if (known == 0) {
                        em.createNativeQuery(
                                        "INSERT INTO lnk_change (firm_id, client_file_id,"
                                                + " change_number) VALUES (?1, ?2, ?3)")
                                .setParameter(1, firm)
                                .setParameter(2, clientFile)
                                .setParameter(3, number)
                                .executeUpdate();
                    }
                });
        afterCommit.run(() -> counter(firm).incrementAndGet());
    }

    /** Takes the next number; the row stays locked until the commit. */
    private static long next(EntityManager em, String firm) {
        int known =
                em.createNativeQuery(
                                "UPDATE lnk_change_counter SET last_number = last_number + 1 WHERE"
                                        + " firm_id = ?1")
                        .setParameter(1, firm)
                        .executeUpdate();
        if (known == 0) {
            // two at once: the second fails on the key, and its event comes again
            em.createNativeQuery(
                            "INSERT INTO lnk_change_counter (firm_id, last_number) VALUES (?1, 1)")
                    .setParameter(1, firm)
                    .executeUpdate();
            return 1;
        }
        return number(
                em.createNativeQuery(
                                "SELECT last_number FROM lnk_change_counter WHERE firm_id = ?1")
                        .setParameter(1, firm)
                        .getSingleResult());
    }

    /** How many changes of a firm this node has written since it was started. */
    long changes(String firm) {
        return counter(firm).get();
    }

    private AtomicLong counter(String firm) {
        return changes.computeIfAbsent(firm, key -> new AtomicLong());
    }

    /**
     * What has changed after a number. Only up to the number that was the last one before the rows
     * are read: those are all there. Of later ones a reader of Derby, which takes no snapshot, may
     * see one and not the one before it.
     */
    Part after(String firm, long number, int limit) {
        return transactions.call(
                em -> {
                    long newest = newest(em, firm);
                    List<?> rows =
                            em.createNativeQuery(
                                            "SELECT client_file_id, change_number FROM lnk_change"
                                                    + " WHERE firm_id = ?1 AND change_number > ?2"
                                                    + " AND change_number <= ?3 ORDER BY"
                                                    + " change_number")
                                    .setParameter(1, firm)
                                    .setParameter(2, number)
                                    .setParameter(3, newest)
                                    .setMaxResults(limit)
                                    .getResultList();
                    // on Derby a file that changes while it is read may stand there twice
                    Set<String> files = new LinkedHashSet<>();
                    long last = number;
                    for (Object row : rows) {
                        Object[] columns = (Object[]) row;
                        files.add((String) columns[0]);
                        last = number(columns[1]);
                    }
                    return new Part(
                            List.copyOf(files),
                            last,
                            rows.size() < limit ? 0 : remaining(em, firm, last));
                });
    }

    /** The last number that a committed change has, 0 before the first. */
    private static long newest(EntityManager em, String firm) {
        List<?> numbers =
                em.createNativeQuery(
                                "SELECT last_number FROM lnk_change_counter WHERE firm_id = ?1")
                        .setParameter(1, firm)
                        .getResultList();
        return numbers.isEmpty() ? 0 : number(numbers.get(0));
    }

    private static long remaining(EntityManager em, String firm, long number) {
        return number(
                em.createNativeQuery(
                                "SELECT COUNT(*) FROM lnk_change WHERE firm_id = ?1 AND"
                                        + " change_number > ?2")
                        .setParameter(1, firm)
                        .setParameter(2, number)
                        .getSingleResult());
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
