package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.rattache.linking.api.Links;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.SuggestedMain;
import org.rattache.linking.api.SuggestedMain.Because;
import org.rattache.linking.api.SuggestionAnswer;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.api.SuggestionAnswer.Suggestion;
import org.rattache.linking.api.SuggestionAnswer.Tier;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.strategies.internal.ExactKeysStrategy;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

/** What comes of what strategies say. */
public class SuggestionServiceTest {

    private static final String FIRM = World.FIRM;

    @Rule public final TestDatabase database = World.database(TestDatabase.Kind.DERBY);

    private final CountDownLatch release = new CountDownLatch(1);
    private World world;

    @Before
    public void setUp() {
        world = new World(database.transactions());
        world.files.add(FIRM, "a", "111111111", "boss@group.fr");
        world.files.add(FIRM, "b", "111111111", "b@x.fr");
        world.files.add(FIRM, "c", null, "Boss@Group.fr");
        world.files.add(FIRM, "d", null, "d@x.fr");
        world.files.add("firm-2", "foreign", "111111111", "boss@group.fr");
        world.partner.active.add("c");
        world.askAll();
    }

    @After
    public void tearDown() {
        release.countDown();
        world.close();
    }

    private static GroupSuggestion suggestion(String file, double score) {
        return new GroupSuggestion(
                file,
                score,
                GroupSuggestion.Tier.POSSIBLE,
                List.of(new Reason("name", "SOMETHING")));
    }

    private static List<String> ids(SuggestionAnswer answer) {
        return answer.suggestions().stream().map(s -> s.clientFile().id()).toList();
    }

    private SuggestionAnswer ask() {
        return world.suggestions.suggest(FIRM, "a");
    }

    @Test
    public void g4_the_same_siren_is_certain_and_the_same_email_strong() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());

        SuggestionAnswer answer = ask();

        assertTrue(answer.complete());
        assertEquals(List.of("b", "c"), ids(answer));
        Suggestion same = answer.suggestions().get(0);
        assertEquals(Tier.CERTAIN, same.tier());
        assertEquals("siren", same.reasons().get(0).field());
        assertEquals("111111111", same.reasons().get(0).value());
        Suggestion mail = answer.suggestions().get(1);
        assertEquals(Tier.STRONG, mail.tier());
        assertTrue("may be the main account", mail.activeSpace());
        assertEquals("exact-keys", mail.strategy());
    }

    @Test
    public void s3_ids_of_other_firms_and_inventions_are_dropped_and_counted() {
        world.addStrategy(
                "greedy",
                0,
                request ->
                        List.of(
                                suggestion("foreign", 1),
                                suggestion("nobody", 1),
                                suggestion("x".repeat(1_000_000), 1),
                                suggestion("a", 1),
                                suggestion("d", .5),
                                suggestion("d", .6)));

        SuggestionAnswer answer = ask();

        assertEquals(List.of("d"), ids(answer));
        assertEquals(5, answer.strategies().get(0).dropped());
    }

    @Test
    public void a_failed_strategy_never_reads_as_no_suggestion() {
        FakeClientFiles files = world.files;
        world.close();
        world = new World(database.transactions(), World.SHORT);
        world.files.files.putAll(files.files);
        world.askAll();
        world.addStrategy("good", 0, request -> List.of(suggestion("d", .5)));
        world.addStrategy(
                "throws",
                0,
                request -> {
                    throw new StackOverflowError();
                });
        world.addStrategy("null", 0, request -> null);
        world.addStrategy(
                "range", 0, request -> List.of(new GroupSuggestion("d", 7, null, List.of())));
        world.addStrategy("hangs", 0, this::hang);

        SuggestionAnswer answer = ask();

        assertFalse(answer.complete());
        assertEquals(List.of("d"), ids(answer));
        assertEquals(
                List.of(
                        "good ANSWERED",
                        "hangs TIMED_OUT",
                        "null FAILED",
                        "range FAILED",
                        "throws FAILED"),
                answer.strategies().stream().map(s -> s.strategy() + " " + s.outcome()).toList());
    }

    private List<GroupSuggestion> hang(org.rattache.linking.spi.SuggestionRequest request) {
        while (true) {
            try {
                release.await();
                return List.of();
            } catch (InterruptedException e) {
                // ignores it, as a bad plug-in does
            }
        }
    }

    @Test
    public void the_next_in_rank_answers_for_one_that_fails_and_says_so() {
        world.addStrategy("groups", -1000, request -> List.of(suggestion("d", .5)));
        world.addStrategy(
                "groups",
                0,
                request -> {
                    throw new IllegalStateException();
                });

        SuggestionAnswer answer = ask();

        assertTrue(answer.complete());
        assertEquals(List.of("d"), ids(answer));
        assertEquals(Outcome.FAILED, answer.strategies().get(0).outcome());
        assertFalse(answer.strategies().get(0).standBy());
        assertEquals(Outcome.ANSWERED, answer.strategies().get(1).outcome());
        assertTrue(answer.strategies().get(1).standBy());
    }

    @Test
    public void without_any_strategy_the_answer_is_not_complete() {
        assertFalse(ask().complete());
    }

    @Test
    public void several_strategies_are_united_and_their_reasons_kept() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());
        world.addStrategy("names", 0, request -> List.of(suggestion("b", .4)));

        Suggestion both = ask().suggestions().get(0);

        assertEquals("b", both.clientFile().id());
        assertEquals(Tier.CERTAIN, both.tier());
        assertEquals("exact-keys", both.strategy());
        assertEquals(
                List.of("exact-keys", "names"),
                both.reasons().stream().map(SuggestionAnswer.Reason::strategy).toList());
    }

    @Test
    public void an_endless_list_nulls_missing_reasons_and_huge_texts_are_contained() {
        world.addStrategy(
                "endless",
                0,
                request ->
                        new AbstractList<>() {
                            @Override
                            public GroupSuggestion get(int index) {
                                return suggestion("d", .5);
                            }

                            @Override
                            public int size() {
                                return Integer.MAX_VALUE;
                            }
                        });
        world.addStrategy(
                "nulls",
                0,
                request ->
                        Arrays.asList(
                                null,
                                new GroupSuggestion(
                                        "b", .5, GroupSuggestion.Tier.POSSIBLE, List.of())));
        world.addStrategy(
                "huge",
                0,
                request ->
                        List.of(
                                new GroupSuggestion(
                                        "c",
                                        .5,
                                        GroupSuggestion.Tier.POSSIBLE,
                                        List.of(
                                                new Reason(
                                                        "f".repeat(10_000_000),
                                                        "v".repeat(10_000_000))))));

        SuggestionAnswer answer = ask();

        assertEquals(List.of("c", "d"), ids(answer));
        SuggestionAnswer.Reason reason = answer.suggestions().get(0).reasons().get(0);
        assertEquals(Reason.MAX_FIELD, reason.field().length());
        assertEquals(Reason.MAX_VALUE, reason.value().length());
        assertEquals(GroupSuggestionStrategy.MAX_SUGGESTIONS, answer.strategies().get(0).dropped());
        assertEquals(2, answer.strategies().get(2).dropped());
    }

    @Test
    public void s3_candidates_are_of_the_firm_alone_bounded_and_worth_nothing_after_the_call() {
        AtomicReference<CandidateSource> kept = new AtomicReference<>();
        List<String> seen = new ArrayList<>();
        world.addStrategy(
                "curious",
                0,
                request -> {
                    kept.set(request.candidates());
                    request.candidates()
                            .withSiren("111111111", 100)
                            .forEach(candidate -> seen.add(candidate.id()));
                    assertEquals(1, request.candidates().withSiren("111111111", 1).size());
                    return List.of();
                });

        assertTrue(ask().complete());

        assertEquals(List.of("a", "b"), seen);
        assertThrows(IllegalStateException.class, () -> kept.get().withSiren("111111111", 1));
    }

    @Test
    public void s3_a_file_of_another_firm_is_not_found() {
        DomainException refusal =
                assertThrows(
                        DomainException.class, () -> world.suggestions.suggest(FIRM, "foreign"));
        assertEquals("not-found", refusal.code());
    }

    @Test
    public void a_suggested_file_that_is_linked_says_which_side_it_is_on() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());
        world.link("c", "b");

        SuggestionAnswer answer = ask();

        assertEquals(
                Optional.of(Party.Role.SECONDARY), answer.suggestions().get(0).clientFile().role());
        assertEquals(Optional.of(Party.Role.MAIN), answer.suggestions().get(1).clientFile().role());
    }

    private void choose(StrategyChoice.Mode mode, String... ids) {
        world.choices.choose(
                FIRM, world.choices.of(FIRM).version(), mode, List.of(ids), World.OPERATOR);
    }

    @Test
    public void best_by_rank_asks_one_strategy_alone() {
        choose(StrategyChoice.Mode.BEST);
        world.addStrategy("low", -1000, request -> List.of(suggestion("b", .9)));
        world.addStrategy("high", 0, request -> List.of(suggestion("d", .5)));

        SuggestionAnswer answer = ask();

        assertTrue(answer.complete());
        assertEquals(List.of("d"), ids(answer));
        assertEquals(1, answer.strategies().size());
    }

    @Test
    public void best_by_rank_goes_on_to_the_next_when_the_first_fails() {
        choose(StrategyChoice.Mode.BEST);
        world.addStrategy("low", -1000, request -> List.of(suggestion("b", .9)));
        world.addStrategy("high", 0, request -> null);

        SuggestionAnswer answer = ask();

        assertTrue(answer.complete());
        assertEquals(List.of("b"), ids(answer));
        assertEquals(Outcome.FAILED, answer.strategies().get(0).outcome());
        assertTrue(answer.strategies().get(1).standBy());
    }

    @Test
    public void a_chosen_strategy_that_is_missing_is_named_and_another_stands_in() {
        choose(StrategyChoice.Mode.CHOSEN, "com.example.gone");
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());

        SuggestionAnswer answer = ask();

        assertFalse(answer.complete());
        assertEquals(List.of("com.example.gone"), answer.missing());
        assertEquals(List.of("b", "c"), ids(answer));
        assertTrue(answer.strategies().get(0).standBy());
    }

    @Test
    public void chosen_strategies_are_united_and_no_other_is_asked() {
        choose(StrategyChoice.Mode.CHOSEN, "one", "two");
        world.addStrategy("one", 0, request -> List.of(suggestion("b", .4)));
        world.addStrategy("two", 0, request -> List.of(suggestion("b", .6), suggestion("c", .5)));
        world.addStrategy("three", 100, request -> List.of(suggestion("d", 1)));

        SuggestionAnswer answer = ask();

        assertTrue(answer.complete());
        assertEquals(List.of("b", "c"), ids(answer));
        assertEquals(
                List.of("one", "two"),
                answer.suggestions().get(0).reasons().stream()
                        .map(SuggestionAnswer.Reason::strategy)
                        .toList());
    }

    @Test
    public void a_suspended_strategy_never_reads_as_no_suggestion() {
        world.addStrategy("broken", 0, request -> null);
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertEquals(Outcome.FAILED, ask().strategies().get(0).outcome());
        }

        SuggestionAnswer answer = ask();

        assertFalse(answer.complete());
        assertEquals(Outcome.SUSPENDED, answer.strategies().get(0).outcome());
        assertTrue(answer.strategies().get(0).detail().orElseThrow().contains("next try"));
    }

    @Test
    public void a_strategy_can_say_something_of_its_answer() {
        world.addStrategy(
                "notes",
                0,
                request -> {
                    request.note("first");
                    request.note("index building,\n40 %" + "x".repeat(1_000));
                    return List.of();
                });

        String note = ask().strategies().get(0).note().orElseThrow();

        assertTrue(note, note.startsWith("index building, 40 %"));
        assertEquals(200, note.length());
    }

    @Test
    public void a_strategy_learns_how_the_operators_have_decided() {
        List<DecisionCount> seen = new ArrayList<>();
        world.addStrategy(
                "learns",
                0,
                request -> {
                    seen.addAll(request.decisions());
                    return List.of(suggestion("d", .5));
                });
        world.partner.active.add("a");
        assertEquals(List.of("d"), ids(ask()));
        assertEquals(List.of(), seen);

        String digest = world.links.preview(FIRM, "a", List.of("d")).digest();
        world.links.validate(
                FIRM,
                new Links.Validation("a", List.of("d"), digest, Map.of("d", "learns")),
                World.OPERATOR);
        world.changeEmail("c", "B@x.fr");
        world.clientsToLink.dismiss(FIRM, "c", "no", World.OPERATOR);
        world.countDecisions();
        ask();

        assertEquals(
                List.of(new DecisionCount("email", 0, 1), new DecisionCount("name", 1, 0)), seen);
        Recorder.Published linked = world.events.of("linking.linked").get(0);
        assertEquals("learns", linked.data().get("strategy"));
        assertEquals("bundle-2", linked.data().get("strategyBundle"));
        assertEquals("1.0.2", linked.data().get("strategyVersion"));
    }

    @Test
    public void the_main_account_is_suggested_by_log_in_then_documents_then_age() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());
        assertEquals(
                new SuggestedMain("c", Because.ONLY_ACTIVE_SPACE),
                ask().suggestedMain().orElseThrow());

        world.partner.active.addAll(List.of("a", "b"));
        assertEquals(new SuggestedMain("a", Because.OLDEST), ask().suggestedMain().orElseThrow());

        world.documents.ofFile.put("c", 7L);
        assertEquals(
                new SuggestedMain("c", Because.MOST_DOCUMENTS),
                ask().suggestedMain().orElseThrow());

        world.partner.logIns.put("space-b", Instant.EPOCH);
        assertEquals(
                new SuggestedMain("b", Because.LATEST_LOG_IN), ask().suggestedMain().orElseThrow());

        world.link("a", "d");
        assertEquals(
                new SuggestedMain("a", Because.MAIN_ALREADY), ask().suggestedMain().orElseThrow());
    }
}
