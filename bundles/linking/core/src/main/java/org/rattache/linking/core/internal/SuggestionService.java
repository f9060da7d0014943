package org.rattache.linking.core.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.linking.api.SuggestionAnswer;
import org.rattache.linking.api.SuggestionAnswer.Asked;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.api.SuggestionAnswer.Reason;
import org.rattache.linking.api.SuggestionAnswer.Suggestion;
import org.rattache.linking.api.SuggestionAnswer.Tier;
import org.rattache.linking.api.Suggestions;
import org.rattache.linking.core.internal.RecentSuggestions.Suggested;
import org.rattache.linking.core.internal.StrategyCalls.Ended;
import org.rattache.linking.core.internal.StrategyCalls.Pending;
import org.rattache.linking.core.internal.StrategyCalls.Raw;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/**
 * Asks the strategies and checks what they say. Whatever one of them does, the answer comes, in
 * time, holds files of this firm alone, and tells who has not answered.
 */
@Component(configurationPid = LinkingConfiguration.PID)
public final class SuggestionService implements Suggestions {

    /** The first and this many stand-bys less one are asked, one after the other. */
    private static final int MOST_TRIES = 3;

    private static final int MOST_SUGGESTIONS = 100;

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final MainAccounts mainAccounts;
    private final StrategyRegistry registry;
    private final StrategyChoices choices;
    private final StrategyCalls calls;
    private final RecentSuggestions recent;
    private final SharedAddresses sharedAddresses;

    @Activate
    public SuggestionService(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MainAccounts mainAccounts,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyRegistry registry,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyChoices choices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StrategyCalls calls,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RecentSuggestions recent,
            LinkingConfiguration configuration) {
        this(
                transactions,
                clientFiles,
                mainAccounts,
                registry,
                choices,
                calls,
                recent,
                configuration.shared_address_limit());
    }

    SuggestionService(
            Transactions transactions,
            ClientFiles clientFiles,
            MainAccounts mainAccounts,
            StrategyRegistry registry,
            StrategyChoices choices,
            StrategyCalls calls,
            RecentSuggestions recent,
            int sharedAddressLimit) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.mainAccounts = mainAccounts;
        this.registry = registry;
        this.choices = choices;
        this.calls = calls;
        this.recent = recent;
        this.sharedAddresses = new SharedAddresses(clientFiles, sharedAddressLimit);
    }

    /** A call that has ended, and whether it was made for one before it. */
    private record Try(Ended ended, boolean standBy) {}

    @Override
    public SuggestionAnswer suggest(String firm, String clientFile) {
        Question question = transactions.call(em -> question(firm, clientFile));
        ClientFile file = question.file();
        Lanes lanes = Lanes.of(question.choice(), registry);
        List<Try> tries = new ArrayList<>();
        boolean complete = ask(file, lanes.lanes(), tries, false) && lanes.missing().isEmpty();
        if (tries.stream().noneMatch(SuggestionService::answered)) {
            // what the firm has chosen is away: better another's answer, said to be one, than none
            ask(file, List.of(lanes.others()), tries, true);
        }
        // one transaction for all that the modules are asked, and none while a strategy thinks
        return transactions.call(em -> answer(em, file, tries, complete, lanes.missing()));
    }

    private record Question(ClientFile file, StrategyChoice choice) {}

    private Question question(String firm, String clientFile) {
        return new Question(
                clientFiles.find(firm, clientFile).orElseThrow(DomainException::notFound),
                choices.of(firm));
    }

    private static boolean answered(Try call) {
        return call.ended().result().outcome() == Outcome.ANSWERED;
    }

    /**
     * Asks the first of every lane at once, then the next of those that have not answered.
     *
     * @return whether every lane has answered; false without any
     */
    private boolean ask(
            ClientFile file,
            List<List<PlugIn<GroupSuggestionStrategy>>> lanes,
            List<Try> tries,
            boolean forOthers) {
        List<Deque<PlugIn<GroupSuggestionStrategy>>> waiting = new ArrayList<>();
        lanes.forEach(
                lane ->
                        waiting.add(
                                new ArrayDeque<>(
                                        lane.subList(0, Math.min(MOST_TRIES, lane.size())))));
        boolean all = !lanes.isEmpty() && waiting.stream().noneMatch(Deque::isEmpty);
        for (boolean standBy = forOthers; ; standBy = true) {
            waiting.removeIf(Deque::isEmpty);
            if (waiting.isEmpty()) {
                return all;
            }
            List<Ended> round = round(file, waiting.stream().map(Deque::removeFirst).toList());
            for (int i = round.size() - 1; i >= 0; i--) {
                if (round.get(i).result().outcome() == Outcome.ANSWERED) {
                    waiting.remove(i);
                } else if (waiting.get(i).isEmpty()) {
                    all = false;
                }
            }
            for (Ended ended : round) {
                tries.add(new Try(ended, standBy));
            }
        }
    }

    /** Asks several, all at once. */
    private List<Ended> round(ClientFile file, List<PlugIn<GroupSuggestionStrategy>> plugIns) {
        List<Pending> pending = plugIns.stream().map(plugIn -> calls.begin(plugIn, file)).toList();
        try {
            List<Ended> ended = new ArrayList<>();
            for (Pending call : pending) {
                ended.add(call.await());
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(
                    "interrupted", "The server is stopping.", Duration.ofSeconds(5));
        } finally {
            pending.forEach(Pending::end);
        }
    }

    /** The suggestions of one file by all strategies. */
    private static final class United {
        private double score = -1;
        private Tier tier = Tier.POSSIBLE;
        private Ended surest;
        private final Set<Reason> reasons = new LinkedHashSet<>();

        void add(Ended call, GroupSuggestion suggestion) {
            Tier given = Tier.valueOf(suggestion.tier().name());
            boolean surer =
                    score < 0
                            || given.compareTo(tier) < 0
                            || (given == tier && suggestion.score() > score);
            if (surer) {
                tier = given;
                surest = call;
            }
            score = Math.max(score, suggestion.score());
            for (Reason reason : Reasons.cut(suggestion.reasons(), call.id())) {
                if (reasons.size() < Reasons.MOST) {
                    reasons.add(reason);
                }
            }
        }

        Suggested remembered() {
            return new Suggested(
                    surest.id(),
                    surest.plugIn().bundle(),
                    surest.plugIn().version(),
                    reasons.stream().map(Reason::field).collect(Collectors.toSet()));
        }
    }

    private SuggestionAnswer answer(
            EntityManager em,
            ClientFile file,
            List<Try> tries,
            boolean complete,
            List<String> missing) {
        String firm = file.firm();
        Map<String, ClientFile> ofFirm = known(file, tries);
        Map<String, United> united = new LinkedHashMap<>();
        List<Asked> asked = new ArrayList<>();
        for (Try call : tries) {
            asked.add(asked(call, unite(call.ended(), ofFirm.keySet(), united)));
        }
        united.forEach((id, one) -> recent.remember(firm, file.id(), id, one.remembered()));
        List<ClientFile> files = new ArrayList<>(ofFirm.values());
        files.add(file);
        List<String> ids = files.stream().map(ClientFile::id).toList();
        Map<String, Party.Role> roles = Roles.of(em, firm, ids);
        Map<String, Party> parties = Parties.of(files, roles);
        Set<String> active = mainAccounts.active(firm, ids);
        return new SuggestionAnswer(
                parties.get(file.id()),
                active.contains(file.id()),
                suggestions(united, parties, active),
                asked,
                complete,
                missing,
                mainAccounts.best(firm, files, roles, active),
                sharedAddresses.warning(file));
    }

    /** A plug-in may name anything: what is no file of this firm is as good as not named. */
    private Map<String, ClientFile> known(ClientFile file, List<Try> tries) {
        Set<String> named = new HashSet<>();
        for (Try call : tries) {
            call.ended()
                    .result()
                    .value()
                    .ifPresent(raw -> raw.suggestions().forEach(s -> named.add(s.clientFile())));
        }
        named.remove(file.id());
        List<String> plausible = named.stream().filter(id -> id.length() <= 36).toList();
        return plausible.isEmpty() ? Map.of() : clientFiles.findAll(file.firm(), plausible);
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
                united.computeIfAbsent(id, key -> new United()).add(call, suggestion);
            } else {
                dropped++;
            }
        }
        return dropped;
    }

    private static Asked asked(Try call, int dropped) {
        Ended ended = call.ended();
        return new Asked(
                ended.id(),
                ended.plugIn().bundle(),
                ended.plugIn().version(),
                call.standBy(),
                ended.result().outcome(),
                ended.result().millis(),
                dropped,
                ended.result().detail(),
                ended.note());
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
                                        entry.getValue().surest.id()))
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
