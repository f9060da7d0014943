package org.rattache.clientfile.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.persistence.InstantConverter;

/**
 * Finds the ids of a page. Every order is the order of an index that begins with the firm, so that
 * a page costs the same at a thousand files and at a million:
 *
 * <ul>
 *   <li>no search: by name, or newest first;
 *   <li>a search by digits: by SIREN;
 *   <li>a search by name: by the word that was found, then by name. Each word of the search is the
 *       beginning of a word of the name;
 *   <li>an e-mail: its files, few by nature, sorted as asked.
 * </ul>
 */
final class ListQueries {

    /** Every cursor has its order and three keys, so that one of another list is refused. */
    static final int CURSOR_KEYS = 4;

    /** More words narrow nothing down any more. */
    private static final int MAX_SEARCH_WORDS = 5;

    /** So many rows tell which of the words is the rarest. */
    private static final int PROBE = 2_000;

    private static final String BY_NAME = "n";
    private static final String BY_AGE = "a";
    private static final String BY_SIREN = "s";
    private static final String BY_WORD = "w";

    private final EntityManager em;
    private final String firm;

    ListQueries(EntityManager em, String firm) {
        this.em = em;
        this.firm = firm;
    }

    /** The ids of a page. */
    Page<String> page(ClientFiles.Query query, PageRequest page) {
        Optional<String> text = query.text().filter(q -> !q.isBlank());
        Optional<String> email =
                query.email().filter(e -> !e.isBlank()).map(e -> normalisedOrNone(e));
        Optional<String> digits = text.map(Numbers::compact).filter(Numbers::onlyDigits);
        List<String> words =
                digits.isPresent()
                        ? List.of()
                        : text.map(q -> NameKey.of(q).words()).orElse(List.of());
        if (text.isPresent() && digits.isEmpty() && words.isEmpty()) {
            // signs alone: no name has them
            return new Page<>(List.of(), Optional.empty(), new Page.Total(0, true));
        }
        if (words.size() > MAX_SEARCH_WORDS) {
            words = words.subList(0, MAX_SEARCH_WORDS);
        }
        if (email.isEmpty() && !words.isEmpty()) {
            return byWord(words, page);
        }
        Sql where = new Sql().add(" FROM clf_client_file f WHERE f.firm_id = ?", firm);
        where.add(" AND f.deleted = FALSE");
        email.ifPresent(e -> where.add(" AND f.email_key = ?", e));
        digits.ifPresent(
                d -> {
                    String start = d.length() > Siren.LENGTH ? d.substring(0, Siren.LENGTH) : d;
                    int missing = Siren.LENGTH - start.length();
                    where.add(" AND f.siren_key >= ?", start + "0".repeat(missing));
                    where.add(" AND f.siren_key <= ?", start + "9".repeat(missing));
                });
        for (String word : words) {
            where.add(" AND EXISTS (").add(hasWord("f.id", word)).add(")");
        }
        Page.Total total = total(where);
        if (digits.isPresent() && email.isEmpty()) {
            return rows(BY_SIREN, "f.siren_key", ">", key -> key, where, page, total);
        }
        return query.sort() == ClientFiles.Sort.NEWEST
                ? rows(BY_AGE, "f.created_at", "<", ListQueries::timestamp, where, page, total)
                : rows(BY_NAME, "f.name_key", ">", key -> key, where, page, total);
    }

    /** What is no address is nobody's address: it finds nothing, which is no fault. */
    private static String normalisedOrNone(String email) {
        return EmailAddress.normalise(email).orElse("");
    }

    private Page<String> rows(
            String order,
            String column,
            String beyond,
            Function<String, Object> key,
            Sql where,
            PageRequest page,
            Page.Total total) {
        Sql sql = new Sql().add("SELECT " + column + ", f.id").add(where);
        page.after()
                .map(cursor -> checked(cursor, order))
                .ifPresent(
                        keys -> {
                            Object last = key.apply(keys.get(1));
                            // the first condition is where the index begins, the second drops what
                            // was seen; an OR alone would read the index from its start
                            sql.add(" AND " + column + " " + beyond + "= ?", last)
                                    .add(" AND (" + column + " " + beyond + " ?", last)
                                    .add(" OR f.id " + beyond + " ?)", keys.get(3));
                        });
        String direction = beyond.equals("<") ? " DESC" : "";
        sql.add(" ORDER BY " + column + direction + ", f.id" + direction);
        List<Object[]> rows = sql.rows(em, page.limit() + 1);
        return cut(
                rows, page, total, 1, row -> Cursor.of(order, text(row[0]), "", (String) row[1]));
    }

    private Page<String> byWord(List<String> words, PageRequest page) {
        String rarest = rarest(words);
        Sql rest = new Sql();
        // a file with two such words stands at the first of them only
        rest.add(" AND NOT EXISTS (SELECT 1 FROM clf_name_word e WHERE e.firm_id = w.firm_id")
                .add(" AND e.client_file_id = w.client_file_id AND e.word >= ?", rarest)
                .add(" AND e.word < w.word)");
        for (String word : words) {
            if (!word.equals(rarest)) {
                rest.add(" AND EXISTS (").add(hasWord("w.client_file_id", word)).add(")");
            }
        }
        Page.Total total = total(wordRange(rarest, rarest).add(rest));
        int wanted = page.limit() + 1;
        List<Object[]> rows = new ArrayList<>();
        String from = rarest;
        if (page.after().isPresent()) {
            List<String> keys = checked(page.after().get(), BY_WORD);
            // first what is left of the last word, then the words behind it: each one index range
            Sql same =
                    new Sql()
                            .add("SELECT w.word, w.name_key, w.client_file_id")
                            .add(" FROM clf_name_word w WHERE w.firm_id = ?", firm)
                            .add(" AND w.word = ?", keys.get(1))
                            .add(" AND w.name_key >= ?", keys.get(2))
                            .add(" AND (w.name_key > ?", keys.get(2))
                            .add(" OR w.client_file_id > ?)", keys.get(3))
                            .add(rest)
                            .add(" ORDER BY w.word, w.name_key, w.client_file_id");
            rows.addAll(same.rows(em, wanted));
            // the next word is larger than this one with the smallest character behind it
            from = keys.get(1) + "0";
        }
        if (rows.size() < wanted) {
            Sql next =
                    new Sql()
                            .add("SELECT w.word, w.name_key, w.client_file_id")
                            .add(wordRange(from, rarest))
                            .add(rest)
                            .add(" ORDER BY w.word, w.name_key, w.client_file_id");
            rows.addAll(next.rows(em, wanted - rows.size()));
        }
        return cut(
                rows,
                page,
                total,
                2,
                row -> Cursor.of(BY_WORD, (String) row[0], (String) row[1], (String) row[2]));
    }

    private Sql wordRange(String from, String beginning) {
        return new Sql()
                .add(" FROM clf_name_word w WHERE w.firm_id = ?", firm)
                .add(" AND w.word >= ?", from)
                .add(" AND w.word < ?", NameKey.after(beginning));
    }

    private Sql hasWord(String idColumn, String beginning) {
        return new Sql()
                .add("SELECT 1 FROM clf_name_word t WHERE t.firm_id = ?", firm)
                .add(" AND t.client_file_id = " + idColumn)
                .add(" AND t.word >= ?", beginning)
                .add(" AND t.word < ?", NameKey.after(beginning));
    }

    /** The word that leads the search: the others are only looked up beside it. */
    private String rarest(List<String> words) {
        if (words.size() == 1) {
            return words.get(0);
        }
        String rarest = words.get(0);
        long fewest = Long.MAX_VALUE;
        for (String word : words) {
            long found = wordRange(word, word).count(em, PROBE);
            // equally frequent: the longer one holds more
            if (found < fewest || (found == fewest && word.length() > rarest.length())) {
                fewest = found;
                rarest = word;
            }
        }
        return rarest;
    }

    private Page.Total total(Sql where) {
        return Page.Total.counted(where.count(em, Page.EXACT_UP_TO + 1));
    }

    private static Page<String> cut(
            List<Object[]> rows,
            PageRequest page,
            Page.Total total,
            int idColumn,
            Function<Object[], Cursor> cursor) {
        boolean more = rows.size() > page.limit();
        List<Object[]> shown = more ? rows.subList(0, page.limit()) : rows;
        Optional<String> next =
                more
                        ? Optional.of(cursor.apply(shown.get(shown.size() - 1)).encode())
                        : Optional.empty();
        return new Page<>(shown.stream().map(row -> (String) row[idColumn]).toList(), next, total);
    }

    private static List<String> checked(Cursor cursor, String order) {
        List<String> keys = cursor.keys();
        boolean ours =
                keys.size() == CURSOR_KEYS
                        && keys.get(0).equals(order)
                        && keys.stream().allMatch(ListQueries::isStorable);
        if (!ours) {
            throw badCursor();
        }
        return keys;
    }

    private static boolean isStorable(String key) {
        return key.codePoints()
                .noneMatch(
                        c ->
                                Character.isISOControl(c)
                                        || Character.getType(c) == Character.SURROGATE);
    }

    private static DomainException badCursor() {
        return DomainException.invalid(
                "bad-cursor", "The cursor does not belong to this list. Start at the first page.");
    }

    private static String text(Object key) {
        return key instanceof java.sql.Timestamp time
                ? String.valueOf(
                        new InstantConverter().convertToEntityAttribute(time).toEpochMilli())
                : (String) key;
    }

    private static Object timestamp(String millis) {
        if (millis.isEmpty() || millis.length() > 15 || !Numbers.onlyDigits(millis)) {
            throw badCursor();
        }
        return new InstantConverter()
                .convertToDatabaseColumn(java.time.Instant.ofEpochMilli(Long.parseLong(millis)));
    }
}
