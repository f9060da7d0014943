package org.rattache.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.rattache.identity.api.Firms;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.StrategyChoice.Mode;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.platform.api.Actor;

/** Chooses which strategies a firm asks, as its administrator does over REST. */
@Service
@Command(
        scope = "rattache",
        name = "strategy-select",
        description = "Chooses which strategies a firm asks; without any: says which it asks now")
public final class StrategySelectCommand implements Action {

    static final String BEST = "best";
    static final String ALL = "all";

    @Reference private StrategyChoices choices;

    @Reference private Firms firms;

    @Reference private Session session;

    @Argument(index = 0, name = "firm", description = "The id of the firm", required = true)
    @Completion(FirmCompleter.class)
    private String firm;

    @Argument(
            index = 1,
            name = "strategies",
            description = "best (by rank), all (united), or the ids of those to unite",
            multiValued = true)
    @Completion(StrategyChoiceCompleter.class)
    private List<String> strategies;

    @Override
    public Object execute() {
        if (firms.find(firm).isEmpty()) {
            throw new IllegalArgumentException("There is no firm " + firm + ".");
        }
        StrategyChoice choice = choices.of(firm);
        if (strategies != null && !strategies.isEmpty()) {
            Mode mode = mode();
            choice =
                    choices.choose(
                            firm,
                            choice.version(),
                            mode,
                            mode == Mode.CHOSEN ? strategies : List.of(),
                            new Actor(Actor.Kind.SYSTEM, Who.of(session)));
        }
        System.out.println(firm + " asks " + words(choice));
        return null;
    }

    private Mode mode() {
        return switch (strategies.size() == 1 ? strategies.get(0) : "") {
            case BEST -> Mode.BEST;
            case ALL -> Mode.ALL;
            default -> Mode.CHOSEN;
        };
    }

    private static String words(StrategyChoice choice) {
        return switch (choice.mode()) {
            case BEST -> "the one that ranks highest";
            case ALL -> "every installed one, united";
            case CHOSEN -> String.join(", ", choice.strategies());
        };
    }
}
