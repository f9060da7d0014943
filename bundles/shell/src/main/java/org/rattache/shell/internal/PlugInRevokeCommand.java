package org.rattache.shell.internal;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.rattache.plugin.api.PlugIns;

/** Takes trust away. */
@Service
@Command(
        scope = "rattache",
        name = "plugin-revoke",
        description =
                "Revokes a plug-in, also a signed one, or a trusted key: it stops within a second")
public final class PlugInRevokeCommand implements Action {

    @Reference private PlugIns plugIns;

    @Reference private Session session;

    @Argument(
            name = "plugin",
            description = "The name of a file in deploy/, a SHA-256, or the name of a trusted key",
            required = true)
    @Completion(TrustedCompleter.class)
    private String what;

    @Override
    public Object execute() throws IOException {
        System.out.println("Revoked: " + plugIns.revoke(what, Who.of(session)));
        return null;
    }
}
