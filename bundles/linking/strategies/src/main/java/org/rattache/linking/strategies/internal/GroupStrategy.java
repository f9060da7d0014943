package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.rattache.linking.spi.GroupScan;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.LinkingStrategy;
import org.rattache.linking.spi.ScanRequest;
import org.rattache.linking.spi.SuggestionRequest;

/**
 * Suggests the files of a group by everything that a file says: SIREN, e-mail, domain, phone,
 * address and the words of the name that may be a brand. It keeps an index of each firm in memory;
 * {@code docs/linking-strategy.md} explains how it weighs.
 *
 * <p>It ranks above the strategy of exact keys, which sees a part of what it sees and answers when
 * it fails: most companies of a group share neither SIREN nor e-mail.
 *
 * <p>Immediate, so that the word lists are read when the bundle starts and not within a request.
 */
@Component(immediate = true, property = "service.ranking:Integer=-1000")
@LinkingStrategy(id = "org.rattache.groups")
public final class GroupStrategy implements GroupSuggestionStrategy, GroupScan {

    private static final int MOST_FIRMS = 64;

    /** A quarter of the memory of the server is for the indexes, and no more. */
    private static final int SHARE_OF_MEMORY = 4;

    /** The host asks on four threads at most. */
    private static final int MOST_SEARCHES_KEPT = 8;

    private static final int MOST_CHARACTERS_OF_A_NOTE = 200;

    private final Words words = new Words();
    private final Domains domains = new Domains();
    private final Weights weights = Weights.shipped();
    private final Queue<Search> searches = new ConcurrentLinkedQueue<>();
    private final ExecutorService background;
    private final FirmIndexes indexes;

    /** Reads the word lists and starts the threads that build indexes. */
    @Activate
    public GroupStrategy() {
        this(MOST_FIRMS, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    GroupStrategy(int mostFirms, long mostBytes) {
        background =
                Executors.newFixedThreadPool(
                        2,
                        task -> {
                            Thread thread = new Thread(task, "rattache-groups");
                            thread.setDaemon(true);
                            return thread;
                        });
        indexes =
                new FirmIndexes(
                        mostFirms,
                        mostBytes,
                        feed -> new LiveIndex(feed, background, this::newKeys, mostBytes));
    }

    /** Ends the threads; an index that is being built is left. */
    @Deactivate
    public void stop() {
        background.shutdownNow();
    }

    @Override
    public List<GroupSuggestion> suggest(SuggestionRequest request) {
        FirmHabits habits = FirmHabits.of(request.decisions());
        LiveIndex live = indexes.of(request.files());
        live.catchUp();
        List<String> notes = new ArrayList<>();
        List<GroupSuggestion> suggestions =
                switch (live.state()) {
                    case READY -> fromIndex(request, live, habits, notes);
                    case BUILDING -> {
                        notes.add("index building, " + (int) (live.share() * 100) + " %");
                        yield fromDatabase(request, habits, notes);
                    }
                    case TOO_LARGE -> {
                        notes.add("too many files for the index: compared by the database's keys");
                        yield fromDatabase(request, habits, notes);
                    }
                };
        if (!notes.isEmpty()) {
            String note = String.join("; ", notes);
            request.note(note.substring(0, Math.min(note.length(), MOST_CHARACTERS_OF_A_NOTE)));
        }
        return suggestions;
    }

    private List<GroupSuggestion> fromIndex(
            SuggestionRequest request, LiveIndex live, FirmHabits habits, List<String> notes) {
        if (live.remaining() > 0) {
            notes.add("index " + live.remaining() + " changes behind");
        }
        return withSearch(
                search -> {
                    search.keys().read(request.file());
                    List<GroupSuggestion> suggestions = new ArrayList<>();
                    live.look(
                            index -> {
                                search.look(index, request.file().id(), weights, habits);
                                suggestions.addAll(
                                        search.suggestions(Search.FLOOR, MAX_SUGGESTIONS));
                            });
                    explain(habits, search, notes);
                    return suggestions;
                });
    }

    private List<GroupSuggestion> fromDatabase(
            SuggestionRequest request, FirmHabits habits, List<String> notes) {
        return withSearch(
                search -> {
                    FirmIndex around =
                            new DatabaseKeys(request.candidates())
                                    .indexAround(request.file(), search.keys());
                    search.keys().read(request.file());
                    search.look(around, request.file().id(), weights, habits);
                    explain(habits, search, notes);
                    return search.suggestions(Search.FLOOR, MAX_SUGGESTIONS);
                });
    }

    /** A note is cut, and hot keys can be long: what was learnt stands before them. */
    private static void explain(FirmHabits habits, Search search, List<String> notes) {
        if (!habits.explanation().isEmpty()) {
            notes.add(habits.explanation());
        }
        for (String key : search.hotKeys()) {
            notes.add(key + " is in many files and not counted");
        }
    }

    /**
     * A search has arrays worth keeping, but no thread of the host may keep them: what hangs on a
     * foreign thread outlives this bundle.
     */
    private <T> T withSearch(Function<Search, T> use) {
        Search kept = searches.poll();
        Search search = kept == null ? new Search(words, domains) : kept;
        T result = use.apply(search);
        if (searches.size() < MOST_SEARCHES_KEPT) {
            searches.add(search);
        }
        return result;
    }

    private FileKeys newKeys() {
        return new FileKeys(words, domains);
    }

    @Override
    public void scan(ScanRequest request) {
        LiveIndex live = indexes.of(request.files());
        FirmScan scan =
                new FirmScan(
                        live,
                        weights,
                        FirmHabits.of(request.decisions()),
                        () -> new Search(words, domains));
        scan.run(request, background);
    }

    /** How many firms have an index. */
    int firms() {
        return indexes.size();
    }
}
