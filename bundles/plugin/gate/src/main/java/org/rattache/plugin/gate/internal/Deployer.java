package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.rattache.plugin.api.Fact;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.Verdict;

/**
 * Installs the plug-ins of the folder {@code deploy}: what is trusted and breaks no rule.
 * Everything else is held: not installed, because a bundle of some kinds runs by being installed.
 *
 * <p>One thread looks at the folder twice a second. A file that looks the same two times is copied
 * to a place of our own; the COPY is verified and installed, so that nobody can change it in
 * between. What a plug-in does when it starts or stops runs on a thread of its own, and can hold up
 * nothing but itself.
 */
final class Deployer implements Runnable, BundleListener {

    private static final System.Logger LOG = System.getLogger(Activator.LOG);
    private static final String LOCATION = "plugin:";
    private static final long POLL_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final int START_LEVEL = 80;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Registered by Karaf when everything of the distribution is installed and started. */
    private static final String EVERYTHING_IS_UP = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private final TrustFolder folder;
    private final Gate gate;
    private final Contents contents;
    private final Journal journal;
    private final Path deploy;
    private final Path copies;
    private final AtomicLong bundleChanges = new AtomicLong();
    private final SortedMap<String, Slot> slots = new ConcurrentSkipListMap<>();
    private long trustChanges;
    private Optional<String> trouble = Optional.empty();
    private boolean up;

    Deployer(
            BundleContext context,
            TrustFolder folder,
            Gate gate,
            Contents contents,
            Journal journal,
            Path deploy,
            Path copies) {
        this.context = context;
        this.folder = folder;
        this.gate = gate;
        this.contents = contents;
        this.journal = journal;
        this.deploy = deploy;
        this.copies = copies;
    }

    /** One file of the folder. Changed by the deployer's thread; its fields are read by others. */
    private final class Slot {

        private final String name;
        private String stamp = "";
        private String settled = "";
        private String judgedFor = "";
        private Map<String, String> saidHeld = Map.of();
        private volatile Jar jar;
        private volatile Verdict verdict;
        private volatile Optional<String> unfit = Optional.empty();
        private volatile Optional<String> failure = Optional.empty();
        private volatile Thread work;
        private volatile long tryAgainAt;
        private volatile int failures;

        Slot(String name) {
            this.name = name;
        }

        Optional<Bundle> bundle() {
            return Optional.ofNullable(context.getBundle(LOCATION + name));
        }

        boolean isWorking() {
            Thread thread = work;
            return thread != null && thread.isAlive();
        }
    }

    static boolean isPlugIn(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
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
            recordTrust();
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
        files.forEach((name, stamp) -> slots.computeIfAbsent(name, Slot::new));
        for (Bundle bundle : context.getBundles()) {
            if (isPlugIn(bundle)) {
                slots.computeIfAbsent(bundle.getLocation().substring(LOCATION.length()), Slot::new);
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
            remove(slot);
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
            admit(slot);
        } else {
            slot.bundle()
                    .filter(bundle -> !gate.trusts(bundle))
                    .ifPresent(bundle -> evict(slot, bundle));
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
            slot.jar = copy(file);
        }
    }

    /** Copies a file to a place of our own, under its digest, and reads the copy. */
    private Jar copy(Path file) throws IOException {
        Path temporary = copies.resolve("copying.tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, OWNER_ONLY);
        String sha256;
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.WRITE)) {
            sha256 = Sha256.copy(in, out);
        }
        Files.move(temporary, copyOf(sha256), StandardCopyOption.ATOMIC_MOVE);
        return Jar.read(copyOf(sha256), sha256);
    }

    private Path copyOf(String sha256) {
        return copies.resolve(sha256 + ".jar");
    }

    private void judge(Slot slot) throws IOException {
        if (slot.unfit.isPresent()) {
            held(slot, Map.of("name", slot.name, "why", slot.unfit.get()), slot.unfit.get());
            return;
        }
        slot.verdict = verdict(slot.jar, slot.bundle());
        if (!slot.verdict.admitted()) {
            Map<String, String> data = data(slot.name, slot.verdict);
            data.put("why", why(slot.verdict));
            held(slot, data, why(slot.verdict) + ". " + toDo(slot.name, slot.verdict));
        }
    }

    /** What would become of a jar in the folder, also in the place of a plug-in of its name. */
    Verdict verify(Jar jar) {
        return verdict(
                jar,
                Stream.of(context.getBundles())
                        .filter(Deployer::isPlugIn)
                        .filter(
                                bundle ->
                                        Optional.ofNullable(bundle.getSymbolicName())
                                                .equals(jar.symbolicName()))
                        .findFirst());
    }

    private Verdict verdict(Jar jar, Optional<Bundle> itself) {
        Trust trust = folder.trust();
        Set<String> signers = jar.signers().keySet();
        Optional<String> reason = trust.reason(jar.sha256(), signers);
        return new Verdict(
                jar.symbolicName(),
                jar.version(),
                jar.sha256(),
                reason.isPresent(),
                reason.map(r -> "it is " + r).orElseGet(() -> untrusted(jar, trust)),
                Rules.against(jar, others(itself)));
    }

    private static String untrusted(Jar jar, Trust trust) {
        if (trust.revoked().containsKey(jar.sha256())) {
            return Sentences.REVOKED;
        }
        return jar.signers().isEmpty()
                ? "it is not approved, and " + jar.unsigned().orElse("it is not signed")
                : "it is not approved, and it is signed by "
                        + String.join(" and ", jar.signers().values())
                        + ", whose key is not trusted";
    }

    private Rules.Others others(Optional<Bundle> itself) {
        Set<String> names = new HashSet<>(Set.of(Constants.SYSTEM_BUNDLE_SYMBOLICNAME));
        Set<String> packages = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (itself.filter(bundle::equals).isPresent()) {
                continue;
            }
            names.add(String.valueOf(bundle.getSymbolicName()));
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (!isPlugIn(bundle) && revision != null) {
                revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(
                                exported ->
                                        exported.getAttributes()
                                                .get(PackageNamespace.PACKAGE_NAMESPACE))
                        .map(String::valueOf)
                        .forEach(packages::add);
            }
        }
        return new Rules.Others(names, packages);
    }

    private void admit(Slot slot) throws IOException {
        if (System.currentTimeMillis() < slot.tryAgainAt) {
            return;
        }
        Optional<Bundle> bundle = slot.bundle();
        String sha256 = slot.verdict.sha256();
        slot.saidHeld = Map.of();
        if (bundle.isEmpty()) {
            work(slot, "installing", () -> install(slot));
        } else if (!sha256.equals(contentOf(bundle.get()))) {
            work(slot, "updating", () -> update(slot, bundle.get()));
        } else if (slot.failure.isPresent()) {
            work(slot, "starting", () -> start(bundle.get()));
        }
    }

    private String contentOf(Bundle bundle) {
        try {
            return contents.sha256(bundle);
        } catch (IOException e) {
            // damaged: the copy replaces it
            return "";
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
                        + Math.min(LONGEST_PAUSE_MILLIS, POLL_MILLIS << Math.min(failures, 4));
        slot.failures = failures + 1;
    }

    private void install(Slot slot) throws BundleException, IOException {
        Verdict verdict = slot.verdict;
        Bundle bundle;
        try (InputStream in = Files.newInputStream(copyOf(verdict.sha256()))) {
            bundle = context.installBundle(LOCATION + slot.name, in);
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
        try (InputStream in = Files.newInputStream(copyOf(verdict.sha256()))) {
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

    /** Its file is gone. */
    private void remove(Slot slot) {
        Optional<Bundle> bundle = slot.bundle();
        if (bundle.isPresent()) {
            work(slot, "removing", () -> uninstall(slot, bundle.get(), "its file was removed"));
        } else {
            slots.remove(slot.name);
        }
    }

    /** It is not trusted any more. */
    private void evict(Slot slot, Bundle bundle) {
        work(slot, "removing", () -> uninstall(slot, bundle, "it is not trusted any more"));
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
        Map<String, String> data = data(slot.name, verdict);
        data.put("why", verdict.trust());
        journal.append(kind, data);
    }

    private static Map<String, String> data(String name, Verdict verdict) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("name", name);
        data.put("sha256", verdict.sha256());
        verdict.symbolicName().ifPresent(value -> data.put("symbolicName", value));
        verdict.version().ifPresent(value -> data.put("version", value));
        return data;
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

    private static String why(Verdict verdict) {
        List<String> reasons = new ArrayList<>(verdict.against());
        if (!verdict.trusted()) {
            reasons.add(0, verdict.trust());
        }
        return String.join("; ", reasons);
    }

    private String toDo(String name, Verdict verdict) {
        return verdict.against().isEmpty()
                ? Sentences.howToTrust(verdict.sha256(), folder.trust())
                : "Take "
                        + name
                        + " out of deploy/: no approval lets a jar run that breaks these rules.";
    }

    /** Tells the journal what was approved, revoked and trusted since it was last told. */
    private void recordTrust() throws IOException {
        Map<String, Fact> last = new LinkedHashMap<>();
        for (Fact fact : journal.after(0, Integer.MAX_VALUE)) {
            switch (fact.kind()) {
                case APPROVED, REVOKED -> last.put(fact.data().get("sha256"), fact);
                case KEY_TRUSTED, KEY_REVOKED -> last.put(fact.data().get("key"), fact);
                default -> {
                    // is not about trust
                }
            }
        }
        Trust trust = folder.trust();
        Set<String> approved = told(last, Fact.Kind.APPROVED);
        Set<String> revoked = told(last, Fact.Kind.REVOKED);
        for (Map.Entry<String, String> entry : trust.approved().entrySet()) {
            if (!approved.contains(entry.getKey())
                    && !trust.revoked().containsKey(entry.getKey())) {
                tellTrust(Fact.Kind.APPROVED, entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, String> entry : trust.revoked().entrySet()) {
            if (!revoked.contains(entry.getKey())) {
                tellTrust(Fact.Kind.REVOKED, entry.getKey(), entry.getValue());
            }
        }
        for (String sha256 : approved) {
            if (!trust.approved().containsKey(sha256) && !trust.revoked().containsKey(sha256)) {
                tellTrust(Fact.Kind.REVOKED, sha256, "");
            }
        }
        Set<String> keys = told(last, Fact.Kind.KEY_TRUSTED);
        for (Map.Entry<String, String> key : trust.keys().entrySet()) {
            if (!keys.contains(key.getKey())) {
                journal.append(
                        Fact.Kind.KEY_TRUSTED,
                        Map.of("name", key.getValue() + TrustFolder.KEY, "key", key.getKey()));
            }
        }
        for (String key : keys) {
            if (!trust.keys().containsKey(key)) {
                journal.append(
                        Fact.Kind.KEY_REVOKED,
                        Map.of("name", last.get(key).data().get("name"), "key", key));
            }
        }
    }

    private static Set<String> told(Map<String, Fact> last, Fact.Kind kind) {
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void tellTrust(Fact.Kind kind, String sha256, String by) throws IOException {
        journal.append(
                kind, Map.of("sha256", sha256, "by", by.isEmpty() ? "a change of etc/trust" : by));
    }

    /** Removes copies that no file and no bundle needs. */
    private void sweep() throws IOException {
        Set<String> needed =
                slots.values().stream()
                        .map(slot -> slot.jar)
                        .filter(jar -> jar != null)
                        .map(jar -> jar.sha256() + ".jar")
                        .collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(copies)) {
            for (Path copy : all.toList()) {
                if (copy.getFileName().toString().endsWith(".jar")
                        && !needed.contains(copy.getFileName().toString())) {
                    Files.deleteIfExists(copy);
                }
            }
        }
    }

    /** The files of the folder, then the bundles that came in another way. */
    List<PlugIn> list() {
        List<PlugIn> list = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.unfit.isPresent() || slot.verdict != null) {
                list.add(describe(slot));
            }
        }
        gate.strangers().stream()
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .map(this::describe)
                .forEach(list::add);
        return list;
    }

    private PlugIn describe(Slot slot) {
        Optional<String> running = slot.bundle().map(bundle -> bundle.getVersion().toString());
        if (slot.unfit.isPresent()) {
            return new PlugIn(
                    slot.name,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    PlugIn.State.HELD,
                    running,
                    slot.unfit.get(),
                    Optional.of("Take it out of deploy/."));
        }
        Verdict verdict = slot.verdict;
        PlugIn.State state = state(slot, verdict);
        Optional<String> toDo =
                switch (state) {
                    case HELD -> Optional.of(toDo(slot.name, verdict));
                    case FAILING -> Optional.of("See the log; bundle:diag tells what is missing.");
                    case STOPPED -> Optional.of("bundle:start in the shell starts it.");
                    case CHANGING, RUNNING -> Optional.empty();
                };
        return new PlugIn(
                slot.name,
                verdict.symbolicName(),
                verdict.version(),
                Optional.of(verdict.sha256()),
                state,
                running,
                state == PlugIn.State.FAILING
                        ? slot.failure.orElse("it does not start")
                        : state == PlugIn.State.HELD ? why(verdict) : verdict.trust(),
                toDo);
    }

    private static PlugIn.State state(Slot slot, Verdict verdict) {
        if (!verdict.admitted()) {
            return PlugIn.State.HELD;
        }
        if (slot.failure.isPresent()) {
            return PlugIn.State.FAILING;
        }
        if (slot.isWorking() || slot.bundle().isEmpty()) {
            return PlugIn.State.CHANGING;
        }
        int state = slot.bundle().get().getState();
        // a bundle with lazy activation is starting until somebody needs it
        return state == Bundle.ACTIVE || state == Bundle.STARTING
                ? PlugIn.State.RUNNING
                : PlugIn.State.STOPPED;
    }

    private PlugIn describe(Bundle bundle) {
        Optional<String> reason = gate.reason(bundle);
        String sha256 = contentOf(bundle);
        boolean runs = bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
        return new PlugIn(
                bundle.getLocation(),
                Optional.ofNullable(bundle.getSymbolicName()),
                Optional.of(bundle.getVersion().toString()),
                Optional.of(sha256).filter(Sha256::isDigest),
                reason.isEmpty()
                        ? PlugIn.State.HELD
                        : runs ? PlugIn.State.RUNNING : PlugIn.State.STOPPED,
                Optional.of(bundle.getVersion().toString()).filter(version -> runs),
                reason.map(r -> "it is " + r)
                        .orElse(
                                folder.trust().revoked().containsKey(sha256)
                                        ? Sentences.REVOKED
                                        : Sentences.UNTRUSTED),
                reason.isPresent()
                        ? Optional.empty()
                        : Optional.of(Sentences.howToTrust(sha256, folder.trust())));
    }
}
