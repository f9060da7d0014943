package org.rattache.linking.core.internal;

import java.util.List;
import java.util.stream.Stream;

/**
 * The services of one kind that are there now, sorted by rank. Keyed by service id and not by
 * strategy id: when the next version of a plug-in comes before the last one goes, removing the last
 * one leaves the next. Thread-safe.
 */
final class PlugIns<S> {

    private volatile List<PlugIn<S>> sorted = List.of();
    private volatile List<PlugIn<S>> removed = List.of();

    synchronized void add(PlugIn<S> plugIn) {
        sorted =
                Stream.concat(without(plugIn.serviceId()), Stream.of(plugIn))
                        .sorted(PlugIn.byRank())
                        .toList();
    }

    synchronized void update(PlugIn<S> changed) {
        add(
                sorted.stream()
                        .filter(plugIn -> plugIn.serviceId() == changed.serviceId())
                        .findFirst()
                        .map(plugIn -> plugIn.with(changed))
                        .orElse(changed));
    }

    synchronized void remove(long serviceId) {
        List<PlugIn<S>> gone =
                sorted.stream().filter(plugIn -> plugIn.serviceId() == serviceId).toList();
        sorted = without(serviceId).toList();
        gone.forEach(PlugIn::close);
        removed = Stream.concat(stuck(), gone.stream().map(PlugIn::remains)).toList();
    }

    private Stream<PlugIn<S>> without(long serviceId) {
        return sorted.stream().filter(plugIn -> plugIn.serviceId() != serviceId);
    }

    /** The highest ranking first. */
    List<PlugIn<S>> sorted() {
        return sorted;
    }

    /** Those that have gone while some of their threads do not end. */
    synchronized List<PlugIn<S>> removed() {
        removed = stuck().toList();
        return removed;
    }

    private Stream<PlugIn<S>> stuck() {
        return removed.stream().filter(plugIn -> plugIn.keptThreads() > 0);
    }

    void close() {
        sorted.forEach(PlugIn::close);
    }
}
