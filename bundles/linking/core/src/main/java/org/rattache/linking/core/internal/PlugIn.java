package org.rattache.linking.core.internal;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * One service of a plug-in, with its threads. The object itself is got on those threads, so a slow
 * or failing activation is the plug-in's own matter.
 *
 * @param id the strategy id as registered; empty when there is none
 */
record PlugIn<S>(
        long serviceId,
        Optional<String> id,
        int ranking,
        String bundle,
        String version,
        Supplier<S> service,
        Bulkhead bulkhead) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    /** The highest ranking first; among equals the older service, as OSGi has it. */
    static <S> Comparator<PlugIn<S>> byRank() {
        return Comparator.<PlugIn<S>>comparingInt(PlugIn::ranking)
                .reversed()
                .thenComparingLong(PlugIn::serviceId);
    }

    static <S> PlugIn<S> of(
            BundleContext context, ServiceReference<S> reference, String idProperty) {
        long serviceId = (Long) reference.getProperty(Constants.SERVICE_ID);
        Bundle bundle = reference.getBundle();
        Optional<String> id = textOf(reference.getProperty(idProperty));
        return new PlugIn<>(
                serviceId,
                id,
                rankingOf(reference),
                bundle == null ? "unknown" : String.valueOf(bundle.getSymbolicName()),
                bundle == null ? "0.0.0" : bundle.getVersion().toString(),
                () -> {
                    S service = context.getService(reference);
                    if (service == null) {
                        throw new IllegalStateException("The service is gone.");
                    }
                    return service;
                },
                new Bulkhead("plug-in-" + serviceId));
    }

    /** The same service after its properties have changed: its threads stay. */
    PlugIn<S> with(PlugIn<S> changed) {
        changed.bulkhead.close();
        return new PlugIn<>(
                serviceId, changed.id, changed.ranking, bundle, version, service, bulkhead);
    }

    private static Optional<String> textOf(Object property) {
        return property instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static int rankingOf(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking
                ? ranking
                : 0;
    }

    /** Why it is never asked, if so. */
    Optional<String> rejection() {
        if (id.isEmpty()) {
            return Optional.of(
                    "It has no strategy id. Put @LinkingStrategy(id = …) beside @Component.");
        }
        if (!ID.matcher(id.get()).matches()) {
            return Optional.of(
                    "Its strategy id is not 1 to 100 lower-case letters, digits, dots and hyphens.");
        }
        return Optional.empty();
    }

    /** Calls it on its own threads. */
    <T> Bulkhead.Call<T> call(long limitMillis, Function<S, T> work) {
        Callable<T> task = () -> work.apply(service.get());
        return bulkhead.start(limitMillis, task);
    }
}
