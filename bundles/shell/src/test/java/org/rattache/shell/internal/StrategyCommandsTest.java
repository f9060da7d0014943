package org.rattache.shell.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.Firms;
import org.rattache.linking.api.Strategies;
import org.rattache.linking.api.Strategies.State;
import org.rattache.linking.api.Strategies.Strategy;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.StrategyChoice.Mode;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.platform.api.Actor;

public final class StrategyCommandsTest {

    private final Strategies strategies =
            () ->
                    List.of(
                            strategy("com.example.keys", State.ACTIVE, 0),
                            strategy("com.example.keys", State.STANDBY, -5),
                            strategy("com.example.words", State.ACTIVE, -10),
                            strategy(null, State.REJECTED, 7));

    /** Remembers what was chosen by whom. */
    private final class Choices implements StrategyChoices {

        private final List<Actor> actors = new ArrayList<>();
        private StrategyChoice choice = new StrategyChoice(Mode.BEST, List.of(), 0);

        @Override
        public StrategyChoice of(String firm) {
            return choice;
        }

        @Override
        public StrategyChoice choose(
                String firm, long version, Mode mode, List<String> chosen, Actor actor) {
            assertEquals(choice.version(), version);
            actors.add(actor);
            choice = new StrategyChoice(mode, chosen, version + 1);
            return choice;
        }
    }

    private final Choices choices = new Choices();

    private static Strategy strategy(String id, State state, int ranking) {
        return new Strategy(
                Optional.ofNullable(id),
                "com.example",
                "1.0.0",
                ranking,
                state,
                Optional.empty(),
                Optional.empty(),
                0,
                false);
    }

    private String select(String firm, String... words) throws Exception {
        Firms firms =
                Typed.fake(
                        Firms.class,
                        (proxy, method, arguments) ->
                                Optional.of("batie")
                                        .filter(arguments[0]::equals)
                                        .map(id -> new Firm(id, "BATIE", Optional.empty())));
        StrategySelectCommand command = new StrategySelectCommand();
        Typed.with(command, "choices", choices);
        Typed.with(command, "firms", firms);
        Typed.with(command, "session", Typed.session("admin"));
        Typed.with(command, "firm", firm);
        Typed.with(command, "strategies", words.length == 0 ? null : List.of(words));
        return Typed.run(command);
    }

    @Test
    public void a_firm_gets_what_is_chosen_for_it() throws Exception {
        assertEquals("batie asks the one that ranks highest", select("batie"));
        assertEquals("batie asks every installed one, united", select("batie", "all"));
        assertEquals(Mode.ALL, choices.choice.mode());
        assertEquals(
                "batie asks com.example.words, com.example.keys",
                select("batie", "com.example.words", "com.example.keys"));
        assertEquals(
                new StrategyChoice(
                        Mode.CHOSEN, List.of("com.example.words", "com.example.keys"), 2),
                choices.choice);
        assertEquals("batie asks com.example.words, com.example.keys", select("batie"));
        assertEquals("batie asks the one that ranks highest", select("batie", "best"));
        assertEquals(new StrategyChoice(Mode.BEST, List.of(), 3), choices.choice);
    }

    @Test
    public void who_has_chosen_is_told() throws Exception {
        select("batie", "all");
        assertEquals(List.of(new Actor(Actor.Kind.SYSTEM, "shell:admin")), choices.actors);
    }

    @Test
    public void a_firm_that_does_not_exist_gets_nothing() {
        assertThrows(IllegalArgumentException.class, () -> select("other", "all"));
        assertEquals(List.of(), choices.actors);
    }

    @Test
    public void tab_offers_each_id_once() throws Exception {
        assertEquals(
                List.of("com.example.keys", "com.example.words"),
                Typed.offered(Typed.with(new StrategyCompleter(), "strategies", strategies), "com.")
                        .stream()
                        .distinct()
                        .toList());
        StrategyChoiceCompleter choice =
                Typed.with(new StrategyChoiceCompleter(), "strategies", strategies);
        assertEquals(List.of("all"), Typed.offered(choice, "a"));
        assertEquals(List.of("best"), Typed.offered(choice, "be"));
        assertEquals(
                List.of("com.example.keys", "com.example.words"), Typed.offered(choice, "com"));
    }

    @Test
    public void the_list_shows_every_state_and_can_be_narrowed() throws Exception {
        StrategyListCommand command = new StrategyListCommand();
        Typed.with(command, "strategies", strategies);
        String all = Typed.run(command);
        for (State state : List.of(State.ACTIVE, State.STANDBY, State.REJECTED)) {
            assertTrue(all, all.contains(Names.of(state)));
        }
        String one = Typed.run(Typed.with(command, "id", "com.example.words"));
        assertTrue(one, one.contains("com.example.words"));
        assertTrue(one, !one.contains("com.example.keys"));
    }
}
