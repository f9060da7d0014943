package org.rattache.shell.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.rattache.plugin.api.PlugIns;

/** Trusts a key. */
@Service
@Command(
        scope = "rattache",
        name = "plugin-trust",
        description = "Trusts whatever is signed by the key of a certificate, until it is revoked")
public final class PlugInTrustCommand implements Action {

    @Reference private PlugIns plugIns;

    @Reference private Session session;

    @Argument(name = "certificate", description = "A file, PEM or DER", required = true)
    @Completion(FileCompleter.class)
    private String certificate;

    @Override
    public Object execute() throws IOException {
        System.out.println("Trusted key: " + plugIns.trust(Path.of(certificate), Who.of(session)));
        return null;
    }
}
