package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.partner.api.LinkFreezes;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** "This was not me" [PRODUCT S2]. */
@Component
public final class FreezeDesk implements LinkFreezes {

    private final Transactions transactions;
    private final OneTimeLinks oneTimeLinks;
    private final ClientFiles clientFiles;
    private final Firms firms;
    private final Memberships memberships;
    private final EventPublisher events;
    private final LinkLife life;

    @Activate
    public FreezeDesk(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OneTimeLinks oneTimeLinks,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Firms firms,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(
                transactions,
                oneTimeLinks,
                clientFiles,
                firms,
                memberships,
                events,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    FreezeDesk(
            Transactions transactions,
            OneTimeLinks oneTimeLinks,
            ClientFiles clientFiles,
            Firms firms,
            Memberships memberships,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.oneTimeLinks = oneTimeLinks;
        this.clientFiles = clientFiles;
        this.firms = firms;
        this.memberships = memberships;
        this.events = events;
        this.life = new LinkLife(memberships, events, clock);
    }

    @Override
    public Optional<Freeze> show(String token) {
        return transactions.call(
                em ->
                        oneTimeLinks
                                .peek(OneTimeLinks.Purpose.LINK_FREEZE, token)
                                .flatMap(
                                        data ->
                                                clientFiles.find(
                                                        data.get("firm"), data.get("clientFile")))
                                .map(file -> view(file, possible(new Ledger(em), file))));
    }

    @Override
    public Freeze freeze(String token) {
        return transactions.call(
                em -> {
                    Map<String, String> data =
                            oneTimeLinks.consume(OneTimeLinks.Purpose.LINK_FREEZE, token);
                    ClientFile file =
                            clientFiles
                                    .find(data.get("firm"), data.get("clientFile"))
                                    .orElseThrow(DomainException::notFound);
                    Ledger ledger = new Ledger(em);
                    RelationEntity relation = life.locked(ledger, file);
                    if (!possible(ledger, file)) {
                        throw DomainException.conflict(
                                "account-held",
                                "This account has a holder of its own now. It is his to decide, in his legal space.");
                    }
                    ledger.freeze(relation, file.normalisedEmail().orElse(""));
                    Actor actor = new Actor(Actor.Kind.LINK_HOLDER, file.id());
                    List<LinkEntity> links = freezable(ledger, file);
                    for (LinkEntity link : links) {
                        life.end(
                                ledger,
                                link,
                                LinkRequests.State.FROZEN,
                                "partner.frozen",
                                link.mainSpace(),
                                actor);
                    }
                    if (links.isEmpty()) {
                        events.publish(
                                "partner.frozen",
                                file.id(),
                                file.firm(),
                                actor,
                                Map.of("space", relation.space(), "clientFile", file.id()));
                    }
                    return view(file, true);
                });
    }

    private Freeze view(ClientFile file, boolean possible) {
        return new Freeze(
                file.name(),
                firms.find(file.firm()).map(Firm::name).orElseThrow(DomainException::notFound),
                possible);
    }

    /** Links whose company nobody else can speak for. */
    private List<LinkEntity> freezable(Ledger ledger, ClientFile file) {
        return ledger.liveLinksOfSecondary(file.firm(), file.id()).stream()
                .filter(link -> life.ownHolders(link).isEmpty())
                .toList();
    }

    /**
     * The company has no holder of its own. Whoever holds the main account as well does not count:
     * it may be he whom the former contact complains of.
     */
    private boolean possible(Ledger ledger, ClientFile file) {
        List<LinkEntity> live = ledger.liveLinksOfSecondary(file.firm(), file.id());
        return live.isEmpty()
                ? ledger.relation(file.firm(), file.id())
                        .map(relation -> memberships.holders(relation.space()).isEmpty())
                        .orElse(true)
                : !freezable(ledger, file).isEmpty();
    }
}
