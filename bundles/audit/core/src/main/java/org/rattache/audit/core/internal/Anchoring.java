package org.rattache.audit.core.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.audit.core.internal.AnchorFile.Anchor;
import org.rattache.audit.core.internal.jpa.HeadRow;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the heads of the chains that moved into the anchor file: every so many seconds, and sooner
 * after so many entries. Only heads that are committed: it reads them back.
 */
@Component(service = Anchoring.class, configurationPid = "org.rattache.audit")
public final class Anchoring {

    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    private static final int BATCH = 500;

    /** Another node's clock, or a transaction that took long, may leave a head behind the last. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    /** The keys of etc/org.rattache.audit.cfg. */
    @interface Config {
        /** The file; empty: {@code audit/anchors.log} in the data folder. */
        String anchorFile() default "";

        /** Chains that moved are anchored every so many seconds. */
        int anchorSeconds() default 60;

        /** And sooner, after so many entries. */
        int anchorEntries() default 1000;
    }

    private final Transactions transactions;
    private final AnchorFile file;
    private final Clock clock;
    private final int entries;
    private final AtomicLong pending = new AtomicLong();
    private final ScheduledExecutorService timer;
    private Map<String, Long> last = new HashMap<>();
    private Instant since;

    @Activate
    public Anchoring(
            BundleContext context,
            Config config,
            @Reference(target = "(unit=audit)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this(
                transactions,
                new AnchorFile(path(config.anchorFile(), context.getProperty("karaf.data"))),
                Clock.tickMillis(ZoneOffset.UTC),
                Math.max(1, config.anchorEntries()),
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "rattache-audit-anchors");
                            thread.setDaemon(true);
                            return thread;
                        }));
        long pause = Math.max(1, config.anchorSeconds());
        var unused = timer.scheduleWithFixedDelay(this::runQuietly, pause, pause, TimeUnit.SECONDS);
    }

    Anchoring(
            Transactions transactions,
            AnchorFile file,
            Clock clock,
            int entries,
            ScheduledExecutorService timer) {
        this.transactions = transactions;
        this.file = file;
        this.clock = clock;
        this.entries = entries;
        this.timer = timer;
    }

    private static Path path(String configured, String data) {
        return configured.isBlank()
                ? Path.of(data == null ? "." : data, "audit", "anchors.log")
                : Path.of(configured);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        timer.shutdown();
        if (timer.awaitTermination(5, TimeUnit.SECONDS)) {
            runQuietly();
        }
    }

    AnchorFile file() {
        return file;
    }

    /** Says that an entry was appended, in a transaction that may still be running. */
    void appended() {
        if (pending.incrementAndGet() == entries) {
            timer.execute(this::runQuietly);
        }
    }

    private void runQuietly() {
        try {
            anchor();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The chains could not be anchored in {}. {}", file.path(), e.toString());
        }
    }

    /** Anchors every chain that moved since the last time; returns how many lines were written. */
    synchronized int anchor() throws IOException {
        pending.set(0);
        if (since == null) {
            since = lastAnchored();
        }
        Instant now = clock.instant();
        Map<String, Long> seen = new HashMap<>();
        int written = 0;
        String after = "";
        for (boolean more = true; more; ) {
            List<HeadRow> heads = moved(after);
            List<Anchor> anchors = new ArrayList<>();
            for (HeadRow head : heads) {
                after = head.getFirm();
                seen.put(head.getFirm(), head.getNumber());
                if (last.getOrDefault(head.getFirm(), 0L) < head.getNumber()) {
                    anchors.add(
                            new Anchor(now, head.getFirm(), head.getNumber(), head.getDigest()));
                }
            }
            file.append(anchors);
            written += anchors.size();
            more = heads.size() == BATCH;
        }
        last = seen;
        since = now;
        return written;
    }

    private List<HeadRow> moved(String after) {
        Instant from = since.equals(Instant.EPOCH) ? since : since.minus(OVERLAP);
        return transactions.call(
                em ->
                        em.createQuery(
                                        "SELECT h FROM HeadRow h WHERE h.changedAt >= :from AND h.firm > :after"
                                                + " ORDER BY h.firm",
                                        HeadRow.class)
                                .setParameter("from", from)
                                .setParameter("after", after)
                                .setMaxResults(BATCH)
                                .getResultList());
    }

    private Instant lastAnchored() throws IOException {
        Instant[] newest = {Instant.EPOCH};
        file.read(
                (line, anchor) -> {
                    anchor.filter(a -> a.at().isAfter(newest[0]))
                            .ifPresent(a -> newest[0] = a.at());
                    return true;
                });
        return newest[0];
    }
}
