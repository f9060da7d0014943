package org.rattache.shell.internal;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIns;

/** Which plug-ins there are. */
@Service
@Command(
        scope = "rattache",
        name = "plugin-list",
        description = "Lists the plug-ins: which run, which are held, why, and what to do about it")
public final class PlugInListCommand implements Action {

    @Reference private PlugIns plugIns;

    @Override
    public Object execute() {
        if (plugIns.development()) {
            System.out.println("DEVELOPMENT MODE: every plug-in is approved by itself.");
        }
        List<PlugIn> list = plugIns.list();
        if (list.isEmpty()) {
            System.out.println("No plug-in is installed or held.");
        }
        list.forEach(PlugInListCommand::say);
        if (!plugIns.keys().isEmpty()) {
            System.out.println("Trusted keys: " + String.join(", ", plugIns.keys()));
        }
        return null;
    }

    private static void say(PlugIn plugIn) {
        System.out.println(
                plugIn.name()
                        + "  "
                        + Names.of(plugIn.state()).toUpperCase(Locale.ROOT)
                        + plugIn.symbolicName().map(name -> "  " + name).orElse("")
                        + plugIn.version().map(version -> " " + version).orElse(""));
        plugIn.running()
                .filter(running -> plugIn.state() == PlugIn.State.HELD)
                .ifPresent(
                        running -> System.out.println("    the version before runs: " + running));
        plugIn.sha256().ifPresent(sha256 -> System.out.println("    SHA-256 " + sha256));
        System.out.println("    why: " + plugIn.why());
        plugIn.toDo().ifPresent(toDo -> System.out.println("    to do: " + toDo));
    }
}
