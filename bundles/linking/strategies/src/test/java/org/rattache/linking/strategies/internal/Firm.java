package org.rattache.linking.strategies.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.ScanRequest;
import org.rattache.linking.spi.SuggestionRequest;

/** A firm in memory that does for a strategy what the host does. Thread-safe. */
final class Firm implements FileFeed, CandidateSource {

    private final String id;

    /** Each change with its number; the last one of a file counts. */
    private final List<Map.Entry<String, Optional<Candidate>>> changes = new ArrayList<>();

    private final Map<String, Candidate> files = new LinkedHashMap<>();
    private final Map<String, Integer> lastChange = new LinkedHashMap<>();
    private final AtomicLong counter = new AtomicLong();
    private final AtomicLong pagesRead = new AtomicLong();
    private final AtomicLong rowsFound = new AtomicLong();
    private volatile Runnable beforePage = () -> {};

    Firm(String id) {
        this.id = id;
    }

    synchronized Firm put(Candidate file) {
        files.put(file.id(), file);
        lastChange.put(file.id(), changes.size());
        changes.add(Map.entry(file.id(), Optional.of(file)));
        counter.incrementAndGet();
        return this;
    }

    synchronized void remove(String file) {
        files.remove(file);
        lastChange.put(file, changes.size());
        changes.add(Map.entry(file, Optional.empty()));
        counter.incrementAndGet();
    }

    synchronized Candidate file(String file) {
        return files.get(file);
    }

    /** Runs before every page is read, such as something that waits. */
    void beforePage(Runnable action) {
        beforePage = action;
    }

    long pagesRead() {
        return pagesRead.get();
    }

    long rowsFound() {
        return rowsFound.get();
    }

    // --- feed
    // -------------------------------------------------------------------------------------

    @Override
    public String firm() {
        return id;
    }

    @Override
    public long changes() {
        return counter.get();
    }

    @Override
    public Page after(String point, int limit) {
        beforePage.run();
        pagesRead.incrementAndGet();
        synchronized (this) {
            int at = point.equals(BEGINNING) ? 0 : Integer.parseInt(point);
            List<Candidate> there = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            while (at < changes.size()
                    && there.size() + gone.size() < Math.min(limit, FileFeed.MAX_ROWS)) {
                Map.Entry<String, Optional<Candidate>> change = changes.get(at);
                if (lastChange.get(change.getKey()) == at) {
                    change.getValue().ifPresentOrElse(there::add, () -> gone.add(change.getKey()));
                }
                at++;
            }
            return new Page(there, gone, String.valueOf(at), changes.size() - at);
        }
    }

    // --- keys
    // -------------------------------------------------------------------------------------

    @Override
    public List<Candidate> withEmail(String email, int limit) {
        return with(file -> file.email().filter(email::equalsIgnoreCase).isPresent(), limit);
    }

    @Override
    public List<Candidate> withDomain(String domain, int limit) {
        return with(file -> file.domain().filter(domain::equals).isPresent(), limit);
    }

    @Override
    public List<Candidate> withSiren(String siren, int limit) {
        return with(file -> file.siren().filter(siren::equals).isPresent(), limit);
    }

    @Override
    public List<Candidate> withPhone(String phone, int limit) {
        return with(file -> file.phone().filter(phone::equals).isPresent(), limit);
    }

    @Override
    public List<Candidate> withNameWord(String word, int limit) {
        return with(file -> List.of(FoldedText.wordsOf(file.name())).contains(word), limit);
    }

    private synchronized List<Candidate> with(Function<Candidate, Boolean> test, int limit) {
        List<Candidate> found = files.values().stream().filter(test::apply).limit(limit).toList();
        rowsFound.addAndGet(found.size());
        return found;
    }

    // --- asking
    // -----------------------------------------------------------------------------------

    /** What a strategy answered, and what it noted. */
    record Answer(List<GroupSuggestion> suggestions, Optional<String> note) {

        /** The files suggested with a score at which a suggestion is meant. */
        List<String> meant() {
            return suggestions.stream()
                    .filter(suggestion -> suggestion.score() >= Search.THRESHOLD)
                    .map(GroupSuggestion::clientFile)
                    .sorted()
                    .toList();
        }
    }

    Answer ask(GroupSuggestionStrategy strategy, String file, DecisionCount... decisions) {
        List<String> notes = new ArrayList<>();
        Candidate chosen = file(file);
        List<GroupSuggestion> suggestions =
                strategy.suggest(
                        new SuggestionRequest() {
                            @Override
                            public String firm() {
                                return id;
                            }

                            @Override
                            public Candidate file() {
                                return chosen;
                            }

                            @Override
                            public CandidateSource candidates() {
                                return Firm.this;
                            }

                            @Override
                            public FileFeed files() {
                                return Firm.this;
                            }

                            @Override
                            public List<DecisionCount> decisions() {
                                return List.of(decisions);
                            }

                            @Override
                            public void note(String text) {
                                notes.add(text);
                            }

                            @Override
                            public Duration timeLimit() {
                                return Duration.ofMillis(500);
                            }
                        });
        return new Answer(
                suggestions,
                notes.isEmpty() ? Optional.empty() : Optional.of(notes.get(notes.size() - 1)));
    }

    /** Asks until the index is there. */
    Answer askWhenReady(GroupSuggestionStrategy strategy, String file, DecisionCount... decisions) {
        Answer answer = ask(strategy, file, decisions);
        while (answer.note().filter(note -> note.startsWith("index building")).isPresent()) {
            Thread.onSpinWait();
            answer = ask(strategy, file, decisions);
        }
        return answer;
    }

    /** Scans, and answers what was proposed: the file at the centre, and the others. */
    Map<String, List<GroupSuggestion>> scan(GroupStrategy strategy) {
        Map<String, List<GroupSuggestion>> proposals = new LinkedHashMap<>();
        strategy.scan(
                new ScanRequest() {
                    @Override
                    public String firm() {
                        return id;
                    }

                    @Override
                    public FileFeed files() {
                        return Firm.this;
                    }

                    @Override
                    public List<DecisionCount> decisions() {
                        return List.of();
                    }

                    @Override
                    public void propose(String file, List<GroupSuggestion> others) {
                        proposals.put(file, others);
                    }

                    @Override
                    public boolean progress(long done, long total) {
                        return true;
                    }
                });
        return proposals;
    }
}
