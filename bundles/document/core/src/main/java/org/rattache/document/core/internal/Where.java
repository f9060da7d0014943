package org.rattache.document.core.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.rattache.document.api.DocumentFilter;
import org.rattache.platform.persistence.InstantConverter;

/**
 * The condition of a list of documents of one client file of one firm; rows and total share it, so
 * they cannot differ.
 */
final class Where {

    private static final InstantConverter INSTANTS = new InstantConverter();

    private final StringBuilder sql =
            new StringBuilder("d.firm_id = ? AND d.client_file_id = ? AND d.state <> 'RECALLED'");
    private final List<Object> values = new ArrayList<>();

    /** Every document of the client file that a list may show. */
    Where(String firm, String clientFile) {
        values.add(firm);
        values.add(clientFile);
    }

    static Timestamp timestamp(Instant instant) {
        return INSTANTS.convertToDatabaseColumn(instant);
    }

    Where and(String condition, Object... more) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(more));
        return this;
    }

    Where sentFrom(Optional<Instant> from) {
        from.ifPresent(instant -> and("d.sent_at >= ?", timestamp(instant)));
        return this;
    }

    /**
     * Narrows.
     *
     * @param space whose openings count as read; empty on the firm's side
     */
    Where matching(DocumentFilter filter, Optional<String> space) {
        filter.section()
                .ifPresent(
                        id -> {
                            if (Text.isId(id)) {
                                and("d.section_id = ?", id);
                            } else {
                                and("1 = 0");
                            }
                        });
        filter.keyword()
                .ifPresent(
                        keyword ->
                                and(
                                        "EXISTS (SELECT 1 FROM doc_keyword k WHERE k.firm_id = d.firm_id"
                                                + " AND k.document_id = d.id AND k.keyword_key = ?)",
                                        cut(Text.fold(keyword))));
        filter.text()
                .map(Text::fold)
                .filter(text -> !text.isEmpty())
                .ifPresent(
                        text -> and("d.name_search LIKE ? ESCAPE '!'", Text.containing(cut(text))));
        sentFrom(filter.from());
        filter.to().ifPresent(instant -> and("d.sent_at <= ?", timestamp(instant)));
        filter.direction().ifPresent(direction -> and("d.direction = ?", direction.name()));
        if (space.isPresent() && filter.unread().isPresent()) {
            and(
                    (filter.unread().get() ? "NOT " : "")
                            + "EXISTS (SELECT 1 FROM doc_opening o WHERE o.firm_id = d.firm_id"
                            + " AND o.document_id = d.id AND o.space_id = ? AND o.seen = TRUE)",
                    space.get());
        }
        return this;
    }

    /** Longer texts can match nothing, and must not reach the database at any length. */
    private static String cut(String text) {
        return text.length() > 800 ? text.substring(0, 800) : text;
    }

    Where after(Instant sentAt, String id) {
        Timestamp at = timestamp(sentAt);
        return and("(d.sent_at < ? OR (d.sent_at = ? AND d.id < ?))", at, at, id);
    }

    /** Ids, newest first. */
    List<String> ids(EntityManager em, int limit) {
        Query query =
                query(
                        em,
                        "SELECT d.id FROM doc_document d WHERE "
                                + sql
                                + " ORDER BY d.sent_at DESC, d.id DESC FETCH FIRST "
                                + limit
                                + " ROWS ONLY");
        List<String> ids = new ArrayList<>();
        for (Object id : query.getResultList()) {
            ids.add((String) id);
        }
        return ids;
    }

    /** How many there are, counting no further than the limit. */
    long count(EntityManager em, int limit) {
        Query query =
                query(
                        em,
                        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM doc_document d WHERE "
                                + sql
                                + " FETCH FIRST "
                                + limit
                                + " ROWS ONLY) x");
        return ((Number) query.getSingleResult()).longValue();
    }

    /** How many there are of each value of a column, but for those without one. */
    Map<String, Long> countBy(EntityManager em, String column) {
        return counts(
                query(
                        em,
                        "SELECT "
                                + column
                                + ", COUNT(*) FROM doc_document d WHERE "
                                + sql
                                + " AND "
                                + column
                                + " IS NOT NULL GROUP BY "
                                + column));
    }

    /**
     * How many there are of each of the most frequent keywords; spellings of one are counted
     * together.
     */
    Map<String, Long> countByKeyword(EntityManager em, int limit) {
        return counts(
                query(
                        em,
                        "SELECT MIN(k.keyword), COUNT(*) AS documents FROM doc_document d"
                                + " JOIN doc_keyword k ON k.firm_id = d.firm_id AND k.document_id = d.id"
                                + " WHERE "
                                + sql
                                + " GROUP BY k.keyword_key ORDER BY documents DESC, k.keyword_key"
                                + " FETCH FIRST "
                                + limit
                                + " ROWS ONLY"));
    }

    private static Map<String, Long> counts(Query query) {
        Map<String, Long> counts = new HashMap<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            counts.merge((String) columns[0], ((Number) columns[1]).longValue(), Long::sum);
        }
        return counts;
    }

    private Query query(EntityManager em, String text) {
        Query query = em.createNativeQuery(text);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }
}
