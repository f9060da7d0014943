package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestion.Tier;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.LinkingStrategy;
import org.rattache.linking.spi.SuggestionRequest;

/**
 * Suggests files with the same SIREN, which is certain, and files with the same e-mail, which is
 * strong. It compares nothing else, so what it suggests can be checked at a glance, and it needs no
 * index: it is the one that answers when the others fail.
 */
@Component(property = "service.ranking:Integer=-1100")
@LinkingStrategy(id = "exact-keys")
public final class ExactKeysStrategy implements GroupSuggestionStrategy {

    /** An e-mail in more files than this is an accountant's or nobody's [PRODUCT S2e]. */
    static final int MOST_FILES_WITH_AN_EMAIL = 10;

    private static final int MOST_FILES_WITH_A_SIREN = 50;
    private static final double SAME_SIREN = 0.99;
    private static final double SAME_EMAIL = 0.9;

    @Override
    public List<GroupSuggestion> suggest(SuggestionRequest request) {
        Candidate file = request.file();
        Map<String, List<Reason>> reasons = new LinkedHashMap<>();
        file.siren()
                .ifPresent(
                        siren ->
                                others(
                                                file,
                                                request.candidates()
                                                        .withSiren(siren, MOST_FILES_WITH_A_SIREN))
                                        .forEach(
                                                other ->
                                                        add(
                                                                reasons,
                                                                other,
                                                                new Reason("siren", siren))));
        file.email()
                .ifPresent(
                        email ->
                                others(file, withEmail(request.candidates(), email))
                                        .forEach(
                                                other ->
                                                        add(
                                                                reasons,
                                                                other,
                                                                new Reason("email", email))));
        return reasons.entrySet().stream()
                .map(entry -> suggestion(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Candidate> withEmail(CandidateSource candidates, String email) {
        List<Candidate> files = candidates.withEmail(email, MOST_FILES_WITH_AN_EMAIL + 1);
        return files.size() > MOST_FILES_WITH_AN_EMAIL ? List.of() : files;
    }

    private static Stream<Candidate> others(Candidate file, List<Candidate> found) {
        return found.stream().filter(other -> !other.id().equals(file.id()));
    }

    private static void add(Map<String, List<Reason>> reasons, Candidate other, Reason reason) {
        reasons.computeIfAbsent(other.id(), id -> new ArrayList<>()).add(reason);
    }

    private static GroupSuggestion suggestion(String clientFile, List<Reason> reasons) {
        boolean certain = reasons.stream().anyMatch(reason -> reason.field().equals("siren"));
        return new GroupSuggestion(
                clientFile,
                certain ? SAME_SIREN : SAME_EMAIL,
                certain ? Tier.CERTAIN : Tier.STRONG,
                reasons);
    }
}
