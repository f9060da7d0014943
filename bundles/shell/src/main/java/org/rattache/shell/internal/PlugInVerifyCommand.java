package org.rattache.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rattache.plugin.api.PlugIns;
import org.rattache.plugin.api.Verdict;

/** What would become of a jar. */
@Service
@Command(
        scope = "rattache",
        name = "plugin-verify",
        description = "Says what would become of a jar in deploy/, without putting it there")
public final class PlugInVerifyCommand implements Action {

    @Reference private PlugIns plugIns;

    @Argument(
            name = "jar",
            description = "The path of a jar, or the name of a file in deploy/",
            required = true)
    @Completion(HeldCompleter.class)
    private String jar;

    @Override
    public Object execute() throws IOException {
        Path inFolder = Path.of(System.getProperty("karaf.base", "."), "deploy", jar);
        Verdict verdict = plugIns.verify(Files.exists(inFolder) ? inFolder : Path.of(jar));
        System.out.println(
                verdict.symbolicName().orElse("no bundle") + " " + verdict.version().orElse(""));
        System.out.println("SHA-256 " + verdict.sha256());
        System.out.println((verdict.trusted() ? "trusted: " : "not trusted: ") + verdict.trust());
        verdict.against().forEach(rule -> System.out.println("against the rules: " + rule));
        System.out.println(
                verdict.admitted() ? "It would be installed." : "It would be held, not installed.");
        return null;
    }
}
