package org.rattache.document.core.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentState;
import org.rattache.document.api.SectionName;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.document.core.internal.jpa.SectionEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.RowsOfFirm;

/** The queries on documents, in the transaction of the caller. Every one of them names the firm. */
final class DocumentTable {

    private final EntityManager em;

    DocumentTable(EntityManager em) {
        this.em = em;
    }

    static int execute(EntityManager em, String sql, Object... values) {
        return query(em, sql, values).executeUpdate();
    }

    static List<?> select(EntityManager em, String sql, Object... values) {
        return query(em, sql, values).getResultList();
    }

    private static Query query(EntityManager em, String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }

    /**
     * A document that is not recalled, as it is now; whose it is and who may read it is not asked.
     */
    Optional<DocumentEntity> find(String firm, String id) {
        if (!Text.isId(id)) {
            return Optional.empty();
        }
        return Optional.ofNullable(em.find(DocumentEntity.class, new DocumentEntity.Key(firm, id)))
                .map(
                        found -> {
                            // conditional updates pass the entity manager by
                            em.refresh(found);
                            return found;
                        })
                .filter(found -> !found.getState().equals(DocumentEntity.RECALLED));
    }

    /** Those of the firm's documents that are not recalled, in no order. */
    List<DocumentEntity> findAll(String firm, Collection<String> ids) {
        return RowsOfFirm.entities(
                        em,
                        DocumentEntity.class,
                        "doc_document",
                        "id",
                        firm,
                        ids.stream().filter(Text::isId).toList())
                .stream()
                .filter(found -> !found.getState().equals(DocumentEntity.RECALLED))
                .toList();
    }

    /** An earlier document of the client file with the same content, not taken back. */
    Optional<String> sameContent(String firm, String clientFile, String direction, String sha256) {
        return select(
                        em,
                        "SELECT d.id FROM doc_document d WHERE d.firm_id = ? AND d.client_file_id = ? AND d.sha256 = ?"
                                + " AND d.direction = ? AND d.state = 'SENT' ORDER BY d.sent_at, d.id"
                                + " FETCH FIRST 1 ROWS ONLY",
                        firm,
                        clientFile,
                        sha256,
                        direction)
                .stream()
                .map(String.class::cast)
                .findFirst();
    }

    void setKeywords(String firm, String document, Map<String, String> keywords) {
        execute(
                em,
                "DELETE FROM doc_keyword WHERE firm_id = ? AND document_id = ?",
                firm,
                document);
        keywords.forEach(
                (key, keyword) ->
                        execute(
                                em,
                                "INSERT INTO doc_keyword (firm_id, document_id, keyword_key, keyword) VALUES (?, ?, ?, ?)",
                                firm,
                                document,
                                key,
                                keyword));
    }

    /** The keywords of documents of one firm, sorted, by document. */
    private Map<String, List<String>> keywords(String firm, Collection<String> documents) {
        return RowsOfFirm.columns(
                        em,
                        "SELECT document_id, keyword, keyword_key FROM doc_keyword",
                        "document_id",
                        firm,
                        documents)
                .stream()
                .sorted(Comparator.comparing(row -> (String) row[2]))
                .collect(
                        Collectors.groupingBy(
                                row -> (String) row[0],
                                Collectors.mapping(row -> (String) row[1], Collectors.toList())));
    }

    /** Those of the documents of one firm that the space has read. */
    Set<String> seen(String firm, Collection<String> documents, String space) {
        return RowsOfFirm.columns(
                        em,
                        "SELECT document_id, space_id FROM doc_opening",
                        "document_id",
                        firm,
                        documents,
                        " AND space_id = ?2 AND seen = TRUE",
                        space)
                .stream()
                .map(row -> (String) row[0])
                .collect(Collectors.toSet());
    }

    /**
     * Notes that a space has opened a document. The row of the document is locked first, so that
     * openings and a recall at the same time come one after the other.
     */
    void opened(DocumentEntity document, String space, Actor actor, Instant now) {
        String received =
                document.getDirection().equals(Direction.TO_CLIENT.name()) ? "TRUE" : "opened";
        lockSent(document, received);
        int known =
                execute(
                        em,
                        "UPDATE doc_opening SET seen = TRUE, last_at = ?, last_by = ?"
                                + " WHERE firm_id = ? AND document_id = ? AND space_id = ? AND first_at IS NOT NULL",
                        Where.timestamp(now),
                        actor.id(),
                        document.getFirm(),
                        document.getId(),
                        space);
        if (known == 0) {
            execute(
                    em,
                    "DELETE FROM doc_opening WHERE firm_id = ? AND document_id = ? AND space_id = ?",
                    document.getFirm(),
                    document.getId(),
                    space);
            execute(
                    em,
                    "INSERT INTO doc_opening (firm_id, document_id, space_id, seen, first_at, first_by, last_at, last_by)"
                            + " VALUES (?, ?, ?, TRUE, ?, ?, ?, ?)",
                    document.getFirm(),
                    document.getId(),
                    space,
                    Where.timestamp(now),
                    actor.id(),
                    Where.timestamp(now),
                    actor.id());
        }
    }

    /** Notes that the firm has opened a document. */
    void openedByFirm(DocumentEntity document) {
        lockSent(
                document,
                document.getDirection().equals(Direction.FROM_CLIENT.name()) ? "TRUE" : "opened");
    }

    private void lockSent(DocumentEntity document, String opened) {
        int locked =
                execute(
                        em,
                        "UPDATE doc_document SET opened = "
                                + opened
                                + " WHERE firm_id = ? AND id = ? AND state = 'SENT'",
                        document.getFirm(),
                        document.getId());
        if (locked == 0) {
            throw find(document.getFirm(), document.getId()).isPresent()
                    ? withdrawn()
                    : DomainException.notFound();
        }
    }

    static DomainException withdrawn() {
        return DomainException.conflict(
                "withdrawn", "The firm has withdrawn this document; its content is not given out.");
    }

    /** Marks without opening. */
    void mark(DocumentEntity document, String space, boolean read) {
        execute(
                em,
                "UPDATE doc_document SET opened = opened WHERE firm_id = ? AND id = ?",
                document.getFirm(),
                document.getId());
        int known =
                execute(
                        em,
                        "UPDATE doc_opening SET seen = "
                                + (read ? "TRUE" : "FALSE")
                                + " WHERE firm_id = ? AND document_id = ? AND space_id = ?",
                        document.getFirm(),
                        document.getId(),
                        space);
        if (known == 0 && read) {
            execute(
                    em,
                    "INSERT INTO doc_opening (firm_id, document_id, space_id, seen) VALUES (?, ?, ?, TRUE)",
                    document.getFirm(),
                    document.getId(),
                    space);
        }
    }

    Map<String, SectionName> sectionNames(String firm, String clientFile) {
        return em.createQuery(
                        "SELECT s FROM SectionEntity s WHERE s.firm = :firm AND s.clientFile = :file",
                        SectionEntity.class)
                .setParameter("firm", firm)
                .setParameter("file", clientFile)
                .getResultStream()
                .collect(
                        Collectors.toMap(
                                SectionEntity::getId,
                                s -> new SectionName(s.getId(), s.getName())));
    }

    /** The section that owns the first of the keywords that has an owner. */
    Optional<String> owner(String firm, String clientFile, Collection<String> keys) {
        for (String key : keys) {
            Optional<String> owner =
                    select(
                                    em,
                                    "SELECT k.section_id FROM doc_section_keyword k WHERE k.firm_id = ?"
                                            + " AND k.client_file_id = ? AND k.keyword_key = ?",
                                    firm,
                                    clientFile,
                                    key)
                            .stream()
                            .map(String.class::cast)
                            .findFirst();
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    /** The records of rows, in the order of the rows. */
    List<Document> documents(List<DocumentEntity> rows) {
        Map<String, Map<String, List<String>>> keywords = new HashMap<>();
        rows.stream()
                .collect(
                        Collectors.groupingBy(
                                DocumentEntity::getFirm,
                                Collectors.mapping(DocumentEntity::getId, Collectors.toSet())))
                .forEach((firm, ids) -> keywords.put(firm, keywords(firm, ids)));
        Map<List<String>, Map<String, SectionName>> sections = new HashMap<>();
        List<Document> documents = new ArrayList<>();
        for (DocumentEntity row : rows) {
            // a section may have been deleted while the document was sent into it: then it is in
            // none
            Optional<SectionName> section =
                    Optional.ofNullable(row.getSection())
                            .map(
                                    id ->
                                            sections.computeIfAbsent(
                                                            List.of(
                                                                    row.getFirm(),
                                                                    row.getClientFile()),
                                                            file ->
                                                                    sectionNames(
                                                                            file.get(0),
                                                                            file.get(1)))
                                                    .get(id));
            documents.add(
                    new Document(
                            row.getFirm(),
                            row.getClientFile(),
                            row.getId(),
                            Direction.valueOf(row.getDirection()),
                            row.getName(),
                            row.getMediaType(),
                            row.getSize(),
                            row.getSha256(),
                            section,
                            keywords.get(row.getFirm()).getOrDefault(row.getId(), List.of()),
                            DocumentState.valueOf(row.getState()),
                            row.getSentAt(),
                            Optional.ofNullable(row.getBatch()),
                            row.getVersion()));
        }
        return documents;
    }

    Document document(DocumentEntity row) {
        return documents(List.of(row)).get(0);
    }

    static Cursor cursor(Document last) {
        return Cursor.of(last.sentAt().toString(), last.id());
    }

    /** Puts the end of the page before into the condition. */
    static void after(Where where, Cursor cursor) {
        Instant sentAt;
        try {
            sentAt = Instant.parse(cursor.keys().get(0));
            if (Math.abs(sentAt.getEpochSecond()) > 200_000_000_000L) {
                throw new DateTimeException("No time at which anything was sent.");
            }
        } catch (DateTimeException e) {
            throw badCursor();
        }
        String id = cursor.keys().get(1);
        if (!Text.isId(id)) {
            throw badCursor();
        }
        where.after(sentAt, id);
    }

    private static DomainException badCursor() {
        return DomainException.invalid(
                "bad-cursor", "The cursor does not belong to this list. Start at the first page.");
    }
}
