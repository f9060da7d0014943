package org.rattache.shell.internal;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.rattache.linking.api.Strategies;

/** Completes what a firm can choose: best, all, or the id of a strategy. */
@Service
public final class StrategyChoiceCompleter implements Completer {

    @Reference private Strategies strategies;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> words =
                Stream.concat(
                                Stream.of(StrategySelectCommand.BEST, StrategySelectCommand.ALL),
                                strategies.list().stream()
                                        .flatMap(strategy -> strategy.id().stream()))
                        .distinct()
                        .toList();
        return new StringsCompleter(words).complete(session, line, candidates);
    }
}
