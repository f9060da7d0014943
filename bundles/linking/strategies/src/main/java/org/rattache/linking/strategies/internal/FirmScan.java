package org.rattache.linking.strategies.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.ScanRequest;

/**
 * One scan over all files of a firm: reads them page by page, looks each one up in the index, and
 * makes {@link Clusters} of what belongs together. Used once.
 */
final class FirmScan {

    /**
     * So that a page that is read does not wait for one that is looked up, and few wait in memory.
     */
    private static final int MOST_PAGES_AT_ONCE = 3;

    private static final long POLL_MILLIS = 50;
    private static final long SAY_AGAIN = TimeUnit.SECONDS.toNanos(5);

    private final LiveIndex live;
    private final Weights weights;
    private final FirmHabits habits;
    private final Supplier<Search> newSearch;
    private final Clusters clusters = new Clusters();

    /** Files that have something in common with others: their group is told with its reasons. */
    private final Map<Integer, Candidate> related = new HashMap<>();

    /** What a page yielded: pairs of files by their numbers, and the bits of their scores. */
    private record Found(int files, List<Candidate> related, IntList pairs, IntList scores) {}

    FirmScan(LiveIndex live, Weights weights, FirmHabits habits, Supplier<Search> newSearch) {
        this.live = live;
        this.weights = weights;
        this.habits = habits;
        this.newSearch = newSearch;
    }

    void run(ScanRequest request, ExecutorService executor) {
        try {
            if (waitForIndex(request) && compareAll(request, executor)) {
                proposeAll(request);
            }
        } catch (InterruptedException e) {
            // The host has stopped the scan.
            Thread.currentThread().interrupt();
        }
    }

    /** Without the index nothing can be compared fast enough. */
    private boolean waitForIndex(ScanRequest request) throws InterruptedException {
        long said = System.nanoTime() - SAY_AGAIN;
        live.catchUp();
        while (live.state() == LiveIndex.State.BUILDING) {
            if (System.nanoTime() - said >= SAY_AGAIN) {
                if (!request.progress(0, live.remaining())) {
                    return false;
                }
                said = System.nanoTime();
            }
            Thread.sleep(POLL_MILLIS);
            live.catchUp();
        }
        if (live.state() == LiveIndex.State.TOO_LARGE) {
            throw new IllegalStateException("The firm has too many files for a scan in memory");
        }
        return true;
    }

    private boolean compareAll(ScanRequest request, ExecutorService executor)
            throws InterruptedException {
        Deque<Future<Found>> underWay = new ArrayDeque<>();
        String point = FileFeed.BEGINNING;
        long done = 0;
        long remaining = Long.MAX_VALUE;
        while (remaining > 0 || !underWay.isEmpty()) {
            if (remaining > 0 && underWay.size() < MOST_PAGES_AT_ONCE) {
                FileFeed.Page page = request.files().after(point, FileFeed.MAX_ROWS);
                point = page.point();
                remaining = page.remaining();
                Callable<Found> task = () -> compare(page.files());
                underWay.add(executor.submit(task));
            } else {
                Found found = get(underWay.remove());
                done += found.files;
                add(found);
                if (!request.progress(done, done + remaining)) {
                    underWay.forEach(future -> future.cancel(true));
                    return false;
                }
            }
        }
        return true;
    }

    private static Found get(Future<Found> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The files could not be compared", e.getCause());
        } catch (CancellationException e) {
            throw new InterruptedException("The strategy is going");
        }
    }

    private Found compare(List<Candidate> files) {
        Search search = newSearch.get();
        List<Candidate> withOthers = new ArrayList<>();
        IntList pairs = new IntList();
        IntList scores = new IntList();
        for (Candidate file : files) {
            search.keys().read(file);
            live.look(
                    index -> {
                        int self = index.numberOf(file.id());
                        if (self == Ids.MISSING) {
                            return;
                        }
                        search.look(index, file.id(), weights, habits);
                        int before = pairs.size();
                        for (int slot = 0; slot < search.met(); slot++) {
                            double score = search.score(slot);
                            if (score >= Search.THRESHOLD) {
                                pairs.add(self);
                                pairs.add(search.file(slot));
                                scores.add(Float.floatToIntBits((float) score));
                            }
                        }
                        if (pairs.size() > before) {
                            withOthers.add(file);
                        }
                    });
        }
        return new Found(files.size(), withOthers, pairs, scores);
    }

    private void add(Found found) {
        live.look(
                index ->
                        found.related.forEach(
                                file -> related.put(index.numberOf(file.id()), file)));
        for (int i = 0; i < found.scores.size(); i++) {
            clusters.add(
                    found.pairs.get(2 * i),
                    found.pairs.get(2 * i + 1),
                    Float.intBitsToFloat(found.scores.get(i)));
        }
    }

    /**
     * Every group as stars: a file is in a group only by what it shares with the file at its
     * centre.
     */
    private void proposeAll(ScanRequest request) {
        Search search = newSearch.get();
        for (List<Integer> star : clusters.stars()) {
            Candidate centre = related.get(star.get(0));
            if (centre == null || Thread.currentThread().isInterrupted()) {
                continue;
            }
            List<GroupSuggestion> others = new ArrayList<>();
            search.keys().read(centre);
            live.look(
                    index -> {
                        Set<String> members = new HashSet<>();
                        star.forEach(
                                file -> {
                                    if (!index.isDead(file)) {
                                        members.add(index.id(file));
                                    }
                                });
                        search.look(index, centre.id(), weights, habits);
                        search.suggestions(Search.THRESHOLD, Integer.MAX_VALUE).stream()
                                .filter(suggestion -> members.contains(suggestion.clientFile()))
                                .sorted(
                                        Comparator.comparing(GroupSuggestion::tier)
                                                .thenComparing(suggestion -> -suggestion.score()))
                                .limit(GroupSuggestionStrategy.MAX_SUGGESTIONS)
                                .forEach(others::add);
                    });
            if (!others.isEmpty()) {
                request.propose(centre.id(), others);
            }
        }
    }
}
