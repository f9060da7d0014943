package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/** A changed e-mail makes void what was shown with the former one [PRODUCT S2c]. */
@Component(service = EventHandler.class)
@HandlesEvents(handler = "partner.addresses", types = "clientfile.email-changed")
public final class AddressChanges implements EventHandler {

    private final Transactions transactions;
    private final Snapshots snapshots;
    private final LinkLife life;

    @Activate
    public AddressChanges(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Firms firms,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(
                transactions,
                clientFiles,
                firms,
                memberships,
                events,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    AddressChanges(
            Transactions transactions,
            ClientFiles clientFiles,
            Firms firms,
            Memberships memberships,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.snapshots = new Snapshots(clientFiles, firms, memberships);
        this.life = new LinkLife(memberships, events, clock);
    }

    @Override
    public void handle(Event event) {
        String firm = event.firm().orElseThrow();
        String file = event.get("clientFile");
        transactions.run(
                em -> {
                    Ledger ledger = new Ledger(em);
                    links(ledger, firm, file)
                            .map(LinkEntity::secondaryFile)
                            .distinct()
                            .sorted(Comparator.naturalOrder())
                            .forEach(secondary -> ledger.lock(firm, secondary));
                    links(ledger, firm, file)
                            .filter(link -> !LinkLife.opened(ledger, link))
                            .filter(link -> isOlder(ledger, link, event))
                            .forEach(link -> life.makeVoid(ledger, link, event.actor()));
                });
    }

    private static Stream<LinkEntity> links(Ledger ledger, String firm, String file) {
        return Stream.concat(
                ledger.liveLinksOfSecondary(firm, file).stream(),
                ledger.liveLinksOfMain(firm, file).stream());
    }

    /**
     * The link was shown before the change. The event may come late, when the file has been linked
     * anew with its new address: that link stands.
     */
    private boolean isOlder(Ledger ledger, LinkEntity link, Event event) {
        return link.createdAt().isBefore(event.at()) || !snapshots.unchanged(ledger, link);
    }
}
