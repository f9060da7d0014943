package org.rattache.linking.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Scan;
import org.rattache.linking.api.Scans;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.linking.core.internal.jpa.FirmKey;
import org.rattache.linking.core.internal.jpa.ScanEntity;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scans on threads of its own, two at a time, and notes every second how far they are. One
 * whose note has stopped moving was interrupted: its server is gone.
 */
@Component(configurationPid = LinkingConfiguration.PID)
public final class ScanService implements Scans {

    private static final Logger LOG = LoggerFactory.getLogger(ScanService.class);
    private static final int AT_A_TIME = 2;
    private static final long BEAT_MILLIS = 1_000;

    /** A running scan whose note is older than this runs no more. */
    static final Duration STALE = Duration.ofSeconds(30);

    private static final String INTERRUPTED =
            "The server was stopped while it ran. Start it again.";

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final StrategyRegistry registry;
    private final StrategyChoices choices;
    private final StrategyCalls calls;
    private final Decisions decisions;
    private final EventPublisher events;
    private final ScanFindings findings;
    private final Clock clock;
    private final ExecutorService jobs = Executors.newFixedThreadPool(AT_A_TIME, thread("scan"));
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(thread("scan-notes"));
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    @Activate
    public ScanService(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyRegistry registry,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyChoices choices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyCalls calls,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Decisions decisions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            LinkingConfiguration configuration) {
        this(
                transactions,
                clientFiles,
                registry,
                choices,
                calls,
                decisions,
                events,
                configuration.shared_address_limit(),
                Clock.tickMillis(ZoneOffset.UTC));
    }

    ScanService(
            Transactions transactions,
            ClientFiles clientFiles,
            StrategyRegistry registry,
            StrategyChoices choices,
            StrategyCalls calls,
            Decisions decisions,
            EventPublisher events,
            int sharedAddressLimit,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.registry = registry;
        this.choices = choices;
        this.calls = calls;
        this.decisions = decisions;
        this.events = events;
        this.clock = clock;
        this.findings =
                new ScanFindings(
                        transactions,
                        clientFiles,
                        new Proposals(clientFiles, events),
                        new SharedAddresses(clientFiles, sharedAddressLimit),
                        clock);
    }

    private static ThreadFactory thread(String name) {
        return task -> {
            Thread thread = new Thread(task, "rattache-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Stops the scans and notes that they were interrupted. */
    @Deactivate
    void deactivate() throws InterruptedException {
        stopped = true;
        jobs.shutdown();
        if (!jobs.awaitTermination(5, TimeUnit.SECONDS)) {
            jobs.shutdownNow();
        }
        beats.shutdownNow();
    }

    private record Running(String firm, String id) {}

    @Override
    public Scan start(String firm, Actor actor) {
        Instant now = clock.instant();
        Scan scan =
                transactions.call(
                        em -> {
                            Optional<ScanEntity> current = current(em, firm);
                            if (current.isPresent() && !isStale(current.get(), now)) {
                                return current.get().toScan();
                            }
                            current.ifPresent(stale -> interrupt(stale, now));
                            em.flush();
                            ScanEntity entity =
                                    new ScanEntity(firm, UUID.randomUUID().toString(), actor, now);
                            em.persist(entity);
                            events.publish(
                                    "linking.scan-started",
                                    entity.getId(),
                                    firm,
                                    actor,
                                    Map.of("scan", entity.getId()));
                            em.flush();
                            return entity.toScan();
                        });
        if (scan.startedAt().equals(now) && running.add(new Running(firm, scan.id()))) {
            jobs.execute(() -> run(scan));
        }
        return scan;
    }

    private static Optional<ScanEntity> current(EntityManager em, String firm) {
        return em.createQuery(
                        "SELECT s FROM ScanEntity s WHERE s.firmId = :firm AND s.running = :now",
                        ScanEntity.class)
                .setParameter("firm", firm)
                .setParameter("now", ScanEntity.NOW)
                .getResultStream()
                .findFirst();
    }

    private static boolean isStale(ScanEntity scan, Instant now) {
        return scan.getBeatAt().plus(STALE).isBefore(now);
    }

    private static void interrupt(ScanEntity scan, Instant now) {
        scan.end(Scan.State.INTERRUPTED, Optional.of(INTERRUPTED), now);
    }

    @Override
    public Optional<Scan> find(String firm, String id) {
        Instant now = clock.instant();
        return transactions.call(
                em -> {
                    ScanEntity scan = em.find(ScanEntity.class, new FirmKey(firm, id));
                    if (scan != null && scan.isRunning() && isStale(scan, now)) {
                        interrupt(scan, now);
                    }
                    return Optional.ofNullable(scan).map(ScanEntity::toScan);
                });
    }

    private void run(Scan scan) {
        Running key = new Running(scan.firm(), scan.id());
        ScanJob job = job(scan);
        ScheduledFuture<?> beat =
                beats.scheduleWithFixedDelay(
                        () -> note(scan, job, Optional.empty()),
                        BEAT_MILLIS,
                        BEAT_MILLIS,
                        TimeUnit.MILLISECONDS);
        End end;
        try {
            job.run();
            end =
                    stopped
                            ? new End(Scan.State.INTERRUPTED, Optional.of(INTERRUPTED))
                            : new End(Scan.State.DONE, Optional.empty());
        } catch (ScanJob.ScanFailure e) {
            end = new End(Scan.State.FAILED, Optional.of(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = new End(Scan.State.INTERRUPTED, Optional.of(INTERRUPTED));
        } catch (RuntimeException e) {
            LOG.warn("Scan {} ended with {}", scan.id(), e.toString());
            end =
                    new End(
                            Scan.State.FAILED,
                            Optional.of("It ended with an error; the log names it."));
        }
        beat.cancel(false);
        note(scan, job, Optional.of(end));
        running.remove(key);
    }

    private record End(Scan.State state, Optional<String> why) {}

    private ScanJob job(Scan scan) {
        Lanes lanes = Lanes.of(choices.of(scan.firm()), registry);
        List<PlugIn<GroupSuggestionStrategy>> first =
                lanes.lanes().stream().map(lane -> lane.get(0)).toList();
        return new ScanJob(
                scan.firm(),
                scan.startedBy(),
                first,
                calls,
                decisions,
                clientFiles,
                findings,
                () -> stopped);
    }

    /** Writes down how far it is. */
    private synchronized void note(Scan scan, ScanJob job, Optional<End> end) {
        try {
            transactions.run(
                    em -> {
                        ScanEntity entity =
                                em.find(ScanEntity.class, new FirmKey(scan.firm(), scan.id()));
                        if (entity == null || !entity.isRunning()) {
                            return;
                        }
                        ScanJob.Progress progress = job.progress();
                        entity.goesOn(
                                progress.by(),
                                progress.done(),
                                progress.total(),
                                job.proposed(),
                                job.skipped(),
                                job.unanswered(),
                                clock.instant());
                        end.ifPresent(how -> entity.end(how.state(), how.why(), clock.instant()));
                    });
        } catch (DomainException e) {
            // the database is away: the next note comes in a second
            LOG.warn("How far scan {} is could not be written down. {}", scan.id(), e.toString());
        }
    }
}
