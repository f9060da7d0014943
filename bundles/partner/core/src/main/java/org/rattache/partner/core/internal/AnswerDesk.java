package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.RequestEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** Where the people behind the spaces answer. */
@Component
public final class AnswerDesk implements PartnerRequests {

    private static final int MAX_REASON = 500;

    /** The answers, and from which states each leads where. */
    private enum Answer {
        ACCEPT,
        ACCEPT_GROUP,
        REFUSE,
        REOPEN;

        boolean fits(Kind kind, State state) {
            return switch (this) {
                case ACCEPT -> state == State.PENDING;
                case ACCEPT_GROUP -> kind == Kind.COMPANY && state == State.ACCEPTED;
                case REFUSE ->
                        state == State.PENDING || (kind == Kind.COMPANY && state == State.ACCEPTED);
                case REOPEN -> state == State.REFUSED;
            };
        }

        State next() {
            return switch (this) {
                case ACCEPT -> State.ACCEPTED;
                case ACCEPT_GROUP -> State.GROUP_ACCEPTED;
                case REFUSE -> State.REFUSED;
                case REOPEN -> State.PENDING;
            };
        }
    }

    /**
     * An answer with what came along.
     *
     * @param reason of a refusal
     * @param code that the firm has sent over another channel
     */
    private record Given(Answer answer, Optional<String> reason, Optional<String> code) {
        static Given of(Answer answer) {
            return new Given(answer, Optional.empty(), Optional.empty());
        }
    }

    /**
     * What came of an answer. A refusal that stands here has changed something, which must be
     * stored; any other is thrown inside the transaction and undoes it.
     */
    private record Outcome(Optional<Request> request, Optional<DomainException> refusal) {
        static Outcome of(Request request) {
            return new Outcome(Optional.of(request), Optional.empty());
        }

        static Outcome of(DomainException refusal) {
            return new Outcome(Optional.empty(), Optional.of(refusal));
        }

        Request orThrow() {
            refusal.ifPresent(
                    e -> {
                        throw e;
                    });
            return request.orElseThrow();
        }
    }

    private final Transactions transactions;
    private final Memberships memberships;
    private final DocumentCounts counts;
    private final Clock clock;
    private final Snapshots snapshots;
    private final LinkLife life;
    private final CodeCheck codes;

    @Activate
    public AnswerDesk(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Firms firms,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) DocumentCounts counts,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(
                transactions,
                clientFiles,
                firms,
                memberships,
                counts,
                events,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    AnswerDesk(
            Transactions transactions,
            ClientFiles clientFiles,
            Firms firms,
            Memberships memberships,
            DocumentCounts counts,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.memberships = memberships;
        this.counts = counts;
        this.clock = clock;
        this.snapshots = new Snapshots(clientFiles, firms, memberships);
        this.life = new LinkLife(memberships, events, clock);
        this.codes = new CodeCheck(life);
    }

    @Override
    public Request accept(String space, String request, Actor actor) {
        return answer(space, request, Given.of(Answer.ACCEPT), actor);
    }

    @Override
    public Request acceptGroup(String space, String request, Optional<String> code, Actor actor) {
        Optional<String> given = code.filter(text -> !text.isBlank());
        return answer(
                space, request, new Given(Answer.ACCEPT_GROUP, Optional.empty(), given), actor);
    }

    @Override
    public Request refuse(String space, String request, Optional<String> reason, Actor actor) {
        Optional<String> text = reason.map(String::strip).filter(value -> !value.isEmpty());
        new Violations().optionalText("/reason", text.orElse(null), MAX_REASON).throwIfAny();
        return answer(space, request, new Given(Answer.REFUSE, text, Optional.empty()), actor);
    }

    @Override
    public Request reopen(String space, String request, Actor actor) {
        return answer(space, request, Given.of(Answer.REOPEN), actor);
    }

    private Request answer(String space, String request, Given given, Actor actor) {
        return transactions
                .call(em -> answer(new Ledger(em), space, request, given, actor))
                .orThrow();
    }

    private void requireHolder(String space, Actor actor) {
        if (actor.kind() != Actor.Kind.USER || !memberships.isHolder(space, actor.id())) {
            throw DomainException.notFound();
        }
    }

    private Outcome answer(Ledger ledger, String space, String id, Given given, Actor actor) {
        requireHolder(space, actor);
        Answer answer = given.answer();
        RequestEntity seen = request(ledger, space, id);
        ledger.lock(seen.firm(), seen.clientFile());
        // whoever had the lock before has stored what he decided: read again
        RequestEntity request = request(ledger, space, id);
        if (answer == Answer.ACCEPT_GROUP && request.kind() != Kind.COMPANY) {
            throw DomainException.invalid(
                    "not-a-company", "Only the request of a company can be accepted into a group.");
        }
        if (!answer.fits(request.kind(), request.state())) {
            throw wrongState(request.state());
        }
        LinkEntity link = ledger.link(request.firm(), request.link()).orElseThrow();
        Optional<DomainException> refusal =
                answer == Answer.ACCEPT_GROUP
                        ? codes.refusal(ledger, link, request, given.code(), actor)
                        : Optional.empty();
        if (refusal.isEmpty() && answer != Answer.REFUSE) {
            refusal = check(ledger, request, link, answer, actor);
        }
        if (refusal.isPresent()) {
            return Outcome.of(refusal.get());
        }
        Instant now = clock.instant();
        Optional<String> reason = given.reason();
        if (!ledger.answer(request, request.state(), answer.next(), reason, actor, now)) {
            throw wrongState(request(ledger, space, id).state());
        }
        applyToLink(ledger, request, link, answer, actor, now);
        life.answered(
                eventType(request.kind(), answer),
                request,
                actor,
                reason.map(text -> Map.of("reason", text)).orElse(Map.of()));
        return Outcome.of(views(ledger, List.of(request(ledger, space, id))).get(0));
    }

    /** What speaks against a yes; what it changes is to be stored. */
    private Optional<DomainException> check(
            Ledger ledger, RequestEntity request, LinkEntity link, Answer answer, Actor actor) {
        if (!snapshots.holds(ledger, link)) {
            life.makeVoid(ledger, link, actor);
            return Optional.of(
                    DomainException.conflict(
                                    "void",
                                    "What was shown has changed since, so this request is void. The firm can propose the link again.")
                            .standing());
        }
        boolean opens =
                answer == Answer.ACCEPT_GROUP
                        || (answer == Answer.ACCEPT
                                && request.kind() == Kind.FIRM
                                && link.inGroup());
        if (opens && life.agreementMissing(ledger, link, actor)) {
            return Optional.of(
                    DomainException.conflict(
                                    "agreement-missing",
                                    "The company has a holder of its own, who has not agreed yet. The state of this request is "
                                            + text(request.state())
                                            + ".")
                            .standing());
        }
        if (answer == Answer.ACCEPT
                && request.kind() == Kind.AGREEMENT
                && memberships.isHolder(link.mainSpace(), actor.id())) {
            throw DomainException.forbidden(
                    "own-holder-must-agree",
                    "You hold the main account as well. Another holder of this account must agree.");
        }
        return Optional.empty();
    }

    private void applyToLink(
            Ledger ledger,
            RequestEntity request,
            LinkEntity link,
            Answer answer,
            Actor actor,
            Instant now) {
        if (request.kind() == Kind.COMPANY) {
            LinkRequests.State next =
                    switch (answer) {
                        case ACCEPT -> LinkRequests.State.ACCEPTED;
                        case ACCEPT_GROUP -> LinkRequests.State.GROUP_ACCEPTED;
                        case REFUSE -> LinkRequests.State.REFUSED;
                        case REOPEN -> LinkRequests.State.PENDING;
                    };
            if (!ledger.advance(link, next, now)) {
                throw new IllegalStateException("A link and its request disagree: " + link.id());
            }
        } else if (request.kind() == Kind.AGREEMENT && answer == Answer.ACCEPT) {
            ledger.agreement(link, Agreement.GIVEN, Optional.of(actor), now);
        }
    }

    private static String eventType(Kind kind, Answer answer) {
        return switch (answer) {
            case ACCEPT -> kind == Kind.AGREEMENT ? "partner.agreed" : "partner.accepted";
            case ACCEPT_GROUP -> "partner.group-accepted";
            case REFUSE -> "partner.refused";
            case REOPEN -> "partner.reopened";
        };
    }

    private static RequestEntity request(Ledger ledger, String space, String id) {
        return ledger.request(space, id).orElseThrow(DomainException::notFound);
    }

    private static DomainException wrongState(State state) {
        return state == State.VOID
                ? DomainException.conflict(
                        "void",
                        "What was shown has changed, or a wrong code was given too often. The state of this request is void.")
                : DomainException.conflict(
                        "wrong-state", "The state of this request is " + text(state) + ".");
    }

    private static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Page<Request> list(String space, Optional<State> state, PageRequest page) {
        return transactions.call(
                em -> {
                    Ledger ledger = new Ledger(em);
                    List<RequestEntity> rows =
                            ledger.requests(
                                    space,
                                    state,
                                    page.after().map(AnswerDesk::position),
                                    page.limit() + 1);
                    boolean more = rows.size() > page.limit();
                    List<RequestEntity> shown = more ? rows.subList(0, page.limit()) : rows;
                    Optional<String> next =
                            more
                                    ? Optional.of(cursor(shown.get(shown.size() - 1)))
                                    : Optional.empty();
                    long total = ledger.countRequests(space, state, Page.EXACT_UP_TO + 1);
                    return new Page<>(views(ledger, shown), next, Page.Total.counted(total));
                });
    }

    private static String cursor(RequestEntity row) {
        return Cursor.of(Long.toString(row.createdAt().toEpochMilli()), row.id()).encode();
    }

    /** A cursor comes from outside: what no row can hold must not reach the database. */
    private static Ledger.Position position(Cursor cursor) {
        String at = cursor.keys().get(0);
        String id = cursor.keys().get(1);
        if (!at.matches("\\d{1,14}") || !id.matches("[0-9a-f-]{36}")) {
            throw DomainException.invalid(
                    "bad-cursor",
                    "The cursor does not belong to this list. Start at the first page.");
        }
        return new Ledger.Position(Instant.ofEpochMilli(Long.parseLong(at)), id);
    }

    @Override
    public Optional<Request> find(String space, String request) {
        return transactions.call(
                em -> {
                    Ledger ledger = new Ledger(em);
                    return ledger.request(space, request)
                            .map(row -> views(ledger, List.of(row)).get(0));
                });
    }

    private List<Request> views(Ledger ledger, List<RequestEntity> rows) {
        Map<String, LinkEntity> links = new HashMap<>();
        rows.stream()
                .collect(Collectors.groupingBy(RequestEntity::firm))
                .forEach(
                        (firm, ofFirm) ->
                                ledger.links(
                                                firm,
                                                ofFirm.stream().map(RequestEntity::link).toList())
                                        .forEach(link -> links.put(link.id(), link)));
        Map<String, List<DocumentCounts.Key>> keys =
                rows.stream()
                        .collect(
                                Collectors.toMap(
                                        RequestEntity::id, row -> waitingKeys(ledger, row)));
        Set<DocumentCounts.Key> asked =
                keys.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        Map<DocumentCounts.Key, Map<String, Long>> sent =
                asked.isEmpty() ? Map.of() : counts.sent(asked);
        return rows.stream()
                .map(row -> view(row, links.get(row.link()), waiting(keys.get(row.id()), sent)))
                .toList();
    }

    /** The sources behind a request that has not been answered for good [PRODUCT P11]. */
    private static List<DocumentCounts.Key> waitingKeys(Ledger ledger, RequestEntity row) {
        boolean waits =
                row.state() == State.PENDING
                        || row.state() == State.REFUSED
                        || (row.kind() == Kind.COMPANY && row.state() == State.ACCEPTED);
        if (!waits) {
            return List.of();
        }
        Set<DocumentCounts.Key> keys = new HashSet<>();
        keys.add(new DocumentCounts.Key(row.firm(), row.clientFile()));
        if (row.kind() == Kind.AGREEMENT) {
            for (RelationEntity relation : ledger.acceptedRelations(row.space())) {
                keys.add(new DocumentCounts.Key(relation.firm(), relation.clientFile()));
            }
        }
        return new ArrayList<>(keys);
    }

    private static Waiting waiting(
            List<DocumentCounts.Key> keys, Map<DocumentCounts.Key, Map<String, Long>> sent) {
        Map<String, Long> byType =
                keys.stream()
                        .map(key -> sent.getOrDefault(key, Map.of()))
                        .flatMap(types -> types.entrySet().stream())
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue, Long::sum));
        return new Waiting(byType.values().stream().mapToLong(Long::longValue).sum(), byType);
    }

    private static Request view(RequestEntity row, LinkEntity link, Waiting waiting) {
        boolean agreement = row.kind() == Kind.AGREEMENT;
        return new Request(
                row.id(),
                row.space(),
                row.kind(),
                row.state(),
                new FirmCard(row.firm(), link.firmName(), link.firmSiret()),
                agreement
                        ? new Company(link.mainName(), link.mainSiren())
                        : new Company(link.secondaryName(), link.secondarySiren()),
                link.agreement(),
                waiting,
                opens(row, link),
                row.link(),
                row.createdAt(),
                row.decidedAt(),
                row.reason(),
                steps(row, link),
                link.safeguards(),
                link.earlierDocumentsOpenAt(),
                row.version());
    }

    private static Opens opens(RequestEntity row, LinkEntity link) {
        return switch (row.kind()) {
            case FIRM -> Opens.FIRM_DOCUMENTS;
            case AGREEMENT -> Opens.MY_DOCUMENTS;
            case COMPANY ->
                    link.agreement() == Agreement.NONE_NEEDED ? Opens.GROUP : Opens.GROUP_ALL_FIRMS;
        };
    }

    private static Set<Step> steps(RequestEntity row, LinkEntity link) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        boolean asked = link.agreement() == Agreement.PENDING;
        if (Answer.ACCEPT.fits(row.kind(), row.state())
                && !(row.kind() == Kind.FIRM && link.inGroup() && asked)) {
            steps.add(Step.ACCEPT);
        }
        if (Answer.ACCEPT_GROUP.fits(row.kind(), row.state()) && !asked) {
            steps.add(Step.ACCEPT_GROUP);
        }
        if (Answer.REFUSE.fits(row.kind(), row.state())) {
            steps.add(Step.REFUSE);
        }
        if (Answer.REOPEN.fits(row.kind(), row.state())) {
            steps.add(Step.REOPEN);
        }
        return steps;
    }
}
