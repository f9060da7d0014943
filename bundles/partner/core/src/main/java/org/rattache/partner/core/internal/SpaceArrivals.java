package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.SpaceEntity;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody has taken up a firm's invitation. That is his acceptance of this firm for this company
 * [PRODUCT G9], and of nothing else: an invitation never hands him a space that somebody else holds
 * or has held, because other firms may stand behind it [S2]. Nor does it count any more once the
 * client file has another e-mail: the firm has seen that it wrote to the wrong one.
 */
@Component(service = EventHandler.class)
@HandlesEvents(handler = "partner.spaces", types = "identity.space-activated")
public final class SpaceArrivals implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceArrivals.class);

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final Memberships memberships;
    private final Clock clock;
    private final LinkLife life;

    @Activate
    public SpaceArrivals(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, clientFiles, memberships, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    SpaceArrivals(
            Transactions transactions,
            ClientFiles clientFiles,
            Memberships memberships,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.memberships = memberships;
        this.clock = clock;
        this.life = new LinkLife(memberships, events, clock);
    }

    /** What the event says. */
    private record Arrival(
            Event event,
            String firm,
            String clientFile,
            String user,
            String company,
            String space,
            boolean newUser,
            Optional<String> contact,
            Optional<String> siren) {

        static Arrival of(Event event) {
            return new Arrival(
                    event,
                    event.firm().orElseThrow(),
                    event.get("clientFile"),
                    event.get("user"),
                    event.get("company"),
                    event.get("space"),
                    Boolean.parseBoolean(event.get("newUser")),
                    Optional.ofNullable(event.data().get("contact")),
                    Optional.ofNullable(event.data().get("siren"))
                            .filter(siren -> !siren.isBlank()));
        }
    }

    @Override
    public void handle(Event event) {
        Arrival arrival = Arrival.of(event);
        transactions.run(
                em -> {
                    Ledger ledger = new Ledger(em);
                    ledger.lock(arrival.firm(), arrival.clientFile());
                    Optional<RelationEntity> relation =
                            ledger.relation(arrival.firm(), arrival.clientFile());
                    if (!isStillInvited(arrival)) {
                        arriveUninvited(ledger, arrival);
                    } else if (relation.isPresent()) {
                        arriveAt(ledger, arrival, relation.get());
                    } else {
                        ledger.add(
                                new RelationEntity(
                                        arrival.firm(),
                                        arrival.clientFile(),
                                        spaceFor(ledger, arrival),
                                        RelationEntity.State.ACCEPTED,
                                        clock.instant()));
                    }
                });
    }

    /** The client file is there, and its e-mail is the one that the invitation went to. */
    private boolean isStillInvited(Arrival arrival) {
        return arrival.contact().isPresent()
                && clientFiles
                        .find(arrival.firm(), arrival.clientFile())
                        .filter(file -> file.normalisedEmail().equals(arrival.contact()))
                        .isPresent();
    }

    private void arriveUninvited(Ledger ledger, Arrival arrival) {
        LOG.info(
                "Client file {} of firm {} has another e-mail since it was invited; user {} is not its holder.",
                arrival.clientFile(),
                arrival.firm(),
                arrival.user());
        if (arrival.newUser()) {
            spaceFor(ledger, arrival);
        }
    }

    private void arriveAt(Ledger ledger, Arrival arrival, RelationEntity relation) {
        String space = relation.space();
        if (ledger.claim(space, clock.instant())) {
            // made for a link, and nobody's until now: the company itself has come
            memberships.grant(space, arrival.company(), arrival.user());
            accept(ledger, arrival, relation);
            askNewHolder(ledger, arrival);
        } else if (memberships.isHolder(space, arrival.user())) {
            accept(ledger, arrival, relation);
        } else if (memberships.holders(space).isEmpty()) {
            // its holder is gone. His space may hold what other firms sent, so it is not handed on
            endLinks(ledger, arrival);
            ledger.move(relation, spaceFor(ledger, arrival), clock.instant());
        } else {
            LOG.info(
                    "Client file {} of firm {} stands for a space that somebody else holds; user {} gets a space without it.",
                    arrival.clientFile(),
                    arrival.firm(),
                    arrival.user());
            if (arrival.newUser()) {
                spaceFor(ledger, arrival);
            }
        }
    }

    private void accept(Ledger ledger, Arrival arrival, RelationEntity relation) {
        if (!relation.accepted()) {
            ledger.answerFirm(relation, RelationEntity.State.ACCEPTED, clock.instant());
        }
        if (arrival.newUser() && !arrival.space().equals(relation.space())) {
            // identity gave him a space of his own before it could know of this one
            memberships.revoke(arrival.space(), arrival.user());
        }
    }

    /** Links that have not opened yet need the agreement of the holder who has come. */
    private void askNewHolder(Ledger ledger, Arrival arrival) {
        for (LinkEntity link : ledger.liveLinksOfSecondary(arrival.firm(), arrival.clientFile())) {
            if (!LinkLife.opened(ledger, link) && !life.ownHolders(link).isEmpty()) {
                life.ask(ledger, link, arrival.event().actor());
            }
        }
    }

    /** The links were made with the former space. */
    private void endLinks(Ledger ledger, Arrival arrival) {
        List<LinkEntity> ofMain = ledger.liveLinksOfMain(arrival.firm(), arrival.clientFile());
        ofMain.stream()
                .map(LinkEntity::secondaryFile)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .forEach(file -> ledger.lock(arrival.firm(), file));
        Stream.concat(
                        ledger.liveLinksOfSecondary(arrival.firm(), arrival.clientFile()).stream(),
                        ledger.liveLinksOfMain(arrival.firm(), arrival.clientFile()).stream())
                .forEach(
                        link ->
                                life.end(
                                        ledger,
                                        link,
                                        LinkRequests.State.LEFT,
                                        "partner.left",
                                        link.mainSpace(),
                                        arrival.event().actor()));
    }

    /** A space of the user: his own for the same company, or a new one. */
    private String spaceFor(Ledger ledger, Arrival arrival) {
        if (!arrival.newUser()) {
            Optional<String> same = sameCompany(ledger, arrival);
            if (same.isPresent()) {
                return same.get();
            }
            memberships.grant(arrival.space(), arrival.company(), arrival.user());
        }
        if (ledger.space(arrival.space()).isEmpty()) {
            ledger.add(
                    new SpaceEntity(
                            arrival.space(),
                            arrival.company(),
                            arrival.siren(),
                            true,
                            clock.instant()));
        }
        return arrival.space();
    }

    private Optional<String> sameCompany(Ledger ledger, Arrival arrival) {
        return ledger.spaces(memberships.spacesOf(arrival.user())).stream()
                .filter(
                        space ->
                                arrival.siren().isPresent()
                                        && space.siren().equals(arrival.siren()))
                .map(SpaceEntity::id)
                .min(Comparator.naturalOrder());
    }
}
