package org.rattache.linking.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.core.internal.StrategyCalls.Ended;
import org.rattache.linking.core.internal.StrategyCalls.Pending;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupScan;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.ScanRequest;
import org.rattache.platform.api.Actor;

/**
 * One scan while it runs: asks the strategies one after the other, those that can for all files at
 * once, the others for every file. Its numbers may be read from any thread.
 */
final class ScanJob {

    /** A scan that reports no progress for so long is stopped. */
    static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final int PAGE = 500;

    private final String firm;
    private final Actor actor;
    private final List<PlugIn<GroupSuggestionStrategy>> plugIns;
    private final StrategyCalls calls;
    private final Decisions decisions;
    private final ClientFiles clientFiles;
    private final ScanFindings findings;
    private final BooleanSupplier stopped;
    private final AtomicLong proposed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private volatile Progress progress = new Progress(Optional.empty(), 0, 0);
    private volatile long heardAt = System.nanoTime();

    /** How far it is, over all strategies. */
    record Progress(Optional<Link.SuggestedBy> by, long done, long total) {}

    ScanJob(
            String firm,
            Actor actor,
            List<PlugIn<GroupSuggestionStrategy>> plugIns,
            StrategyCalls calls,
            Decisions decisions,
            ClientFiles clientFiles,
            ScanFindings findings,
            BooleanSupplier stopped) {
        this.firm = firm;
        this.actor = actor;
        this.plugIns = plugIns;
        this.calls = calls;
        this.decisions = decisions;
        this.clientFiles = clientFiles;
        this.findings = findings;
        this.stopped = stopped;
    }

    /** Why a scan could not be finished. */
    static final class ScanFailure extends Exception {
        private static final long serialVersionUID = 1L;

        ScanFailure(String message) {
            super(message);
        }
    }

    Progress progress() {
        return progress;
    }

    long proposed() {
        return proposed.get();
    }

    long skipped() {
        return skipped.get();
    }

    long unanswered() {
        return unanswered.get();
    }

    /** Runs to the end, or until it is stopped. */
    void run() throws ScanFailure, InterruptedException {
        if (plugIns.isEmpty()) {
            throw new ScanFailure("None of the strategies that the firm asks is installed.");
        }
        for (int i = 0; i < plugIns.size() && !stopped.getAsBoolean(); i++) {
            run(i);
        }
    }

    private void run(int number) throws ScanFailure, InterruptedException {
        PlugIn<GroupSuggestionStrategy> plugIn = plugIns.get(number);
        Link.SuggestedBy by =
                new Link.SuggestedBy(
                        plugIn.id().orElseThrow(),
                        Optional.of(plugIn.bundle()),
                        Optional.of(plugIn.version()));
        heard(number, by, 0, 0);
        Request request = new Request(number, by, calls.feed(plugIn, firm));
        Bulkhead.Result<Boolean> result =
                plugIn.scan(strategy -> scanned(strategy, request))
                        .awaitWhile(() -> !stopped.getAsBoolean() && isHeard());
        request.ended = true;
        if (stopped.getAsBoolean()) {
            return;
        }
        if (result.outcome() != Outcome.ANSWERED) {
            throw new ScanFailure(
                    "The scan of "
                            + by.id()
                            + " ended too early. "
                            + (result.outcome() == Outcome.TIMED_OUT
                                    ? "It reported no progress for a minute."
                                    : result.detail().orElse("")));
        }
        if (!result.value().orElseThrow()) {
            askForEveryFile(number, by, plugIn);
        }
    }

    private boolean isHeard() {
        return System.nanoTime() - heardAt < SILENCE_NANOS;
    }

    /** Runs on the strategy's thread. */
    private static boolean scanned(GroupSuggestionStrategy strategy, Request request) {
        if (strategy instanceof GroupScan scan) {
            scan.scan(request);
            return true;
        }
        return false;
    }

    private void askForEveryFile(
            int number, Link.SuggestedBy by, PlugIn<GroupSuggestionStrategy> plugIn)
            throws ScanFailure, InterruptedException {
        FileFeed feed = calls.feed(plugIn, firm);
        String point = FileFeed.BEGINNING;
        long done = 0;
        FileFeed.Page page;
        do {
            if (plugIn.isGone()) {
                throw new ScanFailure(by.id() + " was removed or replaced while it was asked.");
            }
            page = feed.after(point, PAGE);
            for (Candidate candidate : page.files()) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                ask(candidate.id(), by, plugIn);
                done++;
                heard(number, by, done, done + page.remaining() + page.files().size());
            }
            point = page.point();
        } while (page.remaining() > 0);
        heard(number, by, done, done);
    }

    private void ask(String id, Link.SuggestedBy by, PlugIn<GroupSuggestionStrategy> plugIn)
            throws ScanFailure, InterruptedException {
        Optional<ClientFile> file = clientFiles.find(firm, id);
        if (file.isEmpty()) {
            return;
        }
        Pending call = calls.begin(plugIn, file.get());
        Ended ended;
        try {
            ended = call.await();
        } finally {
            call.end();
        }
        if (ended.result().outcome() == Outcome.SUSPENDED) {
            throw new ScanFailure(by.id() + ": " + ended.result().detail().orElse(""));
        }
        if (ended.result().value().isEmpty()) {
            unanswered.incrementAndGet();
            return;
        }
        List<GroupSuggestion> sure =
                ended.result().value().get().suggestions().stream()
                        .filter(one -> one.tier() != GroupSuggestion.Tier.POSSIBLE)
                        .toList();
        if (!sure.isEmpty()) {
            count(findings.propose(firm, id, sure, by, actor));
        }
    }

    private void count(ScanFindings.Counts counts) {
        proposed.addAndGet(counts.proposed());
        skipped.addAndGet(counts.skipped());
    }

    private void heard(int number, Link.SuggestedBy by, long done, long total) {
        heardAt = System.nanoTime();
        long all = Math.max(total, done);
        // each strategy looks at all files
        progress = new Progress(Optional.of(by), number * all + done, plugIns.size() * all);
    }

    private final class Request implements ScanRequest {

        private final int number;
        private final Link.SuggestedBy by;
        private final FileFeed files;
        private volatile boolean ended;

        Request(int number, Link.SuggestedBy by, FileFeed files) {
            this.number = number;
            this.by = by;
            this.files = files;
        }

        @Override
        public String firm() {
            return firm;
        }

        @Override
        public FileFeed files() {
            return files;
        }

        @Override
        public List<DecisionCount> decisions() {
            return PlugInThread.inDatabase(() -> decisions.of(firm));
        }

        @Override
        public void propose(String file, List<GroupSuggestion> others) {
            check();
            StrategyCalls.Raw raw = StrategyCalls.copy(others);
            skipped.addAndGet(raw.dropped());
            Objects.requireNonNull(file);
            count(
                    PlugInThread.inDatabase(
                            () ->
                                    findings.propose(
                                            firm,
                                            file,
                                            new ArrayList<>(raw.suggestions()),
                                            by,
                                            actor)));
        }

        @Override
        public boolean progress(long done, long total) {
            check();
            heard(number, by, Math.max(0, done), Math.max(0, total));
            return !stopped.getAsBoolean();
        }

        private void check() {
            if (ended) {
                throw new IllegalStateException("This scan has ended.");
            }
        }
    }
}
