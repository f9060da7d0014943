package org.rattache.linking.core.internal;

import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rattache.linking.spi.LinkDecision;
import org.rattache.linking.spi.LinkTrigger;
import org.rattache.linking.spi.LinkTriggerRequest;
import org.rattache.platform.api.DomainException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the link trigger with the highest rank; when it fails, the next. The built-in one is always
 * the last.
 */
@Component(service = Triggers.class, configurationPid = LinkingConfiguration.PID)
public final class Triggers {

    private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);

    private final BundleContext context;
    private final long limitMillis;
    private final PlugIns<LinkTrigger> plugIns = new PlugIns<>();

    @Activate
    public Triggers(BundleContext context, LinkingConfiguration configuration) {
        this(context, configuration.time_limit_millis());
    }

    Triggers(BundleContext context, long limitMillis) {
        this.context = context;
        this.limitMillis = limitMillis;
    }

    @Deactivate
    void deactivate() {
        plugIns.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updateTrigger")
    void addTrigger(ServiceReference<LinkTrigger> reference) {
        plugIns.add(PlugIn.of(context, reference, "none"));
    }

    void updateTrigger(ServiceReference<LinkTrigger> reference) {
        plugIns.update(PlugIn.of(context, reference, "none"));
    }

    void removeTrigger(ServiceReference<LinkTrigger> reference) {
        plugIns.remove((Long) reference.getProperty(Constants.SERVICE_ID));
        context.ungetService(reference);
    }

    void add(PlugIn<LinkTrigger> plugIn) {
        plugIns.add(plugIn);
    }

    /**
     * The decision of the first that gives one.
     *
     * @throws DomainException UNAVAILABLE when none does: the event then comes again
     */
    LinkDecision decide(LinkTriggerRequest request) {
        for (PlugIn<LinkTrigger> plugIn : plugIns.sorted()) {
            Optional<LinkDecision> decision = ask(plugIn, request);
            if (decision.isPresent()) {
                return decision.get();
            }
        }
        throw DomainException.unavailable(
                "no-link-trigger", "No link trigger has decided.", Duration.ofSeconds(5));
    }

    private Optional<LinkDecision> ask(PlugIn<LinkTrigger> plugIn, LinkTriggerRequest request) {
        try {
            Bulkhead.Result<LinkDecision> result =
                    plugIn.<LinkDecision>call(
                                    limitMillis,
                                    trigger -> {
                                        LinkDecision decision = trigger.decide(request);
                                        if (decision == null) {
                                            throw new Bulkhead.UnusableAnswer("It decided null.");
                                        }
                                        return decision;
                                    })
                            .await();
            result.detail()
                    .ifPresent(
                            detail ->
                                    LOG.warn(
                                            "The link trigger of {} {} did not decide; the next one is asked. {}",
                                            plugIn.bundle(),
                                            plugIn.version(),
                                            detail));
            return result.value();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a link trigger decided", e);
        }
    }
}
