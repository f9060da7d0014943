package org.rattache.partner.core.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.api.Partners;
import org.rattache.partner.api.Source;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.RequestEntity;
import org.rattache.partner.core.internal.jpa.SpaceEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** "Mes partenaires" and the accounts of the left menu. */
@Component
public final class PartnerBook implements Partners {

    private static final ByName<Partner> PARTNERS = new ByName<>(Partner::name, Partner::id);
    private static final ByName<Account> ACCOUNTS = new ByName<>(Account::name, Account::id);

    private final Transactions transactions;
    private final Memberships memberships;
    private final Firms firms;
    private final AccessFilter filter;
    private final DocumentCounts counts;
    private final LinkLife life;

    @Activate
    public PartnerBook(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Firms firms,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessFilter filter,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) DocumentCounts counts,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(
                transactions,
                memberships,
                firms,
                filter,
                counts,
                events,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    PartnerBook(
            Transactions transactions,
            Memberships memberships,
            Firms firms,
            AccessFilter filter,
            DocumentCounts counts,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.memberships = memberships;
        this.firms = firms;
        this.filter = filter;
        this.counts = counts;
        this.life = new LinkLife(memberships, events, clock);
    }

    @Override
    public Page<Partner> list(String space, PageRequest page) {
        return transactions.call(
                em ->
                        PARTNERS.page(
                                read(new Ledger(em), space).map(Book::rows).orElse(List.of()),
                                page));
    }

    @Override
    public Optional<Partner> find(String space, String partner) {
        return transactions.call(
                em -> read(new Ledger(em), space).flatMap(book -> book.row(partner)));
    }

    @Override
    public void leave(String space, String partner, long version, Actor actor) {
        transactions.run(
                em -> {
                    if (actor.kind() != Actor.Kind.USER
                            || !memberships.isHolder(space, actor.id())) {
                        throw DomainException.notFound();
                    }
                    Ledger ledger = new Ledger(em);
                    held(ledger, space).ending(partner).lock(ledger);
                    Book book = held(ledger, space);
                    Partner row = book.row(partner).orElseThrow(DomainException::notFound);
                    if (row.version() != version) {
                        throw DomainException.stale();
                    }
                    Ending ending = book.ending(partner);
                    for (LinkEntity link : ending.links()) {
                        life.end(
                                ledger,
                                link,
                                LinkRequests.State.LEFT,
                                "partner.left",
                                space,
                                actor);
                    }
                    for (RelationEntity relation : ending.relations()) {
                        life.leave(ledger, relation, actor);
                    }
                });
    }

    /** What leaving a partner ends. */
    private record Ending(List<RelationEntity> relations, List<LinkEntity> links) {

        /** Always in the same order, so that two of them cannot wait for each other. */
        void lock(Ledger ledger) {
            Stream.concat(
                            relations.stream().map(r -> List.of(r.firm(), r.clientFile())),
                            links.stream().map(l -> List.of(l.firm(), l.secondaryFile())))
                    .distinct()
                    .sorted(
                            Comparator.comparing((List<String> key) -> key.get(0))
                                    .thenComparing(key -> key.get(1)))
                    .forEach(key -> ledger.lock(key.get(0), key.get(1)));
        }

        /** Differs when it would end something else. */
        long version() {
            CRC32 sum = new CRC32();
            Stream.concat(
                            relations.stream()
                                    .map(
                                            r ->
                                                    String.join(
                                                            "/",
                                                            r.firm(),
                                                            r.clientFile(),
                                                            r.since().toString())),
                            links.stream()
                                    .map(l -> String.join("/", l.firm(), l.id(), l.state().name())))
                    .sorted()
                    .forEach(part -> sum.update(part.getBytes(StandardCharsets.UTF_8)));
            return sum.getValue();
        }
    }

    private Book held(Ledger ledger, String space) {
        return read(ledger, space).orElseThrow(DomainException::notFound);
    }

    /** Empty while the event of a new holder's first log-in is still on its way. */
    private Optional<Book> read(Ledger ledger, String space) {
        return ledger.space(space).map(own -> read(ledger, own));
    }

    private Book read(Ledger ledger, SpaceEntity own) {
        String space = own.id();
        List<LinkEntity> under = ledger.liveLinksUnder(space);
        List<LinkEntity> above = ledger.liveLinksOfSecondarySpace(space);
        Map<String, SpaceEntity> spaces =
                ledger
                        .spaces(
                                Stream.concat(
                                                under.stream().map(LinkEntity::secondarySpace),
                                                above.stream().map(LinkEntity::mainSpace))
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(SpaceEntity::id, Function.identity()));
        return new Book(
                own,
                ledger.acceptedRelations(space),
                under,
                above,
                ledger.acceptedRequests(space),
                spaces);
    }

    /** Everything of one space that makes a partner. */
    private final class Book {

        private static final String FIRM = "firm-";
        private static final String COMPANY = "company-";

        private final SpaceEntity own;
        private final List<RelationEntity> relations;
        private final Map<String, LinkEntity> under;
        private final List<LinkEntity> above;
        private final List<RequestEntity> accepted;
        private final Map<String, SpaceEntity> spaces;

        Book(
                SpaceEntity own,
                List<RelationEntity> relations,
                List<LinkEntity> under,
                List<LinkEntity> above,
                List<RequestEntity> accepted,
                Map<String, SpaceEntity> spaces) {
            this.own = own;
            this.relations = relations;
            this.under =
                    under.stream().collect(Collectors.toMap(LinkEntity::id, Function.identity()));
            this.above = above;
            this.accepted = accepted;
            this.spaces = spaces;
        }

        Optional<Partner> row(String id) {
            return rows().stream().filter(row -> row.id().equals(id)).findFirst();
        }

        List<Partner> rows() {
            return Stream.of(firmRows(), secondaryRows(), mainRows())
                    .flatMap(List::stream)
                    .toList();
        }

        private List<Partner> firmRows() {
            Map<String, List<ForAccount>> accounts = new TreeMap<>();
            for (RelationEntity relation : relations) {
                accounts.computeIfAbsent(relation.firm(), firm -> new ArrayList<>())
                        .add(new ForAccount(own.id(), own.name(), true, relation.since()));
            }
            for (RequestEntity request : accepted) {
                LinkEntity link = under.get(request.link());
                if (link != null && request.kind() == PartnerRequests.Kind.FIRM) {
                    accounts.computeIfAbsent(request.firm(), firm -> new ArrayList<>())
                            .add(forAccount(link.secondarySpace(), since(request)));
                }
            }
            List<Partner> rows = new ArrayList<>();
            accounts.forEach(
                    (id, forAccounts) -> {
                        Optional<Firm> firm = firms.find(id);
                        rows.add(
                                new Partner(
                                        FIRM + id,
                                        Kind.FIRM,
                                        firm.map(Firm::name).orElse(id),
                                        firm.flatMap(Firm::siret),
                                        Optional.empty(),
                                        Optional.empty(),
                                        true,
                                        first(forAccounts),
                                        oncePerAccount(forAccounts),
                                        ending(FIRM + id).version()));
                    });
            return rows;
        }

        private List<Partner> secondaryRows() {
            Map<String, List<ForAccount>> accounts = new TreeMap<>();
            Map<String, Boolean> inGroup = new HashMap<>();
            for (RequestEntity request : accepted) {
                LinkEntity link = under.get(request.link());
                if (link != null && request.kind() == PartnerRequests.Kind.COMPANY) {
                    accounts.computeIfAbsent(link.secondarySpace(), id -> new ArrayList<>())
                            .add(forAccount(link.secondarySpace(), since(request)));
                    inGroup.merge(
                            link.secondarySpace(),
                            request.state() == State.GROUP_ACCEPTED,
                            Boolean::logicalOr);
                }
            }
            return companyRows(accounts, Role.SECONDARY, inGroup);
        }

        private List<Partner> mainRows() {
            Map<String, List<ForAccount>> accounts = new TreeMap<>();
            Map<String, Boolean> inGroup = new HashMap<>();
            for (LinkEntity link : above) {
                if (link.inGroup() || link.agreement() == Agreement.GIVEN) {
                    accounts.computeIfAbsent(link.mainSpace(), id -> new ArrayList<>())
                            .add(forAccount(link.mainSpace(), link.changedAt()));
                    inGroup.merge(link.mainSpace(), link.inGroup(), Boolean::logicalOr);
                }
            }
            return companyRows(accounts, Role.MAIN, inGroup);
        }

        private List<Partner> companyRows(
                Map<String, List<ForAccount>> accounts, Role role, Map<String, Boolean> inGroup) {
            List<Partner> rows = new ArrayList<>();
            accounts.forEach(
                    (id, forAccounts) -> {
                        SpaceEntity company = spaces.get(id);
                        rows.add(
                                new Partner(
                                        COMPANY + id,
                                        Kind.COMPANY,
                                        company.name(),
                                        Optional.empty(),
                                        company.siren(),
                                        Optional.of(role),
                                        inGroup.get(id),
                                        first(forAccounts),
                                        oncePerAccount(forAccounts),
                                        ending(COMPANY + id).version()));
                    });
            return rows;
        }

        private ForAccount forAccount(String space, Instant since) {
            return new ForAccount(space, spaces.get(space).name(), false, since);
        }

        private Instant since(RequestEntity request) {
            return request.decidedAt().orElse(request.createdAt());
        }

        private Instant first(List<ForAccount> accounts) {
            return accounts.stream()
                    .map(ForAccount::since)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        /** Two client files of a firm may stand behind one account. */
        private List<ForAccount> oncePerAccount(List<ForAccount> accounts) {
            return List.copyOf(
                    accounts.stream()
                            .sorted(Comparator.comparing(ForAccount::since))
                            .collect(
                                    Collectors.toMap(
                                            ForAccount::id,
                                            Function.identity(),
                                            (earlier, later) -> earlier,
                                            TreeMap::new))
                            .values());
        }

        /**
         * What leaving a partner ends. Leaving a firm also ends the links by which it shows this
         * company's documents to a main account: who leaves a firm does not want to be shown by it.
         */
        Ending ending(String id) {
            if (id.startsWith(FIRM)) {
                String firm = id.substring(FIRM.length());
                return new Ending(
                        relations.stream().filter(r -> r.firm().equals(firm)).toList(),
                        links(link -> link.firm().equals(firm)));
            }
            if (id.startsWith(COMPANY)) {
                String company = id.substring(COMPANY.length());
                return new Ending(
                        List.of(),
                        links(
                                link ->
                                        Set.of(link.mainSpace(), link.secondarySpace())
                                                .contains(company)));
            }
            throw DomainException.notFound();
        }

        private List<LinkEntity> links(Predicate<LinkEntity> which) {
            return Stream.concat(under.values().stream(), above.stream()).filter(which).toList();
        }
    }

    @Override
    public Page<Account> accounts(String space, PageRequest page) {
        return transactions.call(
                em -> {
                    Ledger ledger = new Ledger(em);
                    Set<Source> sources = filter.readableBy(space);
                    Map<String, List<DocumentCounts.Key>> keys =
                            sources.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    Source::account,
                                                    Collectors.mapping(
                                                            PartnerBook::key,
                                                            Collectors.toList())));
                    Map<DocumentCounts.Key, Long> unread =
                            sources.isEmpty()
                                    ? Map.of()
                                    : counts.unread(
                                            space,
                                            sources.stream()
                                                    .map(PartnerBook::key)
                                                    .collect(Collectors.toSet()));
                    keys.computeIfAbsent(space, own -> List.of());
                    List<Account> accounts =
                            ledger.spaces(keys.keySet()).stream()
                                    .map(
                                            account ->
                                                    new Account(
                                                            account.id(),
                                                            account.name(),
                                                            account.id().equals(space),
                                                            keys.get(account.id()).stream()
                                                                    .distinct()
                                                                    .mapToLong(
                                                                            key ->
                                                                                    unread
                                                                                            .getOrDefault(
                                                                                                    key,
                                                                                                    0L))
                                                                    .sum()))
                                    .toList();
                    return ACCOUNTS.page(accounts, page);
                });
    }

    private static DocumentCounts.Key key(Source source) {
        return new DocumentCounts.Key(source.firm(), source.clientFile(), source.from());
    }
}
