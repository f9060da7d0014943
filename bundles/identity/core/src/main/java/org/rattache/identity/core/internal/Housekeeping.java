package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is over: sessions, tries, links. Nothing depends on when it runs, or on how many
 * nodes.
 */
@Component(service = {})
public final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration LINKS_KEPT = Duration.ofDays(30);

    private final Transactions transactions;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "rattache-identity-housekeeping");
                        thread.setDaemon(true);
                        return thread;
                    });

    @Activate
    @SuppressWarnings("FutureReturnValueIgnored") // it repeats until the timer is shut down
    public Housekeeping(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this(transactions, Clock.tickMillis(ZoneOffset.UTC));
        timer.scheduleWithFixedDelay(this::tryToClean, 1, 60, TimeUnit.MINUTES);
    }

    Housekeeping(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Deactivate
    void deactivate() {
        timer.shutdownNow();
    }

    private void tryToClean() {
        try {
            clean();
        } catch (RuntimeException e) {
            LOG.warn("Old sessions could not be deleted now: {}", e.toString());
        }
    }

    void clean() {
        Instant now = clock.instant();
        transactions.run(
                em -> {
                    Sql.update(em, "DELETE FROM idn_session WHERE expires_at < ?1", now);
                    Sql.update(em, "DELETE FROM idn_throttle WHERE ends_at < ?1", now);
                    Sql.update(
                            em,
                            "DELETE FROM idn_link WHERE expires_at < ?1",
                            now.minus(LINKS_KEPT));
                });
    }
}
