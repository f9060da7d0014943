package org.rattache.platform.http.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows which modules are being replaced at this moment. It looks again only while something comes
 * or goes, so asking costs next to nothing.
 */
@Component(service = AwayModules.class)
public final class AwayModules {

    /**
     * Who began before a module went may fail a little later than it comes back, and the last of
     * its resources is listed before it is served: on a busy machine seconds before.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** So long after something has come or gone others may still follow it. */
    private static final Duration UNREST = Duration.ofSeconds(2);

    /** A look takes milliseconds of the processor. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final Pattern PART = Pattern.compile("org\\.rattache\\.([a-z]+)\\.(core|rest)");
    private static final Pattern ADDRESS = Pattern.compile("/api/([^/]+)/v1(/.*)?");
    private static final String INTERESTING =
            "(|(osgi.jaxrs.resource=true)(osgi.jaxrs.application.base=*)"
                    + "(objectClass=org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime))";

    private final BundleContext context;
    private final Readiness readiness;
    private final AtomicLong lastChange = new AtomicLong(System.nanoTime());
    private final AtomicLong lastLook = new AtomicLong(Long.MIN_VALUE);
    private final Map<String, Long> lastAway = new ConcurrentHashMap<>();
    private final SynchronousBundleListener bundles = this::bundleChanged;
    private final ServiceListener services = event -> lastChange.set(System.nanoTime());
    private volatile Set<String> away = Set.of();

    @Activate
    public AwayModules(BundleContext context, @Reference Readiness readiness)
            throws InvalidSyntaxException {
        this.context = context;
        this.readiness = readiness;
        context.addBundleListener(bundles);
        context.addServiceListener(services, INTERESTING);
    }

    @Deactivate
    void deactivate() {
        context.removeServiceListener(services);
        context.removeBundleListener(bundles);
    }

    private void bundleChanged(BundleEvent event) {
        Matcher part = part(event.getBundle());
        if (!part.matches()) {
            // a plug-in; and when something below goes, our services follow
            return;
        }
        if (event.getType() == BundleEvent.STOPPING) {
            lastAway.put(part.group(1), System.nanoTime());
        }
        lastChange.set(System.nanoTime());
    }

    /** The module to which a request goes, away or not; empty when it goes to none. */
    Optional<String> addressed(HttpServletRequest request) {
        // decoded and without dot segments: by this it was decided whose request it is
        String path =
                request.getContextPath()
                        + request.getServletPath()
                        + Objects.requireNonNullElse(request.getPathInfo(), "");
        Matcher address = ADDRESS.matcher(path);
        return address.matches()
                ? Optional.of(address.group(1)).filter(readiness.modules()::contains)
                : Optional.empty();
    }

    /** Whether a module cannot answer now. */
    boolean isAway(String module) {
        if (isDue()) {
            away = Set.copyOf(readiness.missingModules());
        }
        boolean isAway = away.contains(module);
        if (isAway) {
            lastAway.put(module, System.nanoTime());
        }
        return isAway;
    }

    /**
     * The components of a bundle that stops may be gone before anybody is told that it does; its
     * state is another one before that.
     */
    private void lookAtBundles() {
        for (Bundle bundle : context.getBundles()) {
            Matcher part = part(bundle);
            if (bundle.getState() != Bundle.ACTIVE && part.matches()) {
                lastAway.put(part.group(1), System.nanoTime());
                lastChange.set(System.nanoTime());
            }
        }
    }

    private static Matcher part(Bundle bundle) {
        return PART.matcher(String.valueOf(bundle.getSymbolicName()));
    }

    /** One of the callers looks; the others go by what was seen last. */
    private boolean isDue() {
        long looked = lastLook.get();
        long now = System.nanoTime();
        boolean unrest = looked - lastChange.get() < UNREST.toNanos();
        return (looked == Long.MIN_VALUE || (unrest && now - looked > BETWEEN_LOOKS.toNanos()))
                && lastLook.compareAndSet(looked, now);
    }

    /** Whether a module is away, or was a moment ago. */
    boolean wasAway(String module) {
        lookAtBundles();
        return isAway(module)
                || System.nanoTime() - lastAway.getOrDefault(module, Long.MIN_VALUE / 2)
                        < GRACE.toNanos();
    }
}
