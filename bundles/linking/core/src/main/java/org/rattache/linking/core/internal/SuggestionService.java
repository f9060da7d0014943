package org.rattache.linking.core.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.SuggestionAnswer;
import org.rattache.linking.api.SuggestionAnswer.Asked;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.api.SuggestionAnswer.Reason;
import org.rattache.linking.api.SuggestionAnswer.Suggestion;
import org.rattache.linking.api.SuggestionAnswer.Tier;
import org.rattache.linking.api.Suggestions;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.SuggestionRequest;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/**
 * Asks the strategies and checks what they say. Whatever one of them does, the answer comes, in
 * time, holds files of this firm alone, and tells who has not answered.
 */
@Component(configurationPid = LinkingConfiguration.PID)
public final class SuggestionService implements Suggestions {

    /** The active one and this many stand-bys of an id are asked, one after the other. */
    private static final int MOST_TRIES = 3;

    private static final int MOST_SUGGESTIONS = 100;
    private static final int MOST_REASONS = 20;

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final Spaces spaces;
    private final KeyIndex keys;
    private final StrategyRegistry registry;
    private final SharedAddresses sharedAddresses;
    private final long limitMillis;

    @Activate
    public SuggestionService(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Spaces spaces,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) KeyIndex keys,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyRegistry registry,
            LinkingConfiguration configuration) {
        this(
                transactions,
                clientFiles,
                spaces,
                keys,
                registry,
                configuration.shared_address_limit(),
                configuration.time_limit_millis());
    }

    SuggestionService(
            Transactions transactions,
            ClientFiles clientFiles,
            Spaces spaces,
            KeyIndex keys,
            StrategyRegistry registry,
            int sharedAddressLimit,
            long limitMillis) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.spaces = spaces;
        this.keys = keys;
        this.registry = registry;
        this.sharedAddresses = new SharedAddresses(clientFiles, sharedAddressLimit);
        this.limitMillis = limitMillis;
    }

    /** What a strategy gave, copied on its own thread: at most one more than allowed. */
    private record Raw(List<GroupSuggestion> suggestions, int dropped) {}

    /** One call that has ended. */
    private record Ended(
            String id,
            PlugIn<GroupSuggestionStrategy> plugIn,
            boolean standBy,
            Bulkhead.Result<Raw> result) {}

    private record Request(
            String firm, Candidate file, CandidateSource candidates, Duration timeLimit)
            implements SuggestionRequest {}

    @Override
    public SuggestionAnswer suggest(String firm, String clientFile) {
        ClientFile file = clientFiles.find(firm, clientFile).orElseThrow(DomainException::notFound);
        Map<String, Deque<PlugIn<GroupSuggestionStrategy>>> waiting = new TreeMap<>();
        registry.ranked()
                .forEach(
                        (id, plugIns) ->
                                waiting.put(
                                        id,
                                        new ArrayDeque<>(
                                                plugIns.subList(
                                                        0, Math.min(MOST_TRIES, plugIns.size())))));
        Set<String> unanswered = new HashSet<>(waiting.keySet());
        boolean none = waiting.isEmpty();
        List<Ended> ended = new ArrayList<>();
        for (boolean standBy = false; !waiting.isEmpty(); standBy = true) {
            for (Ended call : round(file, waiting, standBy)) {
                ended.add(call);
                if (call.result().outcome() == Outcome.ANSWERED) {
                    unanswered.remove(call.id());
                    waiting.remove(call.id());
                }
            }
            waiting.values().removeIf(Deque::isEmpty);
        }
        return answer(file, ended, !none && unanswered.isEmpty());
    }

    /** Asks the next of every id, all at once. */
    private List<Ended> round(
            ClientFile file,
            Map<String, Deque<PlugIn<GroupSuggestionStrategy>>> waiting,
            boolean standBy) {
        Candidates candidates = new Candidates(file.firm(), clientFiles, keys);
        SuggestionRequest request =
                new Request(
                        file.firm(),
                        Candidates.candidate(file),
                        candidates,
                        Duration.ofMillis(limitMillis));
        try {
            Map<String, PlugIn<GroupSuggestionStrategy>> asked = new LinkedHashMap<>();
            Map<String, Bulkhead.Call<Raw>> calls = new LinkedHashMap<>();
            waiting.forEach(
                    (id, plugIns) -> {
                        PlugIn<GroupSuggestionStrategy> plugIn = plugIns.removeFirst();
                        asked.put(id, plugIn);
                        calls.put(
                                id,
                                plugIn.call(
                                        limitMillis, strategy -> copy(strategy.suggest(request))));
                    });
            List<Ended> ended = new ArrayList<>();
            for (Map.Entry<String, Bulkhead.Call<Raw>> call : calls.entrySet()) {
                ended.add(
                        new Ended(
                                call.getKey(),
                                asked.get(call.getKey()),
                                standBy,
                                call.getValue().await()));
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(
                    "interrupted", "The server is stopping.", Duration.ofSeconds(5));
        } finally {
            candidates.end();
        }
    }

    /** Runs on the strategy's thread: its list may be of any class, and endless. */
    private static Raw copy(List<GroupSuggestion> given) {
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

    /** The suggestions of one file by all strategies. */
    private static final class United {
        private double score = -1;
        private Tier tier = Tier.POSSIBLE;
        private String strategy = "";
        private final Set<Reason> reasons = new LinkedHashSet<>();

        void add(String id, GroupSuggestion suggestion) {
            Tier given = Tier.valueOf(suggestion.tier().name());
            boolean surer =
                    score < 0
                            || given.compareTo(tier) < 0
                            || (given == tier && suggestion.score() > score);
            if (surer) {
                tier = given;
                strategy = id;
            }
            score = Math.max(score, suggestion.score());
            for (GroupSuggestion.Reason reason : suggestion.reasons()) {
                if (reasons.size() < MOST_REASONS) {
                    reasons.add(
                            new Reason(
                                    cut(reason.field(), GroupSuggestion.Reason.MAX_FIELD),
                                    cut(reason.value(), GroupSuggestion.Reason.MAX_VALUE),
                                    id));
                }
            }
        }

        private static String cut(String text, int longest) {
            return text.length() > longest ? text.substring(0, longest) : text;
        }
    }

    private SuggestionAnswer answer(ClientFile file, List<Ended> ended, boolean complete) {
        Set<String> named = new HashSet<>();
        ended.forEach(
                call ->
                        call.result()
                                .value()
                                .ifPresent(
                                        raw ->
                                                raw.suggestions()
                                                        .forEach(s -> named.add(s.clientFile()))));
        named.remove(file.id());
        Map<String, ClientFile> ofFirm = known(file.firm(), named);
        Map<String, United> united = new LinkedHashMap<>();
        List<Asked> asked = new ArrayList<>();
        for (Ended call : ended) {
            asked.add(asked(call, unite(call, ofFirm.keySet(), united)));
        }
        Set<String> all = new HashSet<>(united.keySet());
        all.add(file.id());
        List<ClientFile> files = new ArrayList<>(ofFirm.values());
        files.add(file);
        Map<String, Party> parties =
                Parties.of(
                        files,
                        transactions.call(
                                em ->
                                        Roles.of(
                                                em,
                                                file.firm(),
                                                files.stream().map(ClientFile::id).toList())));
        Set<String> active = active(file.firm(), all);
        return new SuggestionAnswer(
                parties.get(file.id()),
                active.contains(file.id()),
                suggestions(united, parties, active),
                asked,
                complete,
                sharedAddresses.warning(file));
    }

    /** A plug-in may name anything: what is no file of this firm is as good as not named. */
    private Map<String, ClientFile> known(String firm, Set<String> named) {
        List<String> plausible = named.stream().filter(id -> id.length() <= 36).toList();
        return plausible.isEmpty() ? Map.of() : clientFiles.findAll(firm, plausible);
    }

    private static int unite(Ended call, Set<String> ofFirm, Map<String, United> united) {
        if (call.result().value().isEmpty()) {
            return 0;
        }
        Raw raw = call.result().value().get();
        int dropped = raw.dropped();
        Set<String> seen = new HashSet<>();
        for (GroupSuggestion suggestion : raw.suggestions()) {
            String id = suggestion.clientFile();
            if (ofFirm.contains(id) && seen.add(id)) {
                united.computeIfAbsent(id, key -> new United()).add(call.id(), suggestion);
            } else {
                dropped++;
            }
        }
        return dropped;
    }

    private static Asked asked(Ended call, int dropped) {
        return new Asked(
                call.id(),
                call.plugIn().bundle(),
                call.plugIn().version(),
                call.standBy(),
                call.result().outcome(),
                call.result().millis(),
                dropped,
                call.result().detail());
    }

    private Set<String> active(String firm, Collection<String> files) {
        Set<String> active = new HashSet<>();
        for (String file : spaces.ofClientFiles(firm, files).keySet()) {
            if (spaces.isActive(firm, file)) {
                active.add(file);
            }
        }
        return active;
    }

    private static List<Suggestion> suggestions(
            Map<String, United> united, Map<String, Party> parties, Set<String> active) {
        return united.entrySet().stream()
                .map(
                        entry ->
                                new Suggestion(
                                        Objects.requireNonNull(parties.get(entry.getKey())),
                                        active.contains(entry.getKey()),
                                        entry.getValue().score,
                                        entry.getValue().tier,
                                        List.copyOf(entry.getValue().reasons),
                                        entry.getValue().strategy))
                .sorted(
                        Comparator.comparing(Suggestion::tier)
                                .thenComparing(
                                        Comparator.comparingDouble(Suggestion::score).reversed())
                                .thenComparing(suggestion -> suggestion.clientFile().name())
                                .thenComparing(suggestion -> suggestion.clientFile().id()))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }
}
