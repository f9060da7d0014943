package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.Test;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Tier;
import org.rattache.linking.spi.SuggestionRequest;

/** The strategy alone, over files in memory. */
public class ExactKeysStrategyTest {

    private final List<Candidate> files = new ArrayList<>();

    private Candidate file(String id, String siren, String email) {
        Candidate file =
                new Candidate(
                        id,
                        "COMPANY",
                        Optional.ofNullable(siren),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(email),
                        Optional.empty(),
                        Optional.empty());
        files.add(file);
        return file;
    }

    private record Request(String firm, Candidate file, CandidateSource candidates)
            implements SuggestionRequest {
        @Override
        public FileFeed files() {
            throw new AssertionError("keeps no index");
        }

        @Override
        public List<DecisionCount> decisions() {
            return List.of();
        }

        @Override
        public void note(String text) {
            throw new AssertionError("has nothing to say: " + text);
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMillis(500);
        }
    }

    private List<GroupSuggestion> suggest(Candidate chosen) {
        CandidateSource source =
                new CandidateSource() {
                    @Override
                    public List<Candidate> withEmail(String email, int limit) {
                        return with(Candidate::email, email, limit);
                    }

                    @Override
                    public List<Candidate> withSiren(String siren, int limit) {
                        return with(Candidate::siren, siren, limit);
                    }

                    @Override
                    public List<Candidate> withDomain(String domain, int limit) {
                        throw new AssertionError("compares nothing else");
                    }

                    @Override
                    public List<Candidate> withPhone(String phone, int limit) {
                        throw new AssertionError("compares nothing else");
                    }

                    @Override
                    public List<Candidate> withNameWord(String word, int limit) {
                        throw new AssertionError("compares nothing else");
                    }
                };
        return new ExactKeysStrategy().suggest(new Request("firm", chosen, source));
    }

    private List<Candidate> with(
            Function<Candidate, Optional<String>> key, String value, int limit) {
        return files.stream()
                .filter(file -> key.apply(file).equals(Optional.of(value)))
                .limit(limit)
                .toList();
    }

    @Test
    public void the_same_siren_is_certain_and_comes_with_both_reasons_when_both_agree() {
        Candidate chosen = file("a", "111111111", "x@x.fr");
        file("b", "111111111", "x@x.fr");
        file("c", "222222222", "x@x.fr");

        List<GroupSuggestion> suggestions = suggest(chosen);

        assertEquals(2, suggestions.size());
        assertEquals("b", suggestions.get(0).clientFile());
        assertEquals(Tier.CERTAIN, suggestions.get(0).tier());
        assertEquals(2, suggestions.get(0).reasons().size());
        assertEquals(Tier.STRONG, suggestions.get(1).tier());
        assertEquals("email", suggestions.get(1).reasons().get(0).field());
    }

    @Test
    public void s2e_an_email_in_many_files_suggests_nothing() {
        Candidate chosen = file("a", null, "accountant@x.fr");
        for (int i = 0; i < ExactKeysStrategy.MOST_FILES_WITH_AN_EMAIL; i++) {
            file("other" + i, null, "accountant@x.fr");
        }

        assertEquals(List.of(), suggest(chosen));
    }

    @Test
    public void a_file_without_keys_suggests_nothing() {
        assertEquals(List.of(), suggest(file("a", null, null)));
    }
}
