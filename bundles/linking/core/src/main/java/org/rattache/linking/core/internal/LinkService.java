package org.rattache.linking.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.LinkPreview;
import org.rattache.linking.api.LinkPreview.Effect;
import org.rattache.linking.api.LinkPreview.Safeguards;
import org.rattache.linking.api.LinkState;
import org.rattache.linking.api.Links;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.SuggestedMain;
import org.rattache.linking.api.Warning;
import org.rattache.linking.core.internal.jpa.FirmKey;
import org.rattache.linking.core.internal.jpa.HistoryEntity;
import org.rattache.linking.core.internal.jpa.LinkEntity;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.LinkRequests.LinkOrder;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** Previews, makes, undoes and moves links. */
@Component(configurationPid = LinkingConfiguration.PID)
public final class LinkService implements Links {

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final LinkRequests requests;
    private final LinkSafeguards safeguards;
    private final Spaces spaces;
    private final EventPublisher events;
    private final StrategyRegistry strategies;
    private final RecentSuggestions recent;
    private final MainAccounts mainAccounts;
    private final Proposals proposals;
    private final SharedAddresses sharedAddresses;
    private final Clock clock;

    @Activate
    public LinkService(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkRequests requests,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkSafeguards safeguards,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Spaces spaces,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyRegistry strategies,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RecentSuggestions recent,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MainAccounts mainAccounts,
            LinkingConfiguration configuration) {
        this(
                transactions,
                clientFiles,
                requests,
                safeguards,
                spaces,
                events,
                strategies,
                recent,
                mainAccounts,
                configuration.shared_address_limit(),
                Clock.tickMillis(ZoneOffset.UTC));
    }

    LinkService(
            Transactions transactions,
            ClientFiles clientFiles,
            LinkRequests requests,
            LinkSafeguards safeguards,
            Spaces spaces,
            EventPublisher events,
            StrategyRegistry strategies,
            RecentSuggestions recent,
            MainAccounts mainAccounts,
            int sharedAddressLimit,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.requests = requests;
        this.safeguards = safeguards;
        this.spaces = spaces;
        this.events = events;
        this.strategies = strategies;
        this.recent = recent;
        this.mainAccounts = mainAccounts;
        this.proposals = new Proposals(clientFiles, events);
        this.sharedAddresses = new SharedAddresses(clientFiles, sharedAddressLimit);
        this.clock = clock;
    }

    /** Main account and secondaries as they are in this transaction, checked against the rules. */
    private record Recap(
            String firm,
            ClientFile main,
            List<ClientFile> secondaries,
            Set<String> ownHolders,
            Safeguards safeguards) {

        String digest() {
            return PreviewDigest.of(firm, main, secondaries, ownHolders, safeguards);
        }

        List<String> ids() {
            return Stream.concat(Stream.of(main), secondaries.stream())
                    .map(ClientFile::id)
                    .toList();
        }
    }

    private Recap recap(EntityManager em, String firm, String main, List<String> secondaries) {
        Set<String> ids = new HashSet<>(secondaries);
        ids.add(main);
        Map<String, ClientFile> files = clientFiles.findAll(firm, ids);
        if (files.size() != ids.size()) {
            throw DomainException.notFound();
        }
        Recap recap =
                new Recap(
                        firm,
                        files.get(main),
                        secondaries.stream().map(files::get).toList(),
                        mainAccounts.active(firm, secondaries),
                        safeguards(firm));
        LinkRules.checkRoles(Roles.of(em, firm, ids), recap.main(), recap.secondaries());
        LinkRules.checkSpace(spaces, recap.main());
        return recap;
    }

    private Safeguards safeguards(String firm) {
        LinkSafeguards.Safeguards setting = safeguards.find(firm).safeguards();
        return new Safeguards(setting.earlierDocumentsDelayDays(), setting.codeRequired());
    }

    @Override
    public LinkPreview preview(String firm, String main, List<String> secondaries) {
        LinkRules.checkShape(main, secondaries);
        return transactions.call(
                em -> {
                    Recap recap = recap(em, firm, main, secondaries);
                    Map<String, Party> parties = Parties.load(em, clientFiles, firm, recap.ids());
                    Map<Optional<String>, Optional<Warning>> warnings = new HashMap<>();
                    List<LinkPreview.Row> rows =
                            recap.secondaries().stream()
                                    .map(
                                            file ->
                                                    row(
                                                            parties.get(file.id()),
                                                            recap.ownHolders().contains(file.id()),
                                                            Proposals.formerEmail(
                                                                    em, firm, file.id()),
                                                            warnings.computeIfAbsent(
                                                                    file.normalisedEmail(),
                                                                    email ->
                                                                            sharedAddresses.warning(
                                                                                    file))))
                                    .toList();
                    return new LinkPreview(
                            parties.get(main),
                            rows,
                            recap.safeguards(),
                            suggestedMain(em, recap),
                            recap.digest());
                });
    }

    private Optional<SuggestedMain> suggestedMain(EntityManager em, Recap recap) {
        List<ClientFile> files =
                Stream.concat(Stream.of(recap.main()), recap.secondaries().stream()).toList();
        Set<String> active = new HashSet<>(recap.ownHolders());
        // the rules have made sure of it
        active.add(recap.main().id());
        return mainAccounts.best(
                recap.firm(), files, Roles.of(em, recap.firm(), recap.ids()), active);
    }

    private static LinkPreview.Row row(
            Party party,
            boolean ownHolder,
            Optional<String> formerEmail,
            Optional<Warning> warning) {
        List<Effect> effects =
                new ArrayList<>(List.of(Effect.COMPANY_REQUEST, Effect.FIRM_REQUEST));
        if (ownHolder) {
            effects.add(Effect.HOLDER_AGREEMENT);
        }
        if (formerEmail.isPresent()) {
            effects.add(Effect.FORMER_CONTACT_TOLD);
        }
        return new LinkPreview.Row(party, ownHolder, formerEmail, effects, warning);
    }

    @Override
    public List<Link> validate(String firm, Validation validation, Actor actor) {
        LinkRules.checkShape(validation.main(), validation.secondaries());
        checkSuggestedBy(validation);
        Instant now = clock.instant();
        return transactions.call(
                em -> {
                    // First the marks: they lock the rows of the files, so nobody can change an
                    // address between our look at it and our commit, after which the partner
                    // module sees the change and voids the request [PRODUCT S2c].
                    markLinked(firm, validation.main(), validation.secondaries());
                    Recap recap = recap(em, firm, validation.main(), validation.secondaries());
                    if (!recap.digest().equals(validation.digest())) {
                        throw DomainException.conflict(
                                "preview-changed",
                                "Something has changed since the preview, or the digest is not the"
                                        + " preview's. Load the preview again.");
                    }
                    Map<String, LinkEntity> links = new LinkedHashMap<>();
                    Map<String, Set<String>> fields = new HashMap<>();
                    for (String secondary : validation.secondaries()) {
                        LinkEntity link = newLink(firm, validation.main(), secondary, actor, now);
                        link.setFormerEmail(
                                Proposals.formerEmail(em, firm, secondary).orElse(null));
                        fields.put(secondary, suggestedBy(link, validation, recap.ids()));
                        links.put(secondary, link);
                    }
                    Map<String, String> ids = new HashMap<>();
                    links.forEach((secondary, link) -> ids.put(secondary, link.getId()));
                    Roles.take(em, firm, validation.main(), ids);
                    proposals.linked(em, firm, validation.main(), actor, now);
                    links.forEach(
                            (secondary, link) -> {
                                open(em, link, Optional.empty(), actor, now);
                                Set<String> why = new TreeSet<>(fields.get(secondary));
                                why.addAll(proposals.linked(em, firm, secondary, actor, now));
                                publishLinked(link, why, Optional.empty(), actor);
                            });
                    em.flush();
                    return toNewLinks(firm, List.copyOf(links.values()));
                });
    }

    private static void checkSuggestedBy(Validation validation) {
        Violations violations = new Violations();
        validation
                .suggestedBy()
                .forEach(
                        (secondary, strategy) -> {
                            if (!validation.secondaries().contains(secondary)
                                    || !PlugIn.isId(strategy)) {
                                violations.add(
                                        "/suggestedBy",
                                        "unknown-suggestion",
                                        "Each key must be one of the secondaries, each value the id"
                                                + " of a strategy.");
                            }
                        });
        violations.throwIfAny();
    }

    /**
     * Counts each link on both of its sides, in the order of the ids, so that two never deadlock.
     */
    private void markLinked(String firm, String main, List<String> secondaries) {
        Stream.concat(secondaries.stream(), secondaries.stream().map(secondary -> main))
                .sorted()
                .forEach(file -> clientFiles.markLinked(firm, file, true));
    }

    private static LinkEntity newLink(
            String firm, String main, String secondary, Actor actor, Instant now) {
        return new LinkEntity(firm, UUID.randomUUID().toString(), main, secondary, actor, now);
    }

    /**
     * Remembers which strategy had suggested a link.
     *
     * @return the fields of its reasons, where they are still known
     */
    private Set<String> suggestedBy(LinkEntity link, Validation validation, List<String> files) {
        String strategy = validation.suggestedBy().get(link.getSecondaryId());
        if (strategy == null) {
            return Set.of();
        }
        var suggested = recent.find(link.getFirmId(), link.getSecondaryId(), files, strategy);
        if (suggested.isPresent()) {
            link.setStrategy(strategy, suggested.get().bundle(), suggested.get().version());
            return suggested.get().fields();
        }
        // suggested by another node, or long ago: it may have been swapped since, and its id alone
        // is known
        var active = strategies.active(strategy);
        link.setStrategy(
                strategy,
                active.map(PlugIn::bundle).orElse(null),
                active.map(PlugIn::version).orElse(null));
        return Set.of();
    }

    /** Stores a link and sends its requests; its roles and marks are taken already. */
    private void open(
            EntityManager em, LinkEntity link, Optional<String> reason, Actor actor, Instant now) {
        em.persist(link);
        em.persist(new HistoryEntity(link, Link.Action.LINKED, actor, reason, now));
        requests.open(
                new LinkOrder(
                        link.getId(),
                        link.getFirmId(),
                        link.getMainId(),
                        link.getSecondaryId(),
                        Optional.ofNullable(link.getFormerEmail()),
                        actor));
    }

    private void publishLinked(
            LinkEntity link, Set<String> fields, Optional<String> reason, Actor actor) {
        Map<String, String> data = data(link);
        if (!fields.isEmpty()) {
            data.put(Decisions.FIELDS, Decisions.join(fields));
        }
        Optional.ofNullable(link.getStrategyId()).ifPresent(id -> data.put("strategy", id));
        Optional.ofNullable(link.getStrategyBundle())
                .ifPresent(bundle -> data.put("strategyBundle", bundle));
        Optional.ofNullable(link.getStrategyVersion())
                .ifPresent(version -> data.put("strategyVersion", version));
        Optional.ofNullable(link.getReplacesId()).ifPresent(id -> data.put("replaces", id));
        reason.ifPresent(text -> data.put("reason", text));
        events.publish("linking.linked", link.getId(), link.getFirmId(), actor, data);
    }

    private static Map<String, String> data(LinkEntity link) {
        Map<String, String> data = new HashMap<>();
        data.put("link", link.getId());
        data.put("main", link.getMainId());
        data.put("secondary", link.getSecondaryId());
        return data;
    }

    @Override
    public Optional<Link> find(String firm, String id) {
        return transactions.call(
                em ->
                        entity(em, firm, id)
                                .map(
                                        link -> {
                                            Link plain = toLinks(em, firm, List.of(link)).get(0);
                                            return withHistory(plain, history(em, firm, id));
                                        }));
    }

    private static Optional<LinkEntity> entity(EntityManager em, String firm, String id) {
        return Optional.ofNullable(em.find(LinkEntity.class, new FirmKey(firm, id)));
    }

    private static List<Link.Entry> history(EntityManager em, String firm, String link) {
        return em
                .createQuery(
                        "SELECT h FROM HistoryEntity h WHERE h.firmId = :firm AND h.linkId = :link"
                                + " ORDER BY h.happenedAt",
                        HistoryEntity.class)
                .setParameter("firm", firm)
                .setParameter("link", link)
                .getResultList()
                .stream()
                .map(HistoryEntity::toEntry)
                .toList();
    }

    @Override
    public Page<Link> list(String firm, Query query, PageRequest page) {
        return transactions.call(
                em ->
                        Keyset.page(
                                rows(em, firm, query, page),
                                page,
                                row -> new Keyset(row.getCreatedAt(), row.getId()),
                                rows -> toLinks(em, firm, rows),
                                count(em, firm, query)));
    }

    private static List<LinkEntity> rows(
            EntityManager em, String firm, Query query, PageRequest page) {
        Optional<Keyset> after = Keyset.after(page);
        StringBuilder jpql = new StringBuilder("SELECT l FROM LinkEntity l WHERE l.firmId = :firm");
        jpql.append(
                query.state().isPresent() ? " AND l.state = :state" : " AND l.active = :active");
        query.main().ifPresent(main -> jpql.append(" AND l.mainId = :main"));
        query.secondary().ifPresent(secondary -> jpql.append(" AND l.secondaryId = :secondary"));
        after.ifPresent(
                keyset ->
                        jpql.append(
                                " AND (l.createdAt < :at OR (l.createdAt = :at AND l.id < :id))"));
        jpql.append(" ORDER BY l.createdAt DESC, l.id DESC");
        TypedQuery<LinkEntity> rows =
                em.createQuery(jpql.toString(), LinkEntity.class)
                        .setParameter("firm", firm)
                        .setMaxResults(page.limit() + 1);
        query.state()
                .ifPresentOrElse(
                        state -> rows.setParameter("state", state),
                        () -> rows.setParameter("active", true));
        query.main().ifPresent(main -> rows.setParameter("main", main));
        query.secondary().ifPresent(secondary -> rows.setParameter("secondary", secondary));
        after.ifPresent(
                keyset -> rows.setParameter("at", keyset.at()).setParameter("id", keyset.id()));
        return rows.getResultList();
    }

    private static long count(EntityManager em, String firm, Query query) {
        List<Object> values = new ArrayList<>(List.of(firm));
        StringBuilder condition = new StringBuilder("firm_id = ?1");
        query.state()
                .ifPresentOrElse(
                        state -> also(condition, values, "state", state.name()),
                        () -> condition.append(" AND active = TRUE"));
        query.main().ifPresent(main -> also(condition, values, "main_id", main));
        query.secondary()
                .ifPresent(secondary -> also(condition, values, "secondary_id", secondary));
        return BoundedCount.of(em, "lnk_link", condition.toString(), values);
    }

    private static void also(
            StringBuilder condition, List<Object> values, String column, String value) {
        values.add(value);
        condition.append(" AND ").append(column).append(" = ?").append(values.size());
    }

    @Override
    public void unlink(String firm, String id, long version, String reason, Actor actor) {
        String why = Texts.required(reason);
        Instant now = clock.instant();
        transactions.run(
                em -> {
                    LinkEntity link = running(em, firm, id);
                    checkVersion(link, version);
                    end(em, link, Link.Action.UNLINKED, Optional.of(why), actor, now);
                    Map<String, String> data = data(link);
                    data.put("reason", why);
                    events.publish("linking.unlinked", id, firm, actor, data);
                });
    }

    private static LinkEntity running(EntityManager em, String firm, String id) {
        LinkEntity link = entity(em, firm, id).orElseThrow(DomainException::notFound);
        if (!link.isActive()) {
            throw DomainException.conflict(
                    "link-ended", "This link has ended; its state is " + link.getState() + ".");
        }
        return link;
    }

    private static void checkVersion(LinkEntity link, long version) {
        if (link.getVersion() != version) {
            throw DomainException.stale();
        }
    }

    /** Closes a link on both sides; two at once are told apart by the version of its row. */
    private void end(
            EntityManager em,
            LinkEntity link,
            Link.Action action,
            Optional<String> reason,
            Actor actor,
            Instant now) {
        link.become(LinkState.CLOSED, reason.orElse(null), now);
        em.persist(new HistoryEntity(link, action, actor, reason, now));
        em.flush();
        LinkEnds.release(em, clientFiles, link);
        requests.close(link.getFirmId(), link.getId(), actor);
    }

    @Override
    public Link changeMain(
            String firm,
            String id,
            long version,
            String main,
            Optional<String> reason,
            Actor actor) {
        new Violations().text("/main", main, 100).throwIfAny();
        Optional<String> why = Texts.optional(reason);
        Instant now = clock.instant();
        return transactions.call(
                em -> {
                    LinkEntity old = running(em, firm, id);
                    checkVersion(old, version);
                    if (main.equals(old.getMainId())) {
                        throw DomainException.conflict(
                                "same-main", "This is the main account of the link already.");
                    }
                    LinkRules.checkShape(main, List.of(old.getSecondaryId()));
                    LinkEntity next =
                            replace(em, old, main, Link.Action.MAIN_CHANGED, why, actor, now);
                    Map<String, String> data = data(next);
                    data.put("before", old.getMainId());
                    data.put("replaces", old.getId());
                    why.ifPresent(text -> data.put("reason", text));
                    events.publish("linking.main-changed", next.getId(), firm, actor, data);
                    return toNewLinks(firm, List.of(next)).get(0);
                });
    }

    @Override
    public Link proposeAgain(String firm, String id, Optional<String> reason, Actor actor) {
        Optional<String> why = Texts.optional(reason);
        Instant now = clock.instant();
        return transactions.call(
                em -> {
                    LinkEntity old = running(em, firm, id);
                    LinkState state =
                            Optional.ofNullable(requests.statuses(firm, List.of(id)).get(id))
                                    .map(LinkStates::of)
                                    .orElse(old.getState());
                    if (state != LinkState.REFUSED && state != LinkState.VOID) {
                        throw DomainException.conflict(
                                "not-refused",
                                "Only a refused or void link can be proposed again; the state of"
                                        + " this one is "
                                        + state
                                        + ".");
                    }
                    LinkEntity next =
                            replace(
                                    em,
                                    old,
                                    old.getMainId(),
                                    Link.Action.PROPOSED_AGAIN,
                                    why,
                                    actor,
                                    now);
                    publishLinked(next, Set.of(), why, actor);
                    return toNewLinks(firm, List.of(next)).get(0);
                });
    }

    /**
     * Ends a link and opens one in its place. The new one has an id of its own: what was answered
     * to the old one must never count for the new one.
     */
    private LinkEntity replace(
            EntityManager em,
            LinkEntity old,
            String main,
            Link.Action action,
            Optional<String> reason,
            Actor actor,
            Instant now) {
        String firm = old.getFirmId();
        String secondary = old.getSecondaryId();
        markLinked(firm, main, List.of(secondary));
        ClientFile mainFile = clientFiles.find(firm, main).orElseThrow(DomainException::notFound);
        LinkRules.checkMainRole(Roles.of(em, firm, List.of(main)), mainFile);
        LinkRules.checkSpace(spaces, mainFile);
        LinkEntity next = newLink(firm, main, secondary, actor, now);
        next.setReplacesId(old.getId());
        next.setStrategy(old.getStrategyId(), old.getStrategyBundle(), old.getStrategyVersion());
        next.setFormerEmail(
                Proposals.formerEmail(em, firm, secondary).orElse(old.getFormerEmail()));
        old.setReplacedById(next.getId());
        end(em, old, action, reason, actor, now);
        Roles.take(em, firm, main, Map.of(secondary, next.getId()));
        open(em, next, reason, actor, now);
        em.flush();
        return next;
    }

    private List<Link> toLinks(EntityManager em, String firm, List<LinkEntity> links) {
        return toLinks(firm, links, Parties.load(em, clientFiles, firm, sides(links)));
    }

    /**
     * For links that this transaction has made: their roles are known. Reading them back could
     * touch rows that another transaction holds, and both would wait for each other.
     */
    private List<Link> toNewLinks(String firm, List<LinkEntity> links) {
        Map<String, Party.Role> roles = new HashMap<>();
        for (LinkEntity link : links) {
            roles.put(link.getMainId(), Party.Role.MAIN);
            roles.put(link.getSecondaryId(), Party.Role.SECONDARY);
        }
        return toLinks(
                firm, links, Parties.of(clientFiles.findAll(firm, sides(links)).values(), roles));
    }

    private static Set<String> sides(List<LinkEntity> links) {
        return links.stream()
                .flatMap(link -> Stream.of(link.getMainId(), link.getSecondaryId()))
                .collect(Collectors.toSet());
    }

    private List<Link> toLinks(String firm, List<LinkEntity> links, Map<String, Party> parties) {
        Map<String, LinkRequests.Status> statuses =
                requests.statuses(
                        firm,
                        links.stream()
                                .filter(LinkEntity::isActive)
                                .map(LinkEntity::getId)
                                .toList());
        return links.stream()
                .map(link -> toLink(link, parties, Optional.ofNullable(statuses.get(link.getId()))))
                .toList();
    }

    private static Link toLink(
            LinkEntity link, Map<String, Party> parties, Optional<LinkRequests.Status> status) {
        return new Link(
                link.getFirmId(),
                link.getId(),
                party(parties, link.getMainId()),
                party(parties, link.getSecondaryId()),
                status.map(LinkStates::of).orElse(link.getState()),
                status.map(LinkRequests.Status::firmAccepted).orElse(false),
                status.flatMap(LinkRequests.Status::reason)
                        .or(() -> Optional.ofNullable(link.getReason())),
                Optional.ofNullable(link.getReplacesId()),
                Optional.ofNullable(link.getReplacedById()),
                Optional.ofNullable(link.getStrategyId())
                        .map(
                                id ->
                                        new Link.SuggestedBy(
                                                id,
                                                Optional.ofNullable(link.getStrategyBundle()),
                                                Optional.ofNullable(link.getStrategyVersion()))),
                link.actor(),
                link.getCreatedAt(),
                link.getChangedAt(),
                List.of(),
                link.getVersion());
    }

    private static Party party(Map<String, Party> parties, String id) {
        Party party = parties.get(id);
        return party == null ? Parties.deleted(id) : party;
    }

    private static Link withHistory(Link link, List<Link.Entry> history) {
        return new Link(
                link.firm(),
                link.id(),
                link.main(),
                link.secondary(),
                link.state(),
                link.firmAccepted(),
                link.reason(),
                link.replaces(),
                link.replacedBy(),
                link.strategy(),
                link.validatedBy(),
                link.createdAt(),
                link.changedAt(),
                history,
                link.version());
    }
}
