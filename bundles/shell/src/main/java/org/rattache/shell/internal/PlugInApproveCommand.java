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

/** Approves the bytes of one jar. */
@Service
@Command(
        scope = "rattache",
        name = "plugin-approve",
        description = "Approves a plug-in, exactly these bytes of it: it starts within a second")
public final class PlugInApproveCommand implements Action {

    @Reference private PlugIns plugIns;

    @Reference private Session session;

    @Argument(
            name = "plugin",
            description = "The name of a file in deploy/, or a SHA-256",
            required = true)
    @Completion(HeldCompleter.class)
    private String plugIn;

    @Override
    public Object execute() throws IOException {
        System.out.println("Approved: " + plugIns.approve(plugIn, Who.of(session)));
        return null;
    }
}
