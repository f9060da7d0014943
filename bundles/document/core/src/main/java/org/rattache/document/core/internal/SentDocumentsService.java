package org.rattache.document.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentFilter;
import org.rattache.document.api.DocumentName;
import org.rattache.document.api.DocumentState;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.Sections;
import org.rattache.document.api.Sent;
import org.rattache.document.api.SentDocument;
import org.rattache.document.api.SentDocuments;
import org.rattache.document.api.Upload;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The firm's side. */
@Component(service = SentDocuments.class)
public final class SentDocumentsService implements SentDocuments {

    private final Transactions transactions;
    private final EventPublisher events;
    private final ClientFiles clientFiles;
    private final Sections sections;
    private final ContentVault vault;
    private final Opening opening;
    private final Classification classification;
    private final Clock clock;

    @Activate
    public SentDocumentsService(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Sections sections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ContentVault vault,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Opening opening,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Classification classification) {
        this(
                transactions,
                events,
                clientFiles,
                sections,
                vault,
                opening,
                classification,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    SentDocumentsService(
            Transactions transactions,
            EventPublisher events,
            ClientFiles clientFiles,
            Sections sections,
            ContentVault vault,
            Opening opening,
            Classification classification,
            Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clientFiles = clientFiles;
        this.sections = sections;
        this.vault = vault;
        this.opening = opening;
        this.classification = classification;
        this.clock = clock;
    }

    @Override
    public void requireClientFile(String firm, String clientFile) {
        if (!Text.isId(clientFile) || clientFiles.find(firm, clientFile).isEmpty()) {
            throw DomainException.notFound();
        }
    }

    @Override
    public Sent<SentDocument> send(
            String firm, String clientFile, Upload upload, NewDocument document, Actor actor) {
        // outside the transaction: it may take two seconds
        NewDocument filed = classified(firm, clientFile, upload, document);
        return transactions.call(
                em -> {
                    requireClientFile(firm, clientFile);
                    Sending.Result result =
                            new Sending(em, clock)
                                    .send(
                                            firm,
                                            clientFile,
                                            Direction.TO_CLIENT,
                                            vault.claim(upload),
                                            filed,
                                            actor,
                                            Optional.empty());
                    DocumentEntity row = result.row();
                    Map<String, String> data = new HashMap<>(data(row));
                    if (row.getBatch() != null) {
                        data.put("batch", row.getBatch());
                    }
                    events.publish("document.sent", row.getId(), firm, actor, data);
                    return new Sent<>(view(em, row), result.duplicateOf());
                });
    }

    private NewDocument classified(
            String firm, String clientFile, Upload upload, NewDocument document) {
        String name = DocumentName.clean(document.name());
        if (name.isEmpty() || !classification.applies(document)) {
            return document;
        }
        return classification.apply(document, name, upload.size(), sections.list(firm, clientFile));
    }

    private static Map<String, String> data(DocumentEntity row) {
        return Map.of("document", row.getId(), "clientFile", row.getClientFile());
    }

    private static SentDocument view(EntityManager em, DocumentEntity row) {
        return view(new DocumentTable(em).document(row), row);
    }

    private static SentDocument view(Document document, DocumentEntity row) {
        return new SentDocument(
                document,
                new Actor(Actor.Kind.valueOf(row.getSenderKind()), row.getSenderId()),
                row.isOpened());
    }

    @Override
    public Page<SentDocument> list(
            String firm, String clientFile, DocumentFilter filter, PageRequest page) {
        return transactions.call(
                em -> {
                    requireClientFile(firm, clientFile);
                    long total =
                            new Where(firm, clientFile)
                                    .matching(filter, Optional.empty())
                                    .count(em, Page.EXACT_UP_TO + 1);
                    Where where = new Where(firm, clientFile).matching(filter, Optional.empty());
                    page.after().ifPresent(cursor -> DocumentTable.after(where, cursor));
                    List<String> ids = where.ids(em, page.limit() + 1);
                    DocumentTable table = new DocumentTable(em);
                    Map<String, DocumentEntity> rows = new HashMap<>();
                    table.findAll(firm, ids).forEach(row -> rows.put(row.getId(), row));
                    List<DocumentEntity> shown = new ArrayList<>();
                    ids.stream()
                            .limit(page.limit())
                            .map(rows::get)
                            // recalled between the two queries
                            .filter(row -> row != null)
                            .filter(row -> row.getClientFile().equals(clientFile))
                            .forEach(shown::add);
                    List<Document> documents = table.documents(shown);
                    List<SentDocument> items = new ArrayList<>();
                    for (int i = 0; i < shown.size(); i++) {
                        items.add(view(documents.get(i), shown.get(i)));
                    }
                    Optional<String> next =
                            ids.size() > page.limit() && !documents.isEmpty()
                                    ? Optional.of(
                                            DocumentTable.cursor(
                                                            documents.get(documents.size() - 1))
                                                    .encode())
                                    : Optional.empty();
                    return new Page<>(items, next, Page.Total.counted(total));
                });
    }

    @Override
    public SentDocument find(String firm, String clientFile, String document) {
        return transactions.call(em -> view(em, require(em, firm, clientFile, document)));
    }

    private DocumentEntity require(
            EntityManager em, String firm, String clientFile, String document) {
        requireClientFile(firm, clientFile);
        return new DocumentTable(em)
                .find(firm, document)
                .filter(row -> row.getClientFile().equals(clientFile))
                .orElseThrow(DomainException::notFound);
    }

    @Override
    public SentDocument classify(
            String firm,
            String clientFile,
            String document,
            long version,
            Optional<Optional<String>> section,
            Optional<List<String>> keywords,
            Actor actor) {
        return transactions.call(
                em -> {
                    DocumentEntity row = require(em, firm, clientFile, document);
                    DocumentTable table = new DocumentTable(em);
                    Violations violations = new Violations();
                    Optional<Map<String, String>> words =
                            keywords.map(
                                    given ->
                                            Text.keywords(given, Sending.MAX_KEYWORDS, violations));
                    violations.throwIfAny();
                    Optional<String> target = Optional.ofNullable(row.getSection());
                    if (section.isPresent()) {
                        target = section.get();
                        target.filter(id -> !table.sectionNames(firm, clientFile).containsKey(id))
                                .ifPresent(
                                        id -> {
                                            throw DomainException.notFound();
                                        });
                    } else if (target.isEmpty() && words.isPresent()) {
                        target = table.owner(firm, clientFile, words.get().keySet());
                    }
                    if (file(em, row, version, target) == 0) {
                        throw DomainException.stale();
                    }
                    words.ifPresent(map -> table.setKeywords(firm, document, map));
                    events.publish("document.classified", document, firm, actor, data(row));
                    return view(em, require(em, firm, clientFile, document));
                });
    }

    private static int file(
            EntityManager em, DocumentEntity row, long version, Optional<String> section) {
        String set =
                "UPDATE doc_document SET section_id = "
                        + (section.isPresent() ? "?" : "NULL")
                        + ", version = version + 1"
                        + " WHERE firm_id = ? AND id = ? AND version = ? AND state <> 'RECALLED'";
        return section.isPresent()
                ? DocumentTable.execute(em, set, section.get(), row.getFirm(), row.getId(), version)
                : DocumentTable.execute(em, set, row.getFirm(), row.getId(), version);
    }

    @Override
    public Optional<DocumentState> recall(
            String firm, String clientFile, String document, long version, Actor actor) {
        return transactions.call(
                em -> {
                    DocumentEntity row = require(em, firm, clientFile, document);
                    if (!row.getDirection().equals(Direction.TO_CLIENT.name())) {
                        throw DomainException.conflict(
                                "not-sent-by-firm",
                                "The client sent this document; only its sender can take it back.");
                    }
                    if (row.getState().equals(DocumentEntity.WITHDRAWN)) {
                        throw DomainException.conflict(
                                "withdrawn", "This document has been withdrawn already.");
                    }
                    Optional<DocumentState> outcome;
                    if (take(em, row, version, DocumentEntity.RECALLED, "FALSE") == 1) {
                        DocumentTable.execute(
                                em,
                                "UPDATE doc_content SET released_at = ? WHERE content_id = ?",
                                Where.timestamp(clock.instant()),
                                row.getContentId());
                        outcome = Optional.empty();
                    } else if (take(em, row, version, DocumentEntity.WITHDRAWN, "TRUE") == 1) {
                        outcome = Optional.of(DocumentState.WITHDRAWN);
                    } else {
                        throw DomainException.stale();
                    }
                    events.publish("document.recalled", document, firm, actor, data(row));
                    return outcome;
                });
    }

    private static int take(
            EntityManager em, DocumentEntity row, long version, String state, String opened) {
        return DocumentTable.execute(
                em,
                "UPDATE doc_document SET state = ?, version = version + 1 WHERE firm_id = ? AND id = ?"
                        + " AND version = ? AND state = 'SENT' AND opened = "
                        + opened,
                state,
                row.getFirm(),
                row.getId(),
                version);
    }

    @Override
    public DocumentContent open(
            String firm,
            String clientFile,
            String document,
            Optional<ByteRange> range,
            Actor actor) {
        Opening.Wanted wanted =
                transactions.call(em -> Opening.Wanted.of(require(em, firm, clientFile, document)));
        return opening.open(
                wanted,
                range,
                actor,
                () ->
                        transactions.run(
                                em -> {
                                    DocumentEntity row = require(em, firm, clientFile, document);
                                    new DocumentTable(em).openedByFirm(row);
                                    Map<String, String> data = new HashMap<>(data(row));
                                    data.put("range", wanted.bytes(range));
                                    events.publish("document.read", document, firm, actor, data);
                                }));
    }
}
