package org.rattache.clientfile.core.internal;

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
 * a page costs the same at a thousand files and at a million (but for words that are all frequent
 * and hardly ever stand together: then it reads along the rarest of them):
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

    private static final String BY_NAME = "n";
    private static final String BY_AGE = "a";
    private static final String BY_SIREN = "s";

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
            return new WordSearch(em, firm, words).page(page);
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
            where.add(" AND ").add(WordSearch.hasWord("f.name_key", word));
        }
        if (digits.isPresent() && email.isEmpty()) {
            return rows(BY_SIREN, "f.siren_key", ">", key -> key, where, page);
        }
        return query.sort() == ClientFiles.Sort.NEWEST
                ? rows(BY_AGE, "f.created_at", "<", ListQueries::timestamp, where, page)
                : rows(BY_NAME, "f.name_key", ">", key -> key, where, page);
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
            PageRequest page) {
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
        String index = column + direction + ", f.id" + direction;
        Page.Total total = Page.Total.counted(where.count(em, index, Page.EXACT_UP_TO + 1));
        sql.add(" ORDER BY " + index);
        List<Object[]> rows = sql.rows(em, page.limit() + 1);
        boolean more = rows.size() > page.limit();
        List<Object[]> shown = more ? rows.subList(0, page.limit()) : rows;
        Optional<String> next = Optional.empty();
        if (more) {
            Object[] end = shown.get(shown.size() - 1);
            next = Optional.of(Cursor.of(order, text(end[0]), "", (String) end[1]).encode());
        }
        return new Page<>(shown.stream().map(row -> (String) row[1]).toList(), next, total);
    }

    /** The keys of a cursor of that order. */
    static List<String> checked(Cursor cursor, String order) {
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
