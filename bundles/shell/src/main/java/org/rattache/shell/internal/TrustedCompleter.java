package org.rattache.shell.internal;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIns;

/** Completes the name of a plug-in that is trusted, or of a trusted key. */
@Service
public final class TrustedCompleter implements Completer {

    @Reference private PlugIns plugIns;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names =
                Stream.concat(
                                plugIns.list().stream()
                                        .filter(plugIn -> plugIn.state() != PlugIn.State.HELD)
                                        .map(PlugIn::name),
                                plugIns.keys().stream())
                        .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
