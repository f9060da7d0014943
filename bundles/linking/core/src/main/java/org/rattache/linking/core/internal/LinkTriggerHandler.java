package org.rattache.linking.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Party;
import org.rattache.linking.core.internal.Proposals.Verdict;
import org.rattache.linking.core.internal.jpa.ProposalEntity.State;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.LinkDecision;
import org.rattache.linking.spi.LinkTriggerRequest;
import org.rattache.linking.spi.LinkTriggerRequest.Occasion;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/**
 * Asks the link trigger about every client file that is added or gets another e-mail, and opens or
 * closes its proposal [PRODUCT G1, G2].
 */
@Component(service = EventHandler.class, configurationPid = LinkingConfiguration.PID)
@HandlesEvents(
        handler = "linking.trigger",
        types = {"clientfile.created", "clientfile.email-changed", "clientfile.deleted"})
public final class LinkTriggerHandler implements EventHandler {

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final Triggers triggers;
    private final KeyIndex keys;
    private final Proposals proposals;
    private final SharedAddresses sharedAddresses;
    private final Clock clock;

    @Activate
    public LinkTriggerHandler(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Triggers triggers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) KeyIndex keys,
            LinkingConfiguration configuration) {
        this(
                transactions,
                clientFiles,
                events,
                triggers,
                keys,
                configuration.shared_address_limit(),
                Clock.tickMillis(ZoneOffset.UTC));
    }

    LinkTriggerHandler(
            Transactions transactions,
            ClientFiles clientFiles,
            EventPublisher events,
            Triggers triggers,
            KeyIndex keys,
            int sharedAddressLimit,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.triggers = triggers;
        this.keys = keys;
        this.proposals = new Proposals(clientFiles, events);
        this.sharedAddresses = new SharedAddresses(clientFiles, sharedAddressLimit);
        this.clock = clock;
    }

    @Override
    public void handle(Event event) {
        String firm = event.firm().orElseThrow();
        String clientFile = event.get("clientFile");
        switch (event.type()) {
            case "clientfile.created" ->
                    clientFiles
                            .find(firm, clientFile)
                            .ifPresent(file -> decide(event, file, Occasion.CREATED));
            case "clientfile.email-changed" -> emailChanged(event, firm, clientFile);
            default -> deleted(event, firm, clientFile);
        }
    }

    private void emailChanged(Event event, String firm, String clientFile) {
        Optional<String> after = Optional.ofNullable(event.data().get("after"));
        clientFiles
                .find(firm, clientFile)
                // another address by now: that change has an event of its own
                .filter(file -> file.normalisedEmail().equals(after))
                .ifPresent(file -> decide(event, file, Occasion.EMAIL_CHANGED));
        Optional.ofNullable(event.data().get("before"))
                .ifPresent(
                        before ->
                                transactions.run(
                                        em ->
                                                proposals.closeOrphansOfEmail(
                                                        em,
                                                        firm,
                                                        before,
                                                        event.actor(),
                                                        clock.instant())));
    }

    private void deleted(Event event, String firm, String clientFile) {
        transactions.run(
                em -> {
                    proposals.forget(em, firm, clientFile);
                    proposals.closeOrphansOfFile(
                            em, firm, clientFile, event.actor(), clock.instant());
                });
    }

    private void decide(Event event, ClientFile file, Occasion occasion) {
        // asked before anything is written here: a trigger runs on another thread, and must not
        // wait for our locks
        LinkDecision decision = ask(event, file, occasion);
        if (occasion == Occasion.CREATED && !decision.proposed()) {
            return;
        }
        transactions.run(
                em ->
                        proposals.decided(
                                em,
                                file,
                                verdict(
                                        file,
                                        decision,
                                        Roles.of(em, file.firm(), List.of(file.id()))
                                                .containsValue(Party.Role.SECONDARY)),
                                Optional.ofNullable(event.data().get("beforeAsTyped"))
                                        .or(() -> Optional.ofNullable(event.data().get("before"))),
                                event.actor(),
                                clock.instant()));
    }

    private LinkDecision ask(Event event, ClientFile file, Occasion occasion) {
        Candidates candidates = new Candidates(file.firm(), clientFiles, keys);
        try {
            return triggers.decide(
                    new Request(
                            file.firm(),
                            occasion,
                            Candidates.candidate(file),
                            Optional.ofNullable(event.data().get("before")),
                            candidates));
        } finally {
            candidates.end();
        }
    }

    private Verdict verdict(ClientFile file, LinkDecision decision, boolean linkedAlready) {
        if (!decision.proposed() || linkedAlready) {
            return new Verdict(State.CLOSED, Optional.empty());
        }
        if (sharedAddresses.warning(file).isPresent()) {
            return new Verdict(State.SHARED, Optional.empty());
        }
        return new Verdict(
                State.OPEN,
                decision.counterpart()
                        .filter(other -> clientFiles.find(file.firm(), other).isPresent()));
    }

    private record Request(
            String firm,
            Occasion occasion,
            Candidate file,
            Optional<String> emailBefore,
            CandidateSource candidates)
            implements LinkTriggerRequest {}
}
