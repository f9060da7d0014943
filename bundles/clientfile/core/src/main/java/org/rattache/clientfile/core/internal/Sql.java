package org.rattache.clientfile.core.internal;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.Query;

/** A statement that grows together with its parameters, so that the two cannot part. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Sql() {}

    Sql(String part, Object... values) {
        add(part, values);
    }

    /** Adds text of ours, never of a caller, and the values of its question marks. */
    Sql add(String part, Object... values) {
        text.append(part);
        parameters.addAll(List.of(values));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    /** Runs it as a change; how many rows it met. */
    int update(EntityManager em) {
        return query(em).executeUpdate();
    }

    /** Runs it as a query of two or more columns. */
    List<Object[]> rows(EntityManager em, int limit) {
        List<?> rows = new Sql().add(this).add(firstRows(limit)).query(em).getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    /**
     * Counts what a FROM … WHERE … finds, without looking further than needed.
     *
     * @param order the columns of the index to walk: told no order, Derby may walk another one,
     *     from its beginning to its end
     */
    long count(EntityManager em, String order, int atMost) {
        Sql counting =
                new Sql("SELECT COUNT(*) FROM (SELECT 1 AS n")
                        .add(this)
                        .add(" ORDER BY " + order + firstRows(atMost))
                        .add(") x");
        return ((Number) counting.query(em).getSingleResult()).longValue();
    }

    private static String firstRows(int number) {
        return " FETCH FIRST " + number + " ROWS ONLY";
    }

    private Query query(EntityManager em) {
        Query query = em.createNativeQuery(text.toString());
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }
}
