package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.rattache.plugin.api.Fact;

/**
 * Keeps bundles that are not trusted from being resolved, whichever way they came: from the shell,
 * from a feature, from a cache that was changed while the server stood. What is not resolved has no
 * class loader, so nothing of it runs.
 *
 * <p>The framework asks on the thread of whoever resolves, and holds its lock meanwhile.
 */
final class Gate implements ResolverHookFactory, SynchronousBundleListener {

    private static final System.Logger LOG = System.getLogger(Activator.LOG);

    private final BundleContext context;
    private final TrustFolder folder;
    private final Contents contents;
    private final Journal journal;

    /** Digest to the keys that have signed all of it. */
    private final Map<String, Set<String>> signers = new ConcurrentHashMap<>();

    Gate(BundleContext context, TrustFolder folder, Contents contents, Journal journal) {
        this.context = context;
        this.folder = folder;
        this.contents = contents;
        this.journal = journal;
    }

    /** Whether the bundle is the framework, or part of what was assembled. */
    boolean isDistribution(Bundle bundle) {
        try {
            return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                    || folder.trust().isDistribution(contents.sha256(bundle));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the bundle may run. */
    boolean trusts(Bundle bundle) {
        return reason(bundle).isPresent();
    }

    /** Why the bundle may run; empty when it may not. */
    Optional<String> reason(Bundle bundle) {
        if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return Optional.of("the framework");
        }
        try {
            Trust trust = folder.trust();
            String sha256 = contents.sha256(bundle);
            return trust.reason(
                    sha256, trust.isDecidedByDigest(sha256) ? Set.of() : signers(bundle, sha256));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read: {1}", bundle, e.toString());
            return Optional.empty();
        }
    }

    private Set<String> signers(Bundle bundle, String sha256) throws IOException {
        Set<String> keys = signers.get(sha256);
        if (keys == null) {
            keys = Jar.read(contents.file(bundle), sha256).signers().keySet();
            signers.put(sha256, keys);
        }
        return keys;
    }

    private boolean trusts(BundleRevision revision) {
        Bundle bundle = revision.getBundle();
        return revision.equals(bundle.adapt(BundleRevision.class))
                ? trusts(bundle)
                // the content of before an update: it has passed, or was never resolved
                : revision.getWiring() != null;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Hook(triggers.stream().anyMatch(trigger -> !trusts(trigger)));
    }

    /** Asked while the framework resolves. */
    private final class Hook implements ResolverHook {

        /**
         * One of those that are to be resolved is not trusted. Only then it is taken off the list
         * of what can be resolved: Felix understands a list that has become shorter as the list of
         * everything that can be wired to, and what is resolved already (java.lang of the framework
         * itself) never stands on it.
         */
        private final boolean forUntrusted;

        private final Map<BundleRevision, Boolean> asked = new HashMap<>();

        Hook(boolean forUntrusted) {
            this.forUntrusted = forUntrusted;
        }

        private boolean untrusted(BundleRevision revision) {
            return !asked.computeIfAbsent(revision, Gate.this::trusts);
        }

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            if (forUntrusted) {
                candidates.removeIf(this::untrusted);
            }
        }

        @Override
        public void filterMatches(
                BundleRequirement requirement, Collection<BundleCapability> candidates) {
            if (untrusted(requirement.getRevision())) {
                candidates.clear();
            } else {
                candidates.removeIf(candidate -> untrusted(candidate.getRevision()));
            }
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisions) {
            if (!untrusted(singleton.getRevision())) {
                collisions.removeIf(collision -> untrusted(collision.getRevision()));
            }
        }

        @Override
        public void end() {
            asked.clear();
        }
    }

    /** Looks at what was there before the gate. */
    void inspectAll() {
        Stream.of(context.getBundles()).filter(bundle -> !trusts(bundle)).forEach(this::refuse);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        int type = event.getType();
        if ((type == BundleEvent.INSTALLED || type == BundleEvent.UPDATED)
                && !trusts(event.getBundle())) {
            refuse(event.getBundle());
        }
    }

    private void refuse(Bundle bundle) {
        boolean extends_ = extendsFramework(bundle);
        boolean resolved =
                !extends_
                        && (bundle.getState()
                                        & (Bundle.RESOLVED
                                                | Bundle.STARTING
                                                | Bundle.ACTIVE
                                                | Bundle.STOPPING))
                                != 0;
        String why = Sentences.UNTRUSTED;
        if (extends_) {
            why = "it extends the framework, and is not trusted; it was uninstalled";
        } else if (resolved) {
            why = "it was resolved before the gate, and is not trusted; it was stopped";
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Refused bundle {0} ({1}): {2}. {3}",
                String.valueOf(bundle),
                bundle.getLocation(),
                why,
                Sentences.howToTrust(digest(bundle), folder.trust()));
        record(Fact.Kind.REFUSED, bundle, why);
        try {
            if (extends_) {
                bundle.uninstall();
            } else if (resolved) {
                evict(bundle);
            }
        } catch (BundleException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "{0} could not be stopped: {1}",
                    bundle,
                    e.toString());
        }
    }

    private static boolean extendsFramework(Bundle bundle) {
        String host = bundle.getHeaders("").get(Constants.FRAGMENT_HOST);
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst("\\s*;.*", "").strip();
        return name.equals(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                || name.equals("org.apache.felix.framework");
    }

    private String digest(Bundle bundle) {
        try {
            return contents.sha256(bundle);
        } catch (IOException e) {
            return "";
        }
    }

    private void record(Fact.Kind kind, Bundle bundle, String why) {
        Map<String, String> data =
                Map.of(
                        "name", bundle.getLocation(),
                        "symbolicName", String.valueOf(bundle.getSymbolicName()),
                        "version", bundle.getVersion().toString(),
                        "sha256", digest(bundle),
                        "why", why);
        try {
            boolean said =
                    journal.lastOf(bundle.getLocation())
                            .filter(last -> last.kind() == kind && last.data().equals(data))
                            .isPresent();
            if (!said) {
                journal.append(kind, data);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "The journal cannot be written: {0}", e.toString());
        }
    }

    /**
     * After a change of what is trusted: stops what no longer is, and starts what now is and was to
     * be started. The plug-ins of the folder are not its business.
     */
    void trustChanged() {
        for (Bundle bundle : context.getBundles()) {
            if (Slot.isPlugIn(bundle) || isDistribution(bundle)) {
                continue;
            }
            boolean trusted = trusts(bundle);
            if (!trusted && bundle.getState() != Bundle.INSTALLED) {
                refuse(bundle);
            } else if (trusted && bundle.getState() == Bundle.INSTALLED && wantsToRun(bundle)) {
                start(bundle);
            }
        }
    }

    /** On a thread of its own: what it does when it starts must not hold up the gate. */
    private static void start(Bundle bundle) {
        LOG.log(System.Logger.Level.INFO, "{0} is trusted now and starts.", bundle);
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                bundle.start();
                            } catch (BundleException e) {
                                LOG.log(
                                        System.Logger.Level.WARNING,
                                        "{0} does not start: {1}",
                                        bundle,
                                        e.toString());
                            }
                        },
                        "rattache-plugin " + bundle);
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean wantsToRun(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    /** Stops a bundle and takes its class loader away; what is wired to it loses it too. */
    private void evict(Bundle bundle) throws BundleException {
        bundle.stop(Bundle.STOP_TRANSIENT);
        context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle));
    }

    /** The bundles that are neither the distribution nor from the plug-in folder. */
    List<Bundle> strangers() {
        return Stream.of(context.getBundles())
                .filter(bundle -> !Slot.isPlugIn(bundle) && !isDistribution(bundle))
                .toList();
    }
}
