package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.rattache.plugin.api.Fact;

/**
 * Watches the folder {@code deploy}: what is trusted and breaks no rule is installed. Everything
 * else is held: not installed, because a bundle of some kinds runs by being installed.
 *
 * <p>One thread looks at the folder twice a second. A file that looks the same two times is read;
 * whatever changes what is trusted, or which bundles there are, has it judged anew.
 */
final class Deployer implements Runnable, BundleListener {

    private static final System.Logger LOG = System.getLogger(Activator.LOG);
    private static final long POLL_MILLIS = 500;

    /** Registered by Karaf when everything of the distribution is installed and started. */
    private static final String EVERYTHING_IS_UP = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private final TrustFolder folder;
    private final Gate gate;
    private final Judge judge;
    private final Copies copies;
    private final Installer installer;
    private final TrustRecord record;
    private final Journal journal;
    private final Path deploy;
    private final AtomicLong bundleChanges = new AtomicLong();
    private final SortedMap<String, Slot> slots = new ConcurrentSkipListMap<>();
    private long trustChanges;
    private Optional<String> trouble = Optional.empty();
    private boolean up;

    Deployer(
            BundleContext context,
            TrustFolder folder,
            Gate gate,
            Judge judge,
            Copies copies,
            Installer installer,
            Journal journal,
            Path deploy) {
        this.context = context;
        this.folder = folder;
        this.gate = gate;
        this.judge = judge;
        this.copies = copies;
        this.installer = installer;
        this.record = new TrustRecord(folder, journal);
        this.journal = journal;
        this.deploy = deploy;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED, BundleEvent.UNINSTALLED ->
                    bundleChanges.incrementAndGet();
            default -> {
                // says nothing about names and packages
            }
        }
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Nothing ends this thread: the folder may be back the next time. */
    private void look() {
        Optional<String> now = Optional.empty();
        try {
            poll();
        } catch (RuntimeException | IOException e) {
            now = Optional.of(e.toString());
            if (!now.equals(trouble)) {
                LOG.log(System.Logger.Level.ERROR, "The plug-ins could not be looked at", e);
            }
        }
        trouble = now;
    }

    private void poll() throws IOException {
        if (folder.refresh()) {
            trustChanges++;
            record.bringUpToDate();
            gate.trustChanged();
        }
        if (context.getServiceReference(EVERYTHING_IS_UP) == null) {
            return;
        }
        if (!up) {
            up = true;
            sayAgain();
        }
        Map<String, String> files = files();
        files.forEach((name, stamp) -> slots.computeIfAbsent(name, this::slot));
        for (Bundle bundle : context.getBundles()) {
            if (Slot.isPlugIn(bundle)) {
                slots.computeIfAbsent(Slot.nameOf(bundle), this::slot);
            }
        }
        for (Slot slot : slots.values()) {
            String stamp = files.getOrDefault(slot.name, "gone");
            boolean stable = stamp.equals(slot.stamp);
            slot.stamp = stamp;
            if (stable && !slot.isWorking()) {
                settle(slot);
            }
        }
        sweep();
    }

    private Slot slot(String name) {
        return new Slot(name, context);
    }

    /** What was said before there was a log. */
    private void sayAgain() {
        if (folder.trust().development()) {
            LOG.log(System.Logger.Level.WARNING, Sentences.DEVELOPMENT);
        }
        gate.inspectAll();
    }

    /** Name to what tells whether a file has changed. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(deploy)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals("README")) {
                    files.put(name, stamp(file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    private static String stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime()
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.fileKey();
        } catch (NoSuchFileException e) {
            return "gone";
        }
    }

    private void settle(Slot slot) throws IOException {
        if (slot.stamp.equals("gone")) {
            slot.bundle()
                    .ifPresentOrElse(
                            bundle -> installer.remove(slot, bundle, "its file was removed"),
                            () -> slots.remove(slot.name));
            return;
        }
        if (!slot.stamp.equals(slot.settled)) {
            read(slot);
            slot.settled = slot.stamp;
            slot.judgedFor = "";
            slot.failures = 0;
            slot.failure = Optional.empty();
        }
        String judgedFor = trustChanges + " " + bundleChanges.get();
        if (!judgedFor.equals(slot.judgedFor)) {
            slot.judgedFor = judgedFor;
            judge(slot);
        }
        if (slot.unfit.isEmpty() && slot.verdict.admitted()) {
            installer.admit(slot);
        } else {
            slot.bundle()
                    .filter(bundle -> !gate.trusts(bundle))
                    .ifPresent(
                            bundle -> installer.remove(slot, bundle, "it is not trusted any more"));
        }
    }

    private void read(Slot slot) throws IOException {
        Path file = deploy.resolve(slot.name);
        slot.unfit = Optional.empty();
        if (!slot.name.endsWith(".jar") || !Files.isRegularFile(file)) {
            slot.unfit = Optional.of("it is no jar; only plug-ins belong into deploy/");
        } else if (Files.size(file) > Jar.LARGEST) {
            slot.unfit = Optional.of("it is larger than " + (Jar.LARGEST >> 20) + " MB");
        } else {
            slot.jar = copies.take(file);
        }
    }

    private void judge(Slot slot) throws IOException {
        if (slot.unfit.isPresent()) {
            held(slot, Map.of("name", slot.name, "why", slot.unfit.get()), slot.unfit.get());
            return;
        }
        slot.verdict = judge.verdict(slot.jar, slot.bundle());
        if (!slot.verdict.admitted()) {
            Map<String, String> data = Sentences.data(slot.name, slot.verdict);
            data.put("why", Judge.why(slot.verdict));
            held(slot, data, Judge.why(slot.verdict) + ". " + judge.toDo(slot.name, slot.verdict));
        }
    }

    /** Says once, in the log and in the journal, that a file is held and why. */
    private void held(Slot slot, Map<String, String> data, String sentence) throws IOException {
        boolean said =
                data.equals(slot.saidHeld)
                        // by the run before
                        || journal.lastOf(slot.name)
                                .filter(last -> last.kind() == Fact.Kind.HELD)
                                .filter(last -> last.data().equals(data))
                                .isPresent();
        if (!said) {
            journal.append(Fact.Kind.HELD, data);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Plug-in {0} is held, not installed: {1}",
                    slot.name,
                    sentence);
        }
        slot.saidHeld = data;
    }

    /** Removes copies that no file and no bundle needs. */
    private void sweep() throws IOException {
        copies.keepOnly(
                slots.values().stream()
                        .map(slot -> slot.jar)
                        .filter(jar -> jar != null)
                        .map(Jar::sha256)
                        .collect(Collectors.toSet()));
    }

    /** The files of the folder, by name. */
    Collection<Slot> slots() {
        return slots.values();
    }
}
