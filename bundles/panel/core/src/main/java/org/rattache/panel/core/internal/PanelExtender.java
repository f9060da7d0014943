package org.rattache.panel.core.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.rattache.panel.api.PanelPlugIn;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the active bundles that have the header {@code Rattache-Ui}. Such a bundle needs no Java.
 * What it brings goes when it stops.
 */
@Component(service = PanelExtender.class)
public final class PanelExtender implements BundleTrackerCustomizer<Contribution> {

    private static final Logger LOG = LoggerFactory.getLogger(PanelExtender.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private final PlugIns gate;
    private final Map<Bundle, Contribution> contributions = new ConcurrentHashMap<>();
    private final BundleTracker<Contribution> tracker;

    @Activate
    public PanelExtender(
            BundleContext context,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PlugIns gate) {
        this.gate = gate;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    /** Whether a plug-in can have this id. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    @Override
    public Contribution addingBundle(Bundle bundle, BundleEvent event) {
        if (bundle.getHeaders("").get(Contribution.HEADER) == null) {
            return null;
        }
        if (!isId(String.valueOf(bundle.getSymbolicName()))) {
            LOG.warn("{} brings no panels: its symbolic name is too long or odd.", bundle);
            return null;
        }
        Contribution contribution = Contribution.of(bundle);
        PanelPlugIn plugIn = contribution.plugIn();
        if (plugIn.fault().isPresent()) {
            LOG.warn(
                    "{} {} brings no panels: {}",
                    plugIn.id(),
                    plugIn.version(),
                    plugIn.fault().get());
        } else {
            LOG.info(
                    "{} {} brings {} panels",
                    plugIn.id(),
                    plugIn.version(),
                    plugIn.panels().size());
        }
        contributions.put(bundle, contribution);
        return contribution;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Contribution contribution) {
        // Active is the one state that is tracked: nothing changes inside of it.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Contribution contribution) {
        contributions.remove(bundle);
    }

    /** What the admitted ones bring, by id; of two bundles with one name the higher version. */
    List<Contribution> all() {
        if (contributions.isEmpty()) {
            return List.of();
        }
        List<PlugIn> known = gate.list();
        Map<String, Contribution> byId = new TreeMap<>();
        contributions.values().stream()
                .filter(one -> isAdmitted(one.bundle(), known))
                .sorted(Comparator.comparing(one -> one.bundle().getVersion()))
                .forEach(one -> byId.put(one.plugIn().id(), one));
        return List.copyOf(byId.values());
    }

    Optional<Contribution> find(String plugIn) {
        return all().stream().filter(one -> one.plugIn().id().equals(plugIn)).findFirst();
    }

    /**
     * The gate lets only trusted bundles become active. It is asked again because what is shown
     * here runs in the browsers of people: a bundle that the gate does not list as running brings
     * nothing.
     */
    private static boolean isAdmitted(Bundle bundle, List<PlugIn> known) {
        String version = bundle.getVersion().toString();
        return known.stream()
                .filter(one -> one.symbolicName().equals(Optional.of(bundle.getSymbolicName())))
                .anyMatch(
                        one ->
                                one.running().equals(Optional.of(version))
                                        || (one.state() == PlugIn.State.RUNNING
                                                && one.version().equals(Optional.of(version))));
    }
}
