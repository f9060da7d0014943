package org.rattache.linking.core.internal;

import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.rattache.platform.api.Page;

/** Counts rows, but never more than a list tells exactly. */
final class BoundedCount {

    private BoundedCount() {}

    /**
     * Counts the rows of a table for which the condition holds.
     *
     * @param condition SQL with the places ?1, ?2 and on
     */
    static long of(EntityManager em, String table, String condition, List<?> values) {
        Query query =
                em.createNativeQuery(
                        "SELECT COUNT(*) FROM (SELECT 1 AS hit FROM "
                                + table
                                + " WHERE "
                                + condition
                                + " FETCH FIRST "
                                + (Page.EXACT_UP_TO + 1)
                                + " ROWS ONLY) counted");
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return ((Number) query.getSingleResult()).longValue();
    }
}
