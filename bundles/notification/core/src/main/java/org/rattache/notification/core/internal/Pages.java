package org.rattache.notification.core.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/** Reads pages of the module's tables, newest first, by the time of creation and the id. */
final class Pages {

    private Pages() {}

    /** Conditions and their values. */
    static final class Where {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Where and(String condition, Object... parameters) {
            sql.append(sql.isEmpty() ? " WHERE " : " AND ").append(condition);
            values.addAll(List.of(parameters));
            return this;
        }

        private Query bound(Query query) {
            for (int i = 0; i < values.size(); i++) {
                query.setParameter(i + 1, values.get(i));
            }
            return query;
        }
    }

    static Where where(String condition, Object... parameters) {
        return new Where().and(condition, parameters);
    }

    /** How many rows there are, up to the limit of an exact count and one more. */
    static long count(EntityManager em, String table, Where where) {
        String sql =
                "SELECT COUNT(*) FROM (SELECT 1 FROM "
                        + table
                        + where.sql
                        + " FETCH FIRST "
                        + (Page.EXACT_UP_TO + 1)
                        + " ROWS ONLY) x";
        return ((Number) where.bound(em.createNativeQuery(sql)).getSingleResult()).longValue();
    }

    static <E, R> Page<R> read(
            EntityManager em,
            String table,
            Class<E> entity,
            Where where,
            PageRequest page,
            Function<E, Instant> time,
            Function<E, String> id,
            Function<E, R> mapping) {
        long counted = count(em, table, where);
        page.after().ifPresent(cursor -> after(where, cursor));
        String sql =
                "SELECT * FROM "
                        + table
                        + where.sql
                        + " ORDER BY created_at DESC, id DESC FETCH FIRST "
                        + (page.limit() + 1)
                        + " ROWS ONLY";
        List<E> rows = new ArrayList<>();
        for (Object row : where.bound(em.createNativeQuery(sql, entity)).getResultList()) {
            rows.add(entity.cast(row));
        }
        boolean more = rows.size() > page.limit();
        List<E> shown = more ? rows.subList(0, page.limit()) : rows;
        Optional<String> next = Optional.empty();
        if (more) {
            E last = shown.get(shown.size() - 1);
            next = Optional.of(Cursor.of(time.apply(last).toString(), id.apply(last)).encode());
        }
        return new Page<>(shown.stream().map(mapping).toList(), next, Page.Total.counted(counted));
    }

    private static void after(Where where, Cursor cursor) {
        try {
            var at = Messages.timestamp(Instant.parse(cursor.keys().get(0)));
            where.and(
                    "(created_at < ? OR (created_at = ? AND id < ?))",
                    at,
                    at,
                    cursor.keys().get(1));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw DomainException.invalid(
                    "bad-cursor",
                    "The cursor does not belong to this list. Start at the first page.");
        }
    }
}
