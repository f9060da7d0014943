package com.example.domains;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestion.Tier;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.LinkingStrategy;
import org.rattache.linking.spi.SuggestionRequest;

/** Suggests client files whose e-mail has the same domain, unless many files have it. */
@Component
@LinkingStrategy(id = "com.example.domains")
public final class SameDomainStrategy implements GroupSuggestionStrategy {

    /** A domain in more files than this is a provider's or an accountant's. */
    private static final int TOO_MANY = 20;

    private static final double SCORE = 0.5;

    @Override
    public List<GroupSuggestion> suggest(SuggestionRequest request) {
        String domain = request.file().domain().orElse("");
        List<Candidate> found =
                domain.isBlank() ? List.of() : request.candidates().withDomain(domain, TOO_MANY);
        if (found.size() == TOO_MANY) {
            return List.of();
        }
        return found.stream()
                .filter(other -> !other.id().equals(request.file().id()))
                .map(other -> suggestion(other, domain))
                .toList();
    }

    private static GroupSuggestion suggestion(Candidate other, String domain) {
        return new GroupSuggestion(
                other.id(), SCORE, Tier.POSSIBLE, List.of(new Reason("domain", domain)));
    }
}
