package org.rattache.partner.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.SafeguardsEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** Where firms set their safeguards and issue the codes. */
@Component
public final class SafeguardDesk implements LinkSafeguards {

    private final Transactions transactions;
    private final EventPublisher events;
    private final Clock clock;

    @Activate
    public SafeguardDesk(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    SafeguardDesk(Transactions transactions, EventPublisher events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Setting find(String firm) {
        return transactions.call(em -> setting(new Ledger(em), firm));
    }

    /** In the transaction of the caller. */
    static Setting setting(Ledger ledger, String firm) {
        return ledger.safeguards(firm)
                .map(SafeguardsEntity::setting)
                .orElse(new Setting(Safeguards.OFF, 0));
    }

    @Override
    public Setting change(String firm, long version, Safeguards safeguards, Actor actor) {
        int days = safeguards.earlierDocumentsDelayDays();
        Violations violations = new Violations();
        if (days < 0 || days > MAX_DELAY_DAYS) {
            violations.add(
                    "/earlierDocumentsDelayDays",
                    "range",
                    "Give a number of days from 0 to " + MAX_DELAY_DAYS + ".");
        }
        violations.throwIfAny();
        try {
            return transactions.call(
                    em -> change(new Ledger(em), firm, version, safeguards, actor));
        } catch (DomainException e) {
            // another first change at the same moment has made the row
            throw e.code().equals("duplicate") ? DomainException.stale() : e;
        }
    }

    private Setting change(
            Ledger ledger, String firm, long version, Safeguards safeguards, Actor actor) {
        if (version != setting(ledger, firm).version()) {
            throw DomainException.stale();
        }
        if (version == 0) {
            ledger.add(new SafeguardsEntity(firm, safeguards, clock.instant()));
        } else if (!ledger.changeSafeguards(firm, version, safeguards, clock.instant())) {
            throw DomainException.stale();
        }
        events.publish(
                "partner.safeguards-changed",
                firm,
                firm,
                actor,
                Map.of(
                        "earlierDocumentsDelayDays",
                        Integer.toString(safeguards.earlierDocumentsDelayDays()),
                        "codeRequired",
                        Boolean.toString(safeguards.codeRequired())));
        return setting(ledger, firm);
    }

    @Override
    public OfLink ofLink(String firm, String link) {
        return transactions.call(
                em -> {
                    LinkEntity found = link(new Ledger(em), firm, link);
                    return new OfLink(
                            found.safeguards(),
                            found.codeIssuedAt(),
                            CODE_TRIES - found.codeWrong(),
                            found.earlierDocumentsOpenAt());
                });
    }

    private static LinkEntity link(Ledger ledger, String firm, String link) {
        return ledger.link(firm, link).orElseThrow(DomainException::notFound);
    }

    @Override
    public String issueCode(String firm, String id, Actor actor) {
        String code = LinkCode.random();
        transactions.run(
                em -> {
                    Ledger ledger = new Ledger(em);
                    ledger.lock(firm, link(ledger, firm, id).secondaryFile());
                    LinkEntity link = link(ledger, firm, id);
                    if (!link.live()) {
                        throw DomainException.conflict(
                                "link-ended", "Nobody can answer this link any more.");
                    }
                    if (!link.safeguards().codeRequired() || link.inGroup()) {
                        throw DomainException.conflict(
                                "no-code-needed",
                                link.inGroup()
                                        ? "The company is in the group already."
                                        : "This link was opened while the firm demanded no code.");
                    }
                    if (!ledger.issueCode(link, LinkCode.digest(id, code), clock.instant())) {
                        throw new IllegalStateException("A link moved under its lock: " + id);
                    }
                    events.publish(
                            "partner.code-issued",
                            id,
                            firm,
                            actor,
                            Map.of(
                                    "link",
                                    id,
                                    "space",
                                    link.mainSpace(),
                                    "clientFile",
                                    link.secondaryFile()));
                });
        return code;
    }
}
