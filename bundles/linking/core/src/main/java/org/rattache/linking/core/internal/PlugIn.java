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
 * @param bulkhead the threads of its calls
 * @param scans the thread of its scans, which take longer than a call may
 */
record PlugIn<S>(
        long serviceId,
        Optional<String> id,
        int ranking,
        String bundle,
        String version,
        Supplier<S> service,
        Bulkhead bulkhead,
        Bulkhead scans) {

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
                new Bulkhead("plug-in-" + serviceId),
                new Bulkhead("plug-in-scan-" + serviceId, 1));
    }

    /** The same service after its properties have changed: its threads stay. */
    PlugIn<S> with(PlugIn<S> changed) {
        changed.close();
        return new PlugIn<>(
                serviceId, changed.id, changed.ranking, bundle, version, service, bulkhead, scans);
    }

    /** What is left of it when it has gone: nothing that holds its classes. */
    PlugIn<S> remains() {
        return new PlugIn<>(
                serviceId,
                id,
                ranking,
                bundle,
                version,
                () -> {
                    throw new IllegalStateException("The service is gone.");
                },
                bulkhead,
                scans);
    }

    private static Optional<String> textOf(Object property) {
        return property instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static int rankingOf(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking
                ? ranking
                : 0;
    }

    /** Whether a text has the form of a strategy id. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Why it is never asked, if so. */
    Optional<String> rejection() {
        if (id.isEmpty()) {
            return Optional.of(
                    "It has no strategy id. Put @LinkingStrategy(id = …) beside @Component.");
        }
        if (!isId(id.get())) {
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

    /** Lets it work on its own thread for as long as the caller waits. */
    <T> Bulkhead.Call<T> scan(Function<S, T> work) {
        return scans.start(0, () -> work.apply(service.get()));
    }

    /** Whether it has gone: its threads take nothing more. */
    boolean isGone() {
        return bulkhead.isClosed();
    }

    /** How many of its threads it does not give back. */
    int keptThreads() {
        return bulkhead.kept() + scans.kept();
    }

    /** Interrupts what it does; it is asked no more. */
    void close() {
        bulkhead.close();
        scans.close();
    }
}
