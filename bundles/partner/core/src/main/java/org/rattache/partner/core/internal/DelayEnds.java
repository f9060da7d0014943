package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the delay of a link is over. The access filter needs nobody to tell it; people do. The
 * link remembers that it was said, in the transaction of the event, so it is said once: after a
 * restart, and on several nodes too.
 */
@Component(service = DelayEnds.class, immediate = true)
public final class DelayEnds {

    private static final Logger LOG = LoggerFactory.getLogger(DelayEnds.class);
    private static final int MINUTES = 5;

    private final Transactions transactions;
    private final EventPublisher events;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "rattache-delay-ends");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile ScheduledFuture<?> rounds;

    @Activate
    public DelayEnds(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, events, Clock.tickMillis(ZoneOffset.UTC));
        rounds = timer.scheduleWithFixedDelay(this::run, 1, MINUTES, TimeUnit.MINUTES);
    }

    DelayEnds(Transactions transactions, EventPublisher events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        if (rounds != null) {
            rounds.cancel(true);
        }
        timer.shutdownNow();
        if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("A round is still at work.");
        }
    }

    private void run() {
        try {
            tell();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The ends of delays could not be looked at; the next try is as planned. {}",
                    e.toString());
            LOG.debug("The failure", e);
        }
    }

    /** One round; each link in a transaction of its own. */
    void tell() {
        Instant now = clock.instant();
        for (LinkEntity link : transactions.call(em -> new Ledger(em).delaysUntold())) {
            if (link.earlierDocumentsOpenAt().filter(end -> !end.isAfter(now)).isPresent()) {
                transactions.run(
                        em -> {
                            if (new Ledger(em).delayTold(link)) {
                                events.publish(
                                        "partner.delay-ended",
                                        link.id(),
                                        link.firm(),
                                        Actor.SYSTEM,
                                        Map.of(
                                                "link",
                                                link.id(),
                                                "space",
                                                link.mainSpace(),
                                                "clientFile",
                                                link.secondaryFile()));
                            }
                        });
            }
        }
    }
}
