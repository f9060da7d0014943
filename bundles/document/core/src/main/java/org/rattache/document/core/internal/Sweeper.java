package org.rattache.document.core.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.spi.ContentStore;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes contents that no document refers to: uploads that never became a document, and what was
 * recalled. A document's row always goes first, so a document in a list always has its content.
 */
@Component(service = Sweeper.class, immediate = true, configurationPid = "org.rattache.document")
public final class Sweeper {

    /** The configuration, PID {@code org.rattache.document}. */
    public @interface Config {
        /** How often is swept; 0 for never. */
        int sweepMinutes() default 60;

        /** A content without a document is left alone until it is so old; at least 60. */
        int sweepAgeMinutes() default 60;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int BATCH = 200;

    /** Twice as long as an upload may wait for its document. */
    private static final Duration LEAST_AGE = ContentVault.UPLOAD_VALIDITY.multipliedBy(2);

    private final Transactions transactions;
    private final ContentVault vault;
    private final Duration age;
    private final Clock clock;
    private volatile ScheduledFuture<?> rounds;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "rattache-content-sweeper");
                        thread.setDaemon(true);
                        return thread;
                    });

    @Activate
    public Sweeper(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ContentVault vault,
            Config config) {
        this(
                transactions,
                vault,
                Duration.ofMinutes(config.sweepAgeMinutes()),
                Clock.tickMillis(ZoneOffset.UTC));
        if (config.sweepMinutes() > 0) {
            rounds =
                    timer.scheduleWithFixedDelay(
                            this::run, 1, config.sweepMinutes(), TimeUnit.MINUTES);
        }
    }

    Sweeper(Transactions transactions, ContentVault vault, Duration age, Clock clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.age = age.compareTo(LEAST_AGE) < 0 ? LEAST_AGE : age;
        this.clock = clock;
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        if (rounds != null) {
            rounds.cancel(true);
        }
        timer.shutdownNow();
        if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("The sweeper is still at work.");
        }
    }

    private void run() {
        try {
            int removed = sweep();
            if (removed > 0) {
                LOG.info("{} contents without a document were removed.", removed);
            }
        } catch (Exception e) {
            LOG.warn("Contents could not be swept; the next try is as planned. {}", e.toString());
            LOG.debug("The failure of the sweep", e);
        }
    }

    /** One round; returns how many contents were removed. */
    int sweep() throws IOException {
        Optional<ContentStore> store = vault.current();
        if (store.isEmpty()) {
            return 0;
        }
        Instant before = clock.instant().minus(age);
        return released(store.get())
                + orphans(store.get(), before)
                + store.get().discardUnfinished(before);
    }

    private int released(ContentStore store) throws IOException {
        List<String> ids =
                transactions.call(
                        em ->
                                DocumentTable.select(
                                                em,
                                                "SELECT c.content_id FROM doc_content c WHERE c.released_at IS NOT NULL"
                                                        + " ORDER BY c.released_at FETCH FIRST 1000 ROWS ONLY")
                                        .stream()
                                        .map(String.class::cast)
                                        .toList());
        for (String id : ids) {
            store.delete(id);
            transactions.run(
                    em ->
                            DocumentTable.execute(
                                    em, "DELETE FROM doc_content WHERE content_id = ?", id));
        }
        return ids.size();
    }

    private int orphans(ContentStore store, Instant before) throws IOException {
        if (knowsNothing()) {
            // an empty database beside a full store is the wrong database, not a thousand orphans
            LOG.debug("The database knows no content; nothing is swept.");
            return 0;
        }
        List<String> batch = new ArrayList<>(BATCH);
        int[] removed = {0};
        try {
            store.forEachStoredBefore(
                    before,
                    id -> {
                        batch.add(id);
                        if (batch.size() == BATCH) {
                            removed[0] += removeUnknown(store, batch);
                            batch.clear();
                        }
                    });
            removed[0] += removeUnknown(store, batch);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return removed[0];
    }

    private boolean knowsNothing() {
        return transactions.call(
                em ->
                        DocumentTable.select(
                                        em,
                                        "SELECT c.content_id FROM doc_content c FETCH FIRST 1 ROWS ONLY")
                                .isEmpty());
    }

    private int removeUnknown(ContentStore store, List<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        Set<String> known = new HashSet<>();
        transactions.run(
                em ->
                        DocumentTable.select(
                                        em,
                                        "SELECT c.content_id FROM doc_content c WHERE c.content_id IN ("
                                                + marks
                                                + ")",
                                        ids.toArray())
                                .forEach(id -> known.add((String) id)));
        int removed = 0;
        for (String id : ids) {
            if (!known.contains(id)) {
                try {
                    store.delete(id);
                    removed++;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return removed;
    }
}
