package org.rattache.dashboard.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;
import org.rattache.dashboard.api.Dashboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all sources at once and waits for them together. The references are dynamic: sources come
 * and go with their bundles, and the dashboard, and what is built on it, stays.
 */
@Component
public final class CollectingDashboard implements Dashboard {

    private static final Logger LOG = LoggerFactory.getLogger(CollectingDashboard.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** By reference: what equals means to a plug-in is its own affair. */
    private final Map<Object, Source> sources = new ConcurrentHashMap<>();

    private final Duration limit;

    @Activate
    public CollectingDashboard() {
        this(LIMIT);
    }

    CollectingDashboard(Duration limit) {
        this.limit = limit;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addSource(ActionSource source, ServiceReference<ActionSource> reference) {
        Bundle bundle = reference.getBundle();
        add(reference, bundle == null ? "unknown" : bundle.getSymbolicName(), source);
    }

    void removeSource(ServiceReference<ActionSource> reference) {
        remove(reference);
    }

    void add(Object key, String name, ActionSource source) {
        sources.put(key, new Source(name, source));
    }

    void remove(Object key) {
        Source removed = sources.remove(key);
        if (removed != null) {
            removed.stop();
        }
    }

    @Deactivate
    void deactivate() {
        sources.values().forEach(Source::stop);
    }

    @Override
    public Overview overview(String firm) {
        long end = System.nanoTime() + limit.toNanos();
        TreeSet<String> unavailable = new TreeSet<>();
        Map<Source, Future<List<Action>>> asked = new LinkedHashMap<>();
        for (Source source : sources.values()) {
            try {
                asked.put(source, source.ask(firm));
            } catch (RejectedExecutionException e) {
                LOG.warn("The dashboard source {} still hangs.", source.name());
                unavailable.add(source.name());
            }
        }
        List<Action> actions = new ArrayList<>();
        asked.forEach(
                (source, answer) ->
                        await(source, answer, end)
                                .ifPresentOrElse(
                                        actions::addAll, () -> unavailable.add(source.name())));
        actions.sort(Comparator.comparing(Action::kind).thenComparing(Action::href));
        return new Overview(actions, List.copyOf(unavailable));
    }

    /** What the source tells before the end; empty when it fails or is late. */
    private static Optional<List<Action>> await(
            Source source, Future<List<Action>> answer, long end) {
        try {
            return Optional.of(
                    answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            LOG.warn("The dashboard source {} failed.", source.name(), e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("The dashboard source {} is late and was left out.", source.name());
        } catch (CancellationException e) {
            LOG.debug("The dashboard source {} has just gone.", source.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Not interrupted: Derby throws a connection away whose thread is. Who hangs keeps his
        // threads alone.
        answer.cancel(false);
        return Optional.empty();
    }
}
