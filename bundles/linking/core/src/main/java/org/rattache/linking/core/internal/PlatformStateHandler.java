package org.rattache.linking.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.LinkState;
import org.rattache.linking.core.internal.jpa.FirmKey;
import org.rattache.linking.core.internal.jpa.HistoryEntity;
import org.rattache.linking.core.internal.jpa.LinkEntity;
import org.rattache.partner.api.LinkRequests;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/**
 * Follows what the people on the platform answer, for counts and filters, and ends the links that
 * they have left. It asks for the state instead of reading it from the event, so events may come
 * twice or late.
 */
@Component(service = EventHandler.class)
@HandlesEvents(handler = "linking.platform-state", types = "partner.*")
public final class PlatformStateHandler implements EventHandler {

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_IN_HISTORY = 500;

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final LinkRequests requests;
    private final Clock clock;

    @Activate
    public PlatformStateHandler(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkRequests requests) {
        this(transactions, clientFiles, requests, Clock.tickMillis(ZoneOffset.UTC));
    }

    PlatformStateHandler(
            Transactions transactions,
            ClientFiles clientFiles,
            LinkRequests requests,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public void handle(Event event) {
        String link = event.data().get("link");
        if (link == null || event.firm().isEmpty()) {
            return;
        }
        String firm = event.firm().get();
        Instant now = clock.instant();
        transactions.run(
                em -> {
                    LinkEntity entity = em.find(LinkEntity.class, new FirmKey(firm, link));
                    LinkRequests.Status status = requests.statuses(firm, List.of(link)).get(link);
                    if (entity == null || !entity.isActive() || status == null) {
                        return;
                    }
                    LinkState state = LinkStates.of(status);
                    if (state == entity.getState()) {
                        return;
                    }
                    Optional<String> reason = status.reason();
                    entity.become(
                            state, reason.map(text -> cut(text, LONGEST_REASON)).orElse(null), now);
                    em.persist(
                            new HistoryEntity(
                                    entity,
                                    action(state),
                                    actor(event.actor(), state),
                                    reason.map(text -> cut(text, LONGEST_IN_HISTORY)),
                                    now));
                    if (!entity.isActive()) {
                        em.flush();
                        LinkEnds.release(em, clientFiles, entity);
                    }
                });
    }

    private static Link.Action action(LinkState state) {
        return switch (state) {
            case PENDING -> Link.Action.REOPENED;
            case ACCEPTED -> Link.Action.ACCEPTED;
            case GROUP_ACCEPTED -> Link.Action.GROUP_ACCEPTED;
            case REFUSED -> Link.Action.REFUSED;
            case VOID -> Link.Action.VOIDED;
            case FROZEN -> Link.Action.FROZEN;
            case LEFT, CLOSED -> Link.Action.LEFT;
        };
    }

    /**
     * That it was a holder is told by the state; his id would tell the firm which of its clients
     * one person is behind [PRODUCT S1].
     */
    private static Actor actor(Actor actor, LinkState state) {
        return switch (state) {
            case CLOSED -> actor;
            // whoever has changed what was shown did not mean this
            case VOID -> Actor.SYSTEM;
            default -> new Actor(actor.kind(), "holder");
        };
    }

    private static String cut(String reason, int longest) {
        return reason.length() > longest ? reason.substring(0, longest) : reason;
    }
}
