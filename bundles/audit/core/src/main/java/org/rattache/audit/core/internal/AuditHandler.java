package org.rattache.audit.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/**
 * Writes every event into the trail [PRODUCT S5]. An event and its change are one transaction, so
 * what cannot be told to the trail does not happen; this handler then brings it into the chain.
 */
@Component(service = EventHandler.class)
@HandlesEvents(handler = "audit", types = "*")
public final class AuditHandler implements EventHandler {

    private final Chains chains;
    private final Anchoring anchoring;

    @Activate
    public AuditHandler(
            @Reference(target = "(unit=audit)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Anchoring anchoring) {
        this(new Chains(transactions, Clock.tickMillis(ZoneOffset.UTC)), anchoring);
    }

    AuditHandler(Chains chains, Anchoring anchoring) {
        this.chains = chains;
        this.anchoring = anchoring;
    }

    @Override
    public void handle(Event event) {
        if (chains.append(event)) {
            anchoring.appended();
        }
    }
}
