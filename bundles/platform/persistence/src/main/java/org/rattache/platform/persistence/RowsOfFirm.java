package org.rattache.platform.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.persistence.EntityManager;
import javax.persistence.Query;

/**
 * Reads many rows of one firm by their keys.
 *
 * <p>Not by {@code firm_id = ? AND id IN (…)}: Derby follows an index along its first columns alone
 * and then reads <em>every</em> row of the firm, and it waits for each of them that somebody is
 * changing. So two transactions that have both changed one row, and look up others, block each
 * other. Here each row is a branch of a union with its whole key, which both databases find in the
 * index and without a look at its neighbours.
 */
public final class RowsOfFirm {

    /** Few sizes, so that the databases know the statements: 1, 2, 4, 8 or 16 rows at once. */
    private static final int MOST_AT_ONCE = 16;

    /** No row has an empty key. */
    private static final String NOBODY = "";

    private static final Long NO_NUMBER = -1L;

    private RowsOfFirm() {}

    /**
     * The entities with one of the keys, as they are in the database now, in no order; what does
     * not exist is left out.
     *
     * @param table with an index that begins with {@code (firm_id, column)}
     * @param column text of ours, as the table; never of a caller
     */
    public static <E> List<E> entities(
            EntityManager em,
            Class<E> type,
            String table,
            String column,
            String firm,
            Collection<String> keys) {
        List<E> found = new ArrayList<>();
        for (List<Object> part : parts(keys)) {
            String statement = union("SELECT * FROM " + table, column, part.size(), "", 0);
            Query query =
                    em.createNativeQuery(statement, type).setHint("eclipselink.refresh", true);
            for (Object row : bound(query, firm, part).getResultList()) {
                found.add(type.cast(row));
            }
        }
        return found;
    }

    /**
     * Two or more columns of the rows with one of the keys.
     *
     * @param select {@code SELECT … FROM …}
     * @param keys texts, or whole numbers that are not negative
     */
    public static List<Object[]> columns(
            EntityManager em, String select, String column, String firm, Collection<?> keys) {
        return columns(em, select, column, firm, keys, "");
    }

    /**
     * The same of the rows that meet a condition too, or grouped.
     *
     * @param more what comes after the key: {@code AND …}, {@code GROUP BY …}
     * @param values what {@code ?2}, {@code ?3} and so on stand for in it
     */
    public static List<Object[]> columns(
            EntityManager em,
            String select,
            String column,
            String firm,
            Collection<?> keys,
            String more,
            Object... values) {
        List<Object[]> found = new ArrayList<>();
        for (List<Object> part : parts(keys)) {
            Query query =
                    em.createNativeQuery(union(select, column, part.size(), more, values.length));
            for (Object row : bound(query, firm, part, values).getResultList()) {
                found.add((Object[]) row);
            }
        }
        return found;
    }

    /** In portions of one of the sizes, the last one filled up. */
    private static List<List<Object>> parts(Collection<?> keys) {
        List<Object> all = keys.stream().<Object>map(key -> key).distinct().toList();
        List<List<Object>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            List<Object> part =
                    new ArrayList<>(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
            while (Integer.bitCount(part.size()) > 1) {
                part.add(part.get(0) instanceof Number ? NO_NUMBER : NOBODY);
            }
            parts.add(part);
        }
        return parts;
    }

    private static String union(String select, String column, int rows, String more, int values) {
        return IntStream.range(0, rows)
                .mapToObj(
                        i ->
                                select
                                        + " WHERE firm_id = ?1 AND "
                                        + column
                                        + " = ?"
                                        + (i + values + 2)
                                        + more)
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static Query bound(Query query, String firm, List<Object> keys, Object... values) {
        query.setParameter(1, firm);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 2, values[i]);
        }
        for (int i = 0; i < keys.size(); i++) {
            query.setParameter(i + values.length + 2, keys.get(i));
        }
        return query;
    }
}
