package org.rattache.linking.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rattache.linking.api.Strategies;
import org.rattache.linking.spi.GroupSuggestionStrategy;

/**
 * Which strategies are there: per id the highest ranking is active, the others stand by. The
 * reference is dynamic, so a plug-in that comes or goes restarts nothing.
 */
@Component(service = {StrategyRegistry.class, Strategies.class})
public final class StrategyRegistry implements Strategies {

    private static final String ID = "rattache.linking.strategy.id";

    private final BundleContext context;
    private final PlugIns<GroupSuggestionStrategy> plugIns = new PlugIns<>();

    @Activate
    public StrategyRegistry(BundleContext context) {
        this.context = context;
    }

    @Deactivate
    void deactivate() {
        plugIns.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updateStrategy")
    void addStrategy(ServiceReference<GroupSuggestionStrategy> reference) {
        plugIns.add(PlugIn.of(context, reference, ID));
    }

    void updateStrategy(ServiceReference<GroupSuggestionStrategy> reference) {
        plugIns.update(PlugIn.of(context, reference, ID));
    }

    void removeStrategy(ServiceReference<GroupSuggestionStrategy> reference) {
        plugIns.remove((Long) reference.getProperty(Constants.SERVICE_ID));
        context.ungetService(reference);
    }

    void add(PlugIn<GroupSuggestionStrategy> plugIn) {
        plugIns.add(plugIn);
    }

    void remove(long serviceId) {
        plugIns.remove(serviceId);
    }

    /** The usable ones by strategy id, the active one first. */
    SortedMap<String, List<PlugIn<GroupSuggestionStrategy>>> ranked() {
        SortedMap<String, List<PlugIn<GroupSuggestionStrategy>>> ranked = new TreeMap<>();
        for (PlugIn<GroupSuggestionStrategy> plugIn : plugIns.sorted()) {
            if (plugIn.rejection().isEmpty()) {
                ranked.computeIfAbsent(plugIn.id().orElseThrow(), id -> new ArrayList<>())
                        .add(plugIn);
            }
        }
        return ranked;
    }

    /** The usable ones of every id, the highest ranking first. */
    List<PlugIn<GroupSuggestionStrategy>> best() {
        return plugIns.sorted().stream().filter(plugIn -> plugIn.rejection().isEmpty()).toList();
    }

    /** The active service of an id. */
    Optional<PlugIn<GroupSuggestionStrategy>> active(String id) {
        return Optional.ofNullable(ranked().get(id)).map(list -> list.get(0));
    }

    @Override
    public List<Strategy> list() {
        List<Strategy> list = new ArrayList<>();
        ranked().values()
                .forEach(
                        ofId -> {
                            PlugIn<?> first = ofId.get(0);
                            list.add(strategy(first, State.ACTIVE, Optional.empty()));
                            ofId.stream()
                                    .skip(1)
                                    .forEach(
                                            plugIn ->
                                                    list.add(
                                                            strategy(
                                                                    plugIn,
                                                                    State.STANDBY,
                                                                    Optional.of(
                                                                            "Outranked by "
                                                                                    + first.bundle()
                                                                                    + " "
                                                                                    + first
                                                                                            .version()
                                                                                    + "."))));
                        });
        plugIns.sorted().stream()
                .filter(plugIn -> plugIn.rejection().isPresent())
                .forEach(plugIn -> list.add(strategy(plugIn, State.REJECTED, plugIn.rejection())));
        plugIns.removed()
                .forEach(
                        plugIn ->
                                list.add(
                                        strategy(
                                                plugIn,
                                                State.REMOVED,
                                                Optional.of("It was removed or replaced."))));
        return List.copyOf(list);
    }

    private static Strategy strategy(PlugIn<?> plugIn, State state, Optional<String> why) {
        int kept = plugIn.keptThreads();
        return new Strategy(
                state == State.REJECTED ? Optional.empty() : plugIn.id(),
                plugIn.bundle(),
                plugIn.version(),
                plugIn.ranking(),
                state,
                why,
                plugIn.bulkhead().suspension(),
                kept,
                state == State.REMOVED && kept > 0);
    }
}
