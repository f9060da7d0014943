package org.rattache.document.core.internal;

import java.text.Collator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentFilter;
import org.rattache.document.api.FilterCounts;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments;
import org.rattache.document.api.Section;
import org.rattache.document.api.Sent;
import org.rattache.document.api.Upload;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The platform's side. */
@Component(service = ReadableDocuments.class)
public final class ReadableDocumentsService implements ReadableDocuments {

    private static final Comparator<DocumentEntity> NEWEST_FIRST =
            Comparator.comparing(DocumentEntity::getSentAt)
                    .thenComparing(DocumentEntity::getId)
                    .reversed();

    private final Transactions transactions;
    private final EventPublisher events;
    private final AccessFilter filter;
    private final ContentVault vault;
    private final Opening opening;
    private final Clock clock;

    @Activate
    public ReadableDocumentsService(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessFilter filter,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ContentVault vault,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Opening opening) {
        this(transactions, events, filter, vault, opening, Clock.tickMillis(ZoneOffset.UTC));
    }

    ReadableDocumentsService(
            Transactions transactions,
            EventPublisher events,
            AccessFilter filter,
            ContentVault vault,
            Opening opening,
            Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.filter = filter;
        this.vault = vault;
        this.opening = opening;
        this.clock = clock;
    }

    /** A row, and the source through which it may be read. */
    private record Found(DocumentEntity row, Source source) {}

    @Override
    public void requireAccount(String space, String account) {
        transactions.run(
                em -> {
                    if (Access.of(filter, space).of(account).isEmpty()) {
                        throw DomainException.notFound();
                    }
                });
    }

    private Source addressee(String space, String account, Optional<String> firm) {
        List<Source> sources = Access.of(filter, space).of(account);
        if (firm.isEmpty()) {
            if (sources.stream().map(Source::firm).distinct().count() > 1) {
                new Violations()
                        .add(
                                "/firm",
                                "required",
                                "This account exchanges documents with several firms: say with which.")
                        .throwIfAny();
            }
            return sources.stream().findFirst().orElseThrow(DomainException::notFound);
        }
        return sources.stream()
                .filter(source -> source.firm().equals(firm.get()))
                .findFirst()
                .orElseThrow(DomainException::notFound);
    }

    @Override
    public Sent<ReadableDocument> send(
            String space,
            String account,
            Optional<String> firm,
            Upload upload,
            NewDocument document,
            Actor actor) {
        return transactions.call(
                em -> {
                    Source source = addressee(space, account, firm);
                    Sending.Result result =
                            new Sending(em, clock)
                                    .send(
                                            source.firm(),
                                            source.clientFile(),
                                            Direction.FROM_CLIENT,
                                            vault.claim(upload),
                                            document,
                                            actor,
                                            Optional.of(space));
                    DocumentTable table = new DocumentTable(em);
                    // who sends something has read it
                    table.mark(result.row(), space, true);
                    events.publish(
                            "document.received",
                            result.row().getId(),
                            source.firm(),
                            actor,
                            data(result.row(), space));
                    return new Sent<>(
                            new ReadableDocument(
                                    table.document(result.row()), source.account(), true),
                            result.duplicateOf().filter(earlier -> opens(table, source, earlier)));
                });
    }

    /** An earlier document that its reader may not see yet is not named either. */
    private static boolean opens(DocumentTable table, Source source, String document) {
        return table.find(source.firm(), document)
                .filter(row -> Access.opens(source, row))
                .isPresent();
    }

    private static Map<String, String> data(DocumentEntity row, String space) {
        return Map.of("document", row.getId(), "clientFile", row.getClientFile(), "space", space);
    }

    @Override
    public Page<ReadableDocument> list(
            String space, String account, DocumentFilter narrowed, PageRequest page) {
        return transactions.call(
                em -> {
                    List<Source> sources = Access.of(filter, space).of(account);
                    DocumentTable table = new DocumentTable(em);
                    List<Found> found = new ArrayList<>();
                    long total = 0;
                    // one query a source: each names one firm, and an empty set asks nothing
                    for (Source source : sources) {
                        total +=
                                total > Page.EXACT_UP_TO
                                        ? 0
                                        : where(source, space, narrowed)
                                                .count(em, Page.EXACT_UP_TO + 1);
                        Where where = where(source, space, narrowed);
                        page.after().ifPresent(cursor -> DocumentTable.after(where, cursor));
                        table.findAll(source.firm(), where.ids(em, page.limit() + 1)).stream()
                                .filter(row -> Access.opens(source, row))
                                .forEach(row -> found.add(new Found(row, source)));
                    }
                    found.sort(Comparator.comparing(Found::row, NEWEST_FIRST));
                    List<Found> shown = found.subList(0, Math.min(found.size(), page.limit()));
                    List<ReadableDocument> items = views(table, space, shown);
                    Optional<String> next =
                            found.size() > page.limit()
                                    ? Optional.of(
                                            DocumentTable.cursor(
                                                            items.get(items.size() - 1).document())
                                                    .encode())
                                    : Optional.empty();
                    return new Page<>(items, next, Page.Total.counted(total));
                });
    }

    @Override
    public FilterCounts counts(String space, String account, DocumentFilter narrowed) {
        return transactions.call(
                em -> {
                    Map<String, Long> sections = new HashMap<>();
                    Map<String, Long> keywords = new HashMap<>();
                    Map<Direction, Long> directions = new EnumMap<>(Direction.class);
                    long unread = 0;
                    long read = 0;
                    for (Source source : Access.of(filter, space).of(account)) {
                        where(source, space, narrowed.withoutSection())
                                .countBy(em, "d.section_id")
                                .forEach((id, count) -> sections.merge(id, count, Long::sum));
                        where(source, space, narrowed.withoutKeyword())
                                .countByKeyword(em, MAX_COUNTED_KEYWORDS)
                                .forEach((word, count) -> keywords.merge(word, count, Long::sum));
                        where(source, space, narrowed.withoutDirection())
                                .countBy(em, "d.direction")
                                .forEach(
                                        (name, count) ->
                                                directions.merge(
                                                        Direction.valueOf(name), count, Long::sum));
                        unread += count(em, source, space, narrowed.withUnread(true));
                        read += count(em, source, space, narrowed.withUnread(false));
                    }
                    return new FilterCounts(sections, keywords, directions, unread, read);
                });
    }

    private static long count(
            EntityManager em, Source source, String space, DocumentFilter narrowed) {
        return where(source, space, narrowed).count(em, Integer.MAX_VALUE);
    }

    private static Where where(Source source, String space, DocumentFilter narrowed) {
        return new Where(source.firm(), source.clientFile())
                .sentFrom(source.from())
                .matching(narrowed, Optional.of(space));
    }

    private static List<ReadableDocument> views(
            DocumentTable table, String space, List<Found> found) {
        Map<String, List<String>> ids =
                found.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.row().getFirm(),
                                        Collectors.mapping(
                                                one -> one.row().getId(), Collectors.toList())));
        Set<String> seen = new HashSet<>();
        ids.forEach((firm, documents) -> seen.addAll(table.seen(firm, documents, space)));
        List<Document> documents = table.documents(found.stream().map(Found::row).toList());
        List<ReadableDocument> views = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            views.add(
                    new ReadableDocument(
                            documents.get(i),
                            found.get(i).source().account(),
                            seen.contains(documents.get(i).id())));
        }
        return views;
    }

    @Override
    public List<Section> sections(String space, String account) {
        return transactions.call(
                em -> {
                    List<Section> sections = new ArrayList<>();
                    for (Source source : Access.of(filter, space).of(account)) {
                        Set<String> used = sectionsSince(em, source);
                        SectionsService.sections(em, source.firm(), source.clientFile()).stream()
                                .filter(
                                        section ->
                                                source.from().isEmpty()
                                                        || used.contains(section.id()))
                                .forEach(sections::add);
                    }
                    Collator french = Collator.getInstance(Locale.FRENCH);
                    sections.sort(
                            Comparator.comparing(Section::name, french::compare)
                                    .thenComparing(Section::id));
                    return sections;
                });
    }

    /**
     * Sections with a document that may be read. While the delay of a link runs the others stay
     * closed with what is in them.
     */
    private static Set<String> sectionsSince(EntityManager em, Source source) {
        if (source.from().isEmpty()) {
            return Set.of();
        }
        Set<String> used = new HashSet<>();
        for (Object section :
                DocumentTable.select(
                        em,
                        "SELECT DISTINCT d.section_id FROM doc_document d WHERE d.firm_id = ?"
                                + " AND d.client_file_id = ? AND d.state <> 'RECALLED'"
                                + " AND d.section_id IS NOT NULL AND d.sent_at >= ?",
                        source.firm(),
                        source.clientFile(),
                        Where.timestamp(source.from().get()))) {
            used.add((String) section);
        }
        return used;
    }

    @Override
    public ReadableDocument find(String space, String document) {
        return transactions.call(em -> view(em, space, require(em, space, document)));
    }

    private static ReadableDocument view(EntityManager em, String space, Found found) {
        return views(new DocumentTable(em), space, List.of(found)).get(0);
    }

    private Found require(EntityManager em, String space, String document) {
        Access access = Access.of(filter, space);
        DocumentTable table = new DocumentTable(em);
        for (String firm : access.firms()) {
            Optional<Found> found =
                    table.find(firm, document)
                            .flatMap(row -> access.to(row).map(source -> new Found(row, source)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw DomainException.notFound();
    }

    @Override
    public List<ReadableDocument> findAll(String space, Collection<String> documents) {
        return transactions.call(
                em -> {
                    Access access = Access.of(filter, space);
                    DocumentTable table = new DocumentTable(em);
                    Map<String, Found> found = new LinkedHashMap<>();
                    for (String firm : access.firms()) {
                        for (DocumentEntity row : table.findAll(firm, documents)) {
                            access.to(row)
                                    .ifPresent(
                                            source ->
                                                    found.put(row.getId(), new Found(row, source)));
                        }
                    }
                    if (!found.keySet().containsAll(documents)) {
                        throw DomainException.notFound();
                    }
                    List<Found> sorted = new ArrayList<>(found.values());
                    sorted.sort(Comparator.comparing(Found::row, NEWEST_FIRST));
                    return views(table, space, sorted);
                });
    }

    @Override
    public ReadableDocument mark(String space, String document, boolean read) {
        return transactions.call(
                em -> {
                    Found found = require(em, space, document);
                    new DocumentTable(em).mark(found.row(), space, read);
                    return view(em, space, found);
                });
    }

    @Override
    public DocumentContent open(
            String space,
            String document,
            Optional<ByteRange> range,
            Purpose purpose,
            Actor actor) {
        Opening.Wanted wanted =
                transactions.call(em -> Opening.Wanted.of(require(em, space, document).row()));
        return opening.open(
                wanted,
                range,
                actor,
                () ->
                        transactions.run(
                                em -> {
                                    DocumentEntity row = require(em, space, document).row();
                                    new DocumentTable(em)
                                            .opened(row, space, actor, clock.instant());
                                    Map<String, String> data = new HashMap<>(data(row, space));
                                    if (purpose == Purpose.EXPORT) {
                                        events.publish(
                                                "document.exported",
                                                document,
                                                row.getFirm(),
                                                actor,
                                                data);
                                    }
                                    data.put("range", wanted.bytes(range));
                                    events.publish(
                                            "document.read", document, row.getFirm(), actor, data);
                                }));
    }
}
