package org.rattache.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.rattache.identity.api.FirmAdministration;
import org.rattache.platform.api.PageRequest;

/** Completes the id of a firm; the first two hundred by name. */
@Service
public final class FirmCompleter implements Completer {

    @Reference private FirmAdministration firms;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids =
                firms.firms(PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                        .map(entry -> entry.firm().id())
                        .toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
