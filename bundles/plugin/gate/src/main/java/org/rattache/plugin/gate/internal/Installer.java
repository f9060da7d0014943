package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.rattache.plugin.api.Fact;
import org.rattache.plugin.api.Verdict;

/**
 * Installs, updates, starts and removes plug-ins. What one does when it starts or stops runs on a
 * thread of its own, and can hold up nothing but itself; what fails is tried again.
 */
final class Installer {

    private static final System.Logger LOG = System.getLogger(Activator.LOG);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final int START_LEVEL = 80;

    private final BundleContext context;
    private final Contents contents;
    private final Copies copies;
    private final Journal journal;

    Installer(BundleContext context, Contents contents, Copies copies, Journal journal) {
        this.context = context;
        this.contents = contents;
        this.copies = copies;
        this.journal = journal;
    }

    /** Lets a plug-in run as its file says, when it does not already. */
    void admit(Slot slot) throws IOException {
        if (System.currentTimeMillis() < slot.tryAgainAt) {
            return;
        }
        Optional<Bundle> bundle = slot.bundle();
        String sha256 = slot.verdict.sha256();
        slot.saidHeld = Map.of();
        if (bundle.isEmpty()) {
            work(slot, "installing", () -> install(slot));
        } else if (!sha256.equals(contents.digest(bundle.get()))) {
            work(slot, "updating", () -> update(slot, bundle.get()));
        } else if (slot.failure.isPresent()) {
            work(slot, "starting", () -> start(bundle.get()));
        }
    }

    private interface Work {
        void run() throws BundleException, IOException, InterruptedException;
    }

    /** Does something that runs code of the plug-in, on a thread of its own. */
    private void work(Slot slot, String what, Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                                slot.failures = 0;
                                slot.failure = Optional.empty();
                                slot.tryAgainAt = 0;
                            } catch (Exception | LinkageError e) {
                                failed(slot, what, e);
                            }
                        },
                        "rattache-plugin " + slot.name);
        thread.setDaemon(true);
        slot.work = thread;
        thread.start();
    }

    private void failed(Slot slot, String what, Throwable e) {
        Throwable cause = e;
        while (cause instanceof BundleException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message =
                cause instanceof BundleException ? cause.getMessage() : String.valueOf(cause);
        if (!slot.failure.equals(Optional.of(message))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Plug-in {0}: {1} failed, and is tried again: {2}",
                    slot.name,
                    what,
                    message);
        }
        int failures = slot.failures;
        slot.failure = Optional.of(message);
        slot.tryAgainAt =
                System.currentTimeMillis()
                        + Math.min(
                                LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 4));
        slot.failures = failures + 1;
    }

    private void install(Slot slot) throws BundleException, IOException {
        Verdict verdict = slot.verdict;
        Bundle bundle;
        try (InputStream in = Files.newInputStream(copies.of(verdict.sha256()))) {
            bundle = context.installBundle(slot.location(), in);
        }
        try {
            tell(Fact.Kind.INSTALLED, slot, verdict);
        } catch (IOException e) {
            bundle.uninstall();
            throw e;
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
        start(bundle);
        LOG.log(
                System.Logger.Level.INFO,
                "Plug-in {0} runs: {1} {2}, {3}.",
                slot.name,
                bundle.getSymbolicName(),
                bundle.getVersion(),
                verdict.trust());
    }

    private void update(Slot slot, Bundle bundle)
            throws BundleException, IOException, InterruptedException {
        Verdict verdict = slot.verdict;
        tell(Fact.Kind.UPDATED, slot, verdict);
        bundle.stop(Bundle.STOP_TRANSIENT);
        try (InputStream in = Files.newInputStream(copies.of(verdict.sha256()))) {
            bundle.update(in);
        }
        refresh(bundle);
        start(bundle);
        LOG.log(
                System.Logger.Level.INFO,
                "Plug-in {0} was updated and runs: {1} {2}, {3}.",
                slot.name,
                bundle.getSymbolicName(),
                bundle.getVersion(),
                verdict.trust());
    }

    private static void start(Bundle bundle) throws BundleException {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
    }

    /** Rewires what is wired to this bundle, and nothing else. */
    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        if (!done.await(30, TimeUnit.SECONDS)) {
            LOG.log(System.Logger.Level.WARNING, "{0} is still being refreshed.", bundle);
        }
    }

    /** Takes a plug-in away. */
    void remove(Slot slot, Bundle bundle, String why) {
        work(slot, "removing", () -> uninstall(slot, bundle, why));
    }

    private void uninstall(Slot slot, Bundle bundle, String why)
            throws BundleException, IOException, InterruptedException {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("name", slot.name);
        data.put("symbolicName", String.valueOf(bundle.getSymbolicName()));
        data.put("version", bundle.getVersion().toString());
        data.put("why", why);
        bundle.uninstall();
        refresh(bundle);
        journal.append(Fact.Kind.REMOVED, data);
        LOG.log(
                System.Logger.Level.INFO,
                "Plug-in {0} {1} was uninstalled: {2}.",
                slot.name,
                bundle.getVersion(),
                why);
    }

    private void tell(Fact.Kind kind, Slot slot, Verdict verdict) throws IOException {
        Map<String, String> data = Sentences.data(slot.name, verdict);
        data.put("why", verdict.trust());
        journal.append(kind, data);
    }
}
