package org.rattache.identity.core.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.rattache.platform.persistence.InstantConverter;

/**
 * Plain SQL where an entity would cost a second query: the guard's look-up, counters, conditional
 * changes.
 */
final class Sql {

    private static final InstantConverter INSTANTS = new InstantConverter();

    private Sql() {}

    static List<Object[]> rows(EntityManager em, String sql, Object... parameters) {
        List<Object[]> rows = new ArrayList<>();
        for (Object row : query(em, sql, parameters).getResultList()) {
            rows.add(row instanceof Object[] columns ? columns : new Object[] {row});
        }
        return rows;
    }

    static int update(EntityManager em, String sql, Object... parameters) {
        return query(em, sql, parameters).executeUpdate();
    }

    static long count(EntityManager em, String sql, Object... parameters) {
        return ((Number) query(em, sql, parameters).getSingleResult()).longValue();
    }

    static Instant instant(Object column) {
        return INSTANTS.convertToEntityAttribute((Timestamp) column);
    }

    private static Query query(EntityManager em, String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(
                    i + 1,
                    parameters[i] instanceof Instant instant
                            ? INSTANTS.convertToDatabaseColumn(instant)
                            : parameters[i]);
        }
        return query;
    }
}
