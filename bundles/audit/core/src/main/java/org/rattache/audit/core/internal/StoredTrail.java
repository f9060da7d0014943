package org.rattache.audit.core.internal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.audit.api.Entry;
import org.rattache.audit.api.Trail;
import org.rattache.audit.core.internal.jpa.ChainKey;
import org.rattache.audit.core.internal.jpa.DetailRow;
import org.rattache.audit.core.internal.jpa.EntryRow;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.RowsOfFirm;
import org.rattache.platform.persistence.Transactions;

/**
 * Reads the trail. A page may come from several places of the table (a client file is named in two
 * columns; a space reads several client files): each place gives its first rows by an index, and
 * they are merged. The places of one page never overlap, so their counts add up.
 */
@Component(service = Trail.class)
public final class StoredTrail implements Trail {

    /** What a firm must not learn of the people behind its clients [PRODUCT S1]. */
    private static final Set<String> HIDDEN_FROM_FIRMS = Set.of("space", "newUser");

    /** What a space may read of an entry beyond ids: firms' notes and addresses are not for it. */
    private static final Set<String> SHOWN_TO_SPACES = Set.of("kind", "reason");

    private static final Comparator<EntryRow> NEWEST_FIRST =
            Comparator.comparing(EntryRow::getOccurredAt)
                    .thenComparing(EntryRow::getFirm)
                    .thenComparing(EntryRow::getNumber)
                    .reversed();

    private final Transactions transactions;
    private final AccessFilter access;
    private final EventPublisher events;
    private final Clock clock;

    @Activate
    public StoredTrail(
            @Reference(target = "(unit=audit)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessFilter access,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, access, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    StoredTrail(
            Transactions transactions, AccessFilter access, EventPublisher events, Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Page<Entry> ofFirm(String firm, Filter filter, PageRequest page) {
        List<Place> places = new ArrayList<>();
        if (filter.clientFile().isEmpty()) {
            places.add(Place.ofChain(firm));
        } else {
            String file = filter.clientFile().get();
            places.add(Place.ofChain(firm).and("e.client_file_id = ?", file));
            // null where no client file is named beside the main account's
            places.add(
                    Place.ofChain(firm)
                            .and("e.main_file_id = ?", file)
                            .and("(e.client_file_id IS NULL OR e.client_file_id <> ?)", file));
        }
        return read(places, filter, page, this::forFirm);
    }

    @Override
    public Page<Entry> ofSpace(String space, Filter filter, PageRequest page) {
        return transactions.call(
                em -> {
                    List<Place> places = new ArrayList<>();
                    places.add(narrow(Place.ofSpace(space), filter));
                    for (Source source : access.readableBy(space)) {
                        places.add(narrow(documentsOf(source, space), filter));
                    }
                    return read(places, filter, page, StoredTrail::forSpace);
                });
    }

    private static Place narrow(Place place, Filter filter) {
        filter.clientFile().ifPresent(file -> place.and("e.client_file_id = ?", file));
        return place;
    }

    /** What was done with the documents of a source, but for what names the space anyway. */
    private static Place documentsOf(Source source, String space) {
        Place place =
                Place.ofChain(source.firm())
                        .and("e.client_file_id = ?", source.clientFile())
                        .and("e.type LIKE ?", "document.%")
                        .and("(e.space_id IS NULL OR e.space_id <> ?)", space);
        source.from()
                .ifPresent(
                        from ->
                                place.and(
                                        "EXISTS (SELECT 1 FROM aud_entry d WHERE d.firm_id = e.firm_id"
                                                + " AND d.document_id = e.document_id"
                                                + " AND d.type IN ('document.sent', 'document.received')"
                                                + " AND d.occurred_at >= ?)",
                                        timestamp(from)));
        return place;
    }

    private Page<Entry> read(
            List<Place> places, Filter filter, PageRequest page, Function<Read, Entry> view) {
        return transactions.call(
                em -> {
                    long counted = 0;
                    List<EntryRow> rows = new ArrayList<>();
                    for (Place place : places) {
                        filtered(place, filter);
                        if (counted <= Page.EXACT_UP_TO) {
                            counted += place.count(em);
                        }
                        page.after().ifPresent(place::after);
                        rows.addAll(place.rows(em, page.limit() + 1));
                    }
                    rows.sort(NEWEST_FIRST);
                    boolean more = rows.size() > page.limit();
                    List<EntryRow> shown = more ? rows.subList(0, page.limit()) : rows;
                    Map<ChainPlace, Map<String, String>> details = details(em, shown);
                    return new Page<>(
                            shown.stream()
                                    .map(
                                            row ->
                                                    view.apply(
                                                            new Read(
                                                                    row,
                                                                    details.getOrDefault(
                                                                            ChainPlace.of(row),
                                                                            Map.of()))))
                                    .toList(),
                            more
                                    ? Optional.of(cursor(shown.get(shown.size() - 1)).encode())
                                    : Optional.empty(),
                            Page.Total.counted(counted));
                });
    }

    private static void filtered(Place place, Filter filter) {
        filter.type()
                .ifPresent(
                        type -> {
                            if (type.endsWith(".*")) {
                                place.and(
                                        "e.type LIKE ?",
                                        type.substring(0, type.length() - 1) + "%");
                            } else {
                                place.and("e.type = ?", type);
                            }
                        });
        filter.document().ifPresent(document -> place.and("e.document_id = ?", document));
        filter.from().ifPresent(from -> place.and("e.occurred_at >= ?", timestamp(from)));
        filter.to().ifPresent(to -> place.and("e.occurred_at < ?", timestamp(to)));
    }

    private static Map<ChainPlace, Map<String, String>> details(
            EntityManager em, List<EntryRow> rows) {
        Map<ChainPlace, Map<String, String>> details = new HashMap<>();
        Map<String, List<Long>> numbers =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        EntryRow::getFirm,
                                        Collectors.mapping(
                                                EntryRow::getNumber, Collectors.toList())));
        numbers.forEach(
                (firm, inChain) ->
                        RowsOfFirm.columns(
                                        em,
                                        "SELECT number, data FROM aud_detail",
                                        "number",
                                        firm,
                                        inChain,
                                        " AND data IS NOT NULL")
                                .forEach(
                                        row ->
                                                details.put(
                                                        new ChainPlace(
                                                                firm,
                                                                ((Number) row[0]).longValue()),
                                                        Digests.read((String) row[1]))));
        return details;
    }

    private static Cursor cursor(EntryRow row) {
        return Cursor.of(
                row.getOccurredAt().toString(), row.getFirm(), Long.toString(row.getNumber()));
    }

    private record ChainPlace(String firm, long number) {
        static ChainPlace of(EntryRow row) {
            return new ChainPlace(row.getFirm(), row.getNumber());
        }
    }

    private record Read(EntryRow row, Map<String, String> detail) {}

    private Entry forFirm(Read read) {
        Map<String, String> detail = new HashMap<>(read.detail());
        detail.keySet().removeAll(HIDDEN_FROM_FIRMS);
        EntryRow row = read.row();
        Actor actor = actor(row);
        if (isPerson(actor) && isOfPlatform(row, detail)) {
            detail.remove("user");
            actor = new Actor(actor.kind(), pseudonym(row));
        }
        return entry(row, actor, detail);
    }

    /** Whoever takes up an invitation comes by a link, and is a person with an id from then on. */
    private static boolean isPerson(Actor actor) {
        return actor.kind() == Actor.Kind.USER || actor.kind() == Actor.Kind.LINK_HOLDER;
    }

    /**
     * Whether the people behind a space did it, or may have done it: an answer of theirs can void a
     * request or send one for an agreement, as an operator's change can.
     */
    private static boolean isOfPlatform(EntryRow row, Map<String, String> detail) {
        return switch (row.getType()) {
            case "partner.accepted",
                    "partner.group-accepted",
                    "partner.agreed",
                    "partner.refused",
                    "partner.reopened",
                    "partner.code-refused",
                    "partner.voided",
                    "partner.left",
                    "identity.space-activated",
                    "document.received" ->
                    true;
            case "partner.request-sent" -> "agreement".equals(detail.get("kind"));
            case "document.read", "document.exported" -> row.getSpace() != null;
            default -> false;
        };
    }

    /** The same for one person in one client file; of no use to recognise him in another. */
    private static String pseudonym(EntryRow row) {
        return "p-"
                + new Canonical("rattache.audit.pseudonym.1")
                        .text(row.getFirm())
                        .text(row.getClientFile())
                        .text(row.getActorId())
                        .hex()
                        .substring(0, 24);
    }

    private static Entry forSpace(Read read) {
        Map<String, String> detail = new HashMap<>(read.detail());
        detail.keySet().retainAll(SHOWN_TO_SPACES);
        return entry(read.row(), actor(read.row()), detail);
    }

    private static Actor actor(EntryRow row) {
        return new Actor(Actor.Kind.valueOf(row.getActorKind()), row.getActorId());
    }

    private static Entry entry(EntryRow row, Actor actor, Map<String, String> detail) {
        return new Entry(
                row.getFirm(),
                row.getNumber(),
                row.getEvent(),
                row.getOccurredAt(),
                actor,
                row.getType(),
                new Entry.Subject(
                        Optional.ofNullable(row.getClientFile()),
                        Optional.ofNullable(row.getMain()),
                        Optional.ofNullable(row.getLink()),
                        Optional.ofNullable(row.getRequest()),
                        Optional.ofNullable(row.getDocument())),
                detail,
                row.getDigest());
    }

    @Override
    public void eraseDetail(String firm, long number, String why, Actor actor) {
        transactions.run(
                em -> {
                    DetailRow detail = em.find(DetailRow.class, new ChainKey(firm, number));
                    if (detail == null) {
                        throw DomainException.notFound();
                    }
                    if (detail.getErasedAt().isPresent()) {
                        return;
                    }
                    detail.erase(clock.instant());
                    events.publish(
                            "audit.detail-erased",
                            firm + "/" + number,
                            NO_FIRM.equals(firm) ? null : firm,
                            actor,
                            Map.of("number", Long.toString(number), "reason", why));
                });
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** One index range: a FROM and a WHERE with its parameters. */
    private static final class Place {

        private final StringBuilder sql;
        private final List<Object> values = new ArrayList<>();

        private Place(String from, Object key) {
            sql = new StringBuilder(from);
            values.add(key);
        }

        static Place ofChain(String firm) {
            return new Place(" FROM aud_entry e WHERE e.firm_id = ?", firm);
        }

        static Place ofSpace(String space) {
            return new Place(
                    " FROM aud_space s JOIN aud_entry e ON e.firm_id = s.firm_id AND e.number = s.number"
                            + " WHERE s.space_id = ?",
                    space);
        }

        Place and(String condition, Object... parameters) {
            sql.append(" AND ").append(condition);
            values.addAll(List.of(parameters));
            return this;
        }

        void after(Cursor cursor) {
            try {
                Timestamp at = timestamp(Instant.parse(cursor.keys().get(0)));
                String firm = cursor.keys().get(1);
                long number = Long.parseLong(cursor.keys().get(2));
                and(
                        "(e.occurred_at < ? OR (e.occurred_at = ? AND (e.firm_id < ?"
                                + " OR (e.firm_id = ? AND e.number < ?))))",
                        at,
                        at,
                        firm,
                        firm,
                        number);
            } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
                throw DomainException.invalid(
                        "bad-cursor",
                        "The cursor does not belong to this list. Start at the first page.");
            }
        }

        long count(EntityManager em) {
            Query query =
                    em.createNativeQuery(
                            "SELECT COUNT(*) FROM (SELECT 1"
                                    + sql
                                    + " FETCH FIRST "
                                    + (Page.EXACT_UP_TO + 1)
                                    + " ROWS ONLY) x");
            return ((Number) bound(query).getSingleResult()).longValue();
        }

        @SuppressWarnings("unchecked")
        List<EntryRow> rows(EntityManager em, int limit) {
            Query query =
                    em.createNativeQuery(
                            "SELECT e.*"
                                    + sql
                                    + " ORDER BY e.occurred_at DESC, e.firm_id DESC, e.number DESC FETCH FIRST "
                                    + limit
                                    + " ROWS ONLY",
                            EntryRow.class);
            return bound(query).getResultList();
        }

        private Query bound(Query query) {
            for (int i = 0; i < values.size(); i++) {
                query.setParameter(i + 1, values.get(i));
            }
            return query;
        }
    }
}
