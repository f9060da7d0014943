package org.rattache.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.rattache.linking.api.Strategies;

/** Completes the id of a strategy. */
@Service
public final class StrategyCompleter implements Completer {

    @Reference private Strategies strategies;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids =
                strategies.list().stream().flatMap(strategy -> strategy.id().stream()).toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
