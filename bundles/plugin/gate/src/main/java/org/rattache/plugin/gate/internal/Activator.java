package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.rattache.plugin.api.PlugIns;

/** Puts up both walls before any other bundle is started. */
public final class Activator implements BundleActivator {

    static final String LOG = "org.rattache.plugin.gate";

    private static final System.Logger LOGGER = System.getLogger(LOG);

    private Thread thread;

    @Override
    public void start(BundleContext context) throws IOException {
        Path base = path(context, "karaf.base", ".");
        TrustFolder folder =
                new TrustFolder(
                        path(context, "karaf.etc", base + "/etc").resolve("trust"),
                        Boolean.parseBoolean(context.getProperty("rattache.development")));
        folder.refresh();
        Path data = path(context, "karaf.data", base + "/data").resolve("plugins");
        Files.createDirectories(
                data,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Journal journal = journal(data.resolve("journal.log"));
        Contents contents = new Contents();
        Gate gate = new Gate(context, folder, contents, journal);
        context.registerService(ResolverHookFactory.class, gate, null);
        if (folder.trust().distribution().isEmpty()) {
            refuseToRun(context);
            return;
        }
        context.addBundleListener(gate);
        gate.inspectAll();
        if (folder.trust().development()) {
            // whoever starts the server has to see it; the log gets it too, once there is one
            System.err.println(Sentences.DEVELOPMENT);
        }
        Judge judge = new Judge(context, folder);
        Copies copies = new Copies(data);
        Deployer deployer =
                new Deployer(
                        context,
                        folder,
                        gate,
                        judge,
                        copies,
                        new Installer(context, contents, copies, journal),
                        journal,
                        base.resolve("deploy"));
        context.addBundleListener(deployer);
        thread = new Thread(deployer, "rattache-plugins");
        thread.setDaemon(true);
        thread.start();
        context.registerService(
                PlugIns.class,
                new TrustedPlugIns(
                        folder,
                        deployer,
                        judge,
                        new Overview(folder, gate, contents, judge),
                        journal),
                null);
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    private static Path path(BundleContext context, String property, String otherwise) {
        String path = context.getProperty(property);
        return Path.of(path == null ? otherwise : path).toAbsolutePath().normalize();
    }

    /** A journal that cannot be read is kept beside a new one. */
    private static Journal journal(Path file) throws IOException {
        try {
            return Journal.open(file);
        } catch (IOException e) {
            Path aside = file.resolveSibling("journal.damaged." + System.currentTimeMillis());
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "The journal of the plug-ins is damaged and was moved to {0}: {1}",
                    aside,
                    e.getMessage());
            return Journal.open(file);
        }
    }

    /** Without the digests of the distribution nothing can be told from anything. */
    private static void refuseToRun(BundleContext context) {
        // there is no log yet, and there will be none
        System.err.println(
                "etc/trust/"
                        + TrustFolder.DISTRIBUTION
                        + " is missing or empty: no bundle is trusted, and the server does not start."
                        + " Restore it from the archive.");
        Thread stopper =
                new Thread(
                        () -> {
                            try {
                                context.getBundle(Constants.SYSTEM_BUNDLE_ID).stop();
                            } catch (BundleException e) {
                                LOGGER.log(
                                        System.Logger.Level.ERROR,
                                        "The framework does not stop",
                                        e);
                            }
                        },
                        "rattache-gate-closed");
        stopper.start();
    }
}
