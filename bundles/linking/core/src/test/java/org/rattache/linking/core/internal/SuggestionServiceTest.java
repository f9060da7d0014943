package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.SuggestionAnswer;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.api.SuggestionAnswer.Suggestion;
import org.rattache.linking.api.SuggestionAnswer.Tier;
import org.rattache.linking.spi.CandidateSource;
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
}
