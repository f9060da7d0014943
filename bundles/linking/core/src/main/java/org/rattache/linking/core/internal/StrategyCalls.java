package org.rattache.linking.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.SuggestionRequest;

/** Calls strategies, each on threads of its own, and takes over what they say. */
@Component(service = StrategyCalls.class, configurationPid = LinkingConfiguration.PID)
public final class StrategyCalls {

    private final ClientFiles clientFiles;
    private final KeyIndex keys;
    private final ChangeLog changes;
    private final Decisions decisions;
    private final long limitMillis;

    @Activate
    public StrategyCalls(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) KeyIndex keys,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ChangeLog changes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Decisions decisions,
            LinkingConfiguration configuration) {
        this(clientFiles, keys, changes, decisions, configuration.time_limit_millis());
    }

    StrategyCalls(
            ClientFiles clientFiles,
            KeyIndex keys,
            ChangeLog changes,
            Decisions decisions,
            long limitMillis) {
        this.clientFiles = clientFiles;
        this.keys = keys;
        this.changes = changes;
        this.decisions = decisions;
        this.limitMillis = limitMillis;
    }

    /** What a strategy gave, copied on its own thread: at most as much as allowed. */
    record Raw(List<GroupSuggestion> suggestions, int dropped) {}

    /** A call that has ended. */
    record Ended(
            PlugIn<GroupSuggestionStrategy> plugIn,
            Bulkhead.Result<Raw> result,
            Optional<String> note) {

        String id() {
            return plugIn.id().orElseThrow();
        }
    }

    /** A call under way. */
    record Pending(
            PlugIn<GroupSuggestionStrategy> plugIn, Bulkhead.Call<Raw> call, Request request) {

        /** Waits until it has ended, within its time limit. */
        Ended await() throws InterruptedException {
            return new Ended(plugIn, call.await(), request.note());
        }

        /** From now on the strategy can ask nothing more. */
        void end() {
            request.candidates.end();
        }
    }

    /** Begins to ask a strategy about a file. Whoever calls it ends it. */
    Pending begin(PlugIn<GroupSuggestionStrategy> plugIn, ClientFile file) {
        Request request =
                new Request(
                        Candidates.candidate(file),
                        new Candidates(file.firm(), clientFiles, keys),
                        feed(plugIn, file.firm()),
                        () -> decisions.of(file.firm()),
                        Duration.ofMillis(limitMillis));
        return new Pending(
                plugIn,
                plugIn.call(limitMillis, strategy -> copy(strategy.suggest(request))),
                request);
    }

    /** The feed of a firm for a strategy, which may keep it. */
    FileFeed feed(PlugIn<GroupSuggestionStrategy> plugIn, String firm) {
        return new FirmFeed(firm, changes, clientFiles, plugIn::isGone);
    }

    /** Runs on the strategy's thread: its list may be of any class, and endless. */
    static Raw copy(List<GroupSuggestion> given) {
        if (given == null) {
            throw new Bulkhead.UnusableAnswer("It answered null.");
        }
        List<GroupSuggestion> copy = new ArrayList<>();
        int dropped = 0;
        for (Iterator<GroupSuggestion> rest = given.iterator(); rest.hasNext(); ) {
            if (copy.size() + dropped == GroupSuggestionStrategy.MAX_SUGGESTIONS) {
                return new Raw(copy, dropped + 1);
            }
            GroupSuggestion suggestion = rest.next();
            if (suggestion == null || suggestion.reasons().isEmpty()) {
                dropped++;
            } else {
                copy.add(suggestion);
            }
        }
        return new Raw(copy, dropped);
    }

    private static final class Request implements SuggestionRequest {

        private static final int LONGEST_NOTE = 200;

        private final Candidate file;
        private final Candidates candidates;
        private final FileFeed files;
        private final Supplier<List<DecisionCount>> decisions;
        private final Duration timeLimit;
        private volatile String note = "";

        Request(
                Candidate file,
                Candidates candidates,
                FileFeed files,
                Supplier<List<DecisionCount>> decisions,
                Duration timeLimit) {
            this.file = file;
            this.candidates = candidates;
            this.files = files;
            this.decisions = decisions;
            this.timeLimit = timeLimit;
        }

        Optional<String> note() {
            return Optional.of(note).filter(text -> !text.isBlank());
        }

        @Override
        public String firm() {
            return files.firm();
        }

        @Override
        public Candidate file() {
            return file;
        }

        @Override
        public CandidateSource candidates() {
            return candidates;
        }

        @Override
        public FileFeed files() {
            return files;
        }

        @Override
        public List<DecisionCount> decisions() {
            return PlugInThread.inDatabase(decisions);
        }

        @Override
        public void note(String text) {
            String cut = text.substring(0, Math.min(text.length(), LONGEST_NOTE));
            note = cut.replaceAll("\\p{Cntrl}", " ");
        }

        @Override
        public Duration timeLimit() {
            return timeLimit;
        }
    }
}
