package org.rattache.linking.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.spi.GroupSuggestionStrategy;

/**
 * Which strategies are asked, by a firm's choice and by what is installed.
 *
 * @param lanes each of them answers through its first plug-in, or through a stand-by after it
 * @param missing chosen strategies that are not installed
 * @param others who may answer when nobody in the lanes does, the highest ranking first
 */
record Lanes(
        List<List<PlugIn<GroupSuggestionStrategy>>> lanes,
        List<String> missing,
        List<PlugIn<GroupSuggestionStrategy>> others) {

    static Lanes of(StrategyChoice choice, StrategyRegistry registry) {
        return switch (choice.mode()) {
            case BEST -> {
                List<PlugIn<GroupSuggestionStrategy>> best = registry.best();
                yield new Lanes(best.isEmpty() ? List.of() : List.of(best), List.of(), List.of());
            }
            case ALL -> new Lanes(List.copyOf(registry.ranked().values()), List.of(), List.of());
            case CHOSEN -> chosen(choice.strategies(), registry);
        };
    }

    private static Lanes chosen(List<String> ids, StrategyRegistry registry) {
        SortedMap<String, List<PlugIn<GroupSuggestionStrategy>>> ranked = registry.ranked();
        List<List<PlugIn<GroupSuggestionStrategy>>> lanes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            if (ranked.containsKey(id)) {
                lanes.add(ranked.get(id));
            } else {
                missing.add(id);
            }
        }
        return new Lanes(
                lanes,
                missing,
                registry.best().stream()
                        .filter(plugIn -> !ids.contains(plugIn.id().orElseThrow()))
                        .toList());
    }
}
