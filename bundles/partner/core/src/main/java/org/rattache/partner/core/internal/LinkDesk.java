package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.RequestEntity;
import org.rattache.partner.core.internal.jpa.Shown;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** Where the firms' links come in. */
@Component
public final class LinkDesk implements LinkRequests {

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final Memberships memberships;
    private final Clock clock;
    private final Snapshots snapshots;
    private final LinkLife life;

    @Activate
    public LinkDesk(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Firms firms,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(
                transactions,
                clientFiles,
                firms,
                memberships,
                events,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    LinkDesk(
            Transactions transactions,
            ClientFiles clientFiles,
            Firms firms,
            Memberships memberships,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.memberships = memberships;
        this.clock = clock;
        this.snapshots = new Snapshots(clientFiles, firms, memberships);
        this.life = new LinkLife(memberships, events, clock);
    }

    @Override
    public void open(LinkOrder order) {
        transactions.run(em -> open(new Ledger(em), order));
    }

    private void open(Ledger ledger, LinkOrder order) {
        ClientFile secondary =
                clientFiles
                        .find(order.firm(), order.secondary())
                        .orElseThrow(DomainException::notFound);
        if (clientFiles.find(order.firm(), order.main()).isEmpty()) {
            throw DomainException.notFound();
        }
        RelationEntity relation = life.locked(ledger, secondary);
        refuseIfFrozen(relation, secondary);
        makeRoom(ledger, order);
        Shown shown =
                snapshots
                        .now(ledger, order.firm(), order.main(), order.secondary())
                        .filter(now -> !now.members().isEmpty())
                        .orElseThrow(
                                () ->
                                        DomainException.conflict(
                                                "main-without-space",
                                                "The main account has no active legal space. Invite it first."));
        if (shown.mainSpace().equals(shown.secondarySpace())) {
            throw alreadyLinked();
        }
        LinkEntity link =
                new LinkEntity(
                        order,
                        shown,
                        Agreement.NONE_NEEDED,
                        SafeguardDesk.setting(ledger, order.firm()).safeguards(),
                        clock.instant());
        ledger.add(link);
        boolean held = !memberships.holders(link.secondarySpace()).isEmpty();
        Map<String, String> former = new HashMap<>();
        if (!held) {
            order.formerEmail().ifPresent(address -> former.put("formerEmail", address));
        }
        life.request(ledger, link, Kind.COMPANY, link.mainSpace(), order.validatedBy(), former);
        life.request(ledger, link, Kind.FIRM, link.mainSpace(), order.validatedBy(), Map.of());
        if (!life.ownHolders(link).isEmpty()) {
            life.ask(ledger, link, order.validatedBy());
        }
    }

    private static void refuseIfFrozen(RelationEntity relation, ClientFile file) {
        if (relation.frozenAddress()
                .filter(address -> address.equals(file.normalisedEmail().orElse("")))
                .isPresent()) {
            throw DomainException.conflict(
                    "frozen",
                    "The former contact of this company has said that the link is wrong. It can be linked again once its e-mail has changed.");
        }
    }

    /** One live link a company and firm; a refused one makes room for the new one. */
    private void makeRoom(Ledger ledger, LinkOrder order) {
        for (LinkEntity link : ledger.liveLinksOfSecondary(order.firm(), order.secondary())) {
            if (status(link, ledger.requestsOf(link)).state() != State.REFUSED) {
                throw alreadyLinked();
            }
            life.end(
                    ledger,
                    link,
                    State.CLOSED,
                    "partner.closed",
                    link.mainSpace(),
                    order.validatedBy());
        }
    }

    private static DomainException alreadyLinked() {
        return DomainException.conflict("already-linked", "This company is linked already.");
    }

    @Override
    public void close(String firm, String link, Actor actor) {
        transactions.run(
                em -> {
                    Ledger ledger = new Ledger(em);
                    ledger.link(firm, link)
                            .ifPresent(seen -> ledger.lock(firm, seen.secondaryFile()));
                    ledger.link(firm, link)
                            .filter(current -> current.state() != State.CLOSED)
                            .ifPresent(
                                    current ->
                                            life.end(
                                                    ledger,
                                                    current,
                                                    State.CLOSED,
                                                    "partner.closed",
                                                    current.mainSpace(),
                                                    actor));
                });
    }

    @Override
    public Map<String, Status> statuses(String firm, Collection<String> links) {
        return transactions.call(
                em -> {
                    Ledger ledger = new Ledger(em);
                    Map<String, List<RequestEntity>> requests =
                            ledger.requestsOf(firm, links).stream()
                                    .collect(Collectors.groupingBy(RequestEntity::link));
                    return ledger.links(firm, links).stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            LinkEntity::id,
                                            link ->
                                                    status(
                                                            link,
                                                            requests.getOrDefault(
                                                                    link.id(), List.of()))));
                });
    }

    /** A refusal of any of the requests is what the firm has to know of a live link. */
    private static Status status(LinkEntity link, List<RequestEntity> requests) {
        Optional<RequestEntity> refused =
                requests.stream()
                        .filter(
                                request ->
                                        link.live()
                                                && request.state() == PartnerRequests.State.REFUSED)
                        .findFirst();
        return new Status(
                link.id(),
                refused.isPresent() ? State.REFUSED : link.state(),
                requests.stream()
                        .anyMatch(
                                request ->
                                        request.kind() == Kind.FIRM
                                                && request.state()
                                                        == PartnerRequests.State.ACCEPTED),
                refused.flatMap(RequestEntity::reason),
                link.changedAt());
    }
}
