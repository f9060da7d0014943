package org.rattache.linking.core.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.ClientToLink;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.SuggestionAnswer.Reason;
import org.rattache.linking.core.internal.jpa.FirmKey;
import org.rattache.linking.core.internal.jpa.ProposalEntity;
import org.rattache.linking.core.internal.jpa.ProposalEntity.State;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;

/**
 * The proposals of the client files: each change is one step of the caller's transaction, together
 * with the "Rattacher" mark on the file.
 */
record Proposals(ClientFiles clientFiles, EventPublisher events) {

    /** What was decided about a file whose e-mail has changed, or that was added. */
    record Verdict(State state, Optional<String> counterpart) {}

    /** Opens or closes the proposal of a file, and remembers the address that it had before. */
    void decided(
            EntityManager em,
            ClientFile file,
            Verdict verdict,
            Optional<String> formerEmail,
            Actor actor,
            Instant now) {
        Optional<ProposalEntity> known = find(em, file.firm(), file.id());
        boolean wasOpen = known.filter(Proposals::isOpen).isPresent();
        ProposalEntity proposal = known.orElseGet(() -> new ProposalEntity(file.firm(), file.id()));
        proposal.become(verdict.state(), now, actor);
        proposal.ofEmailChange();
        proposal.setEmail(file.normalisedEmail().orElse(null));
        proposal.setCounterpartId(verdict.counterpart().orElse(null));
        formerEmail.ifPresent(proposal::setFormerEmail);
        if (known.isEmpty()) {
            em.persist(proposal);
        }
        if (isOpen(proposal)) {
            clientFiles.markProposal(file.firm(), file.id(), true);
            events.publish(
                    "linking.proposed",
                    file.id(),
                    file.firm(),
                    actor,
                    Map.of("clientFile", file.id(), "kind", "email-change"));
        } else if (wasOpen) {
            clientFiles.markProposal(file.firm(), file.id(), false);
        }
    }

    /** Closes the proposals that rest on an e-mail which only one file has now. */
    void closeOrphansOfEmail(
            EntityManager em, String firm, String email, Actor actor, Instant now) {
        if (clientFiles.withEmail(firm, email, 2).size() > 1) {
            return;
        }
        em.createQuery(
                        "SELECT p FROM ProposalEntity p WHERE p.firmId = :firm AND p.email = :email"
                                + " AND p.state = :open",
                        ProposalEntity.class)
                .setParameter("firm", firm)
                .setParameter("email", email)
                .setParameter("open", State.OPEN)
                .getResultList()
                .forEach(proposal -> close(firm, proposal, actor, now));
    }

    /** Closes the proposals that rest on a file which is gone, when nothing else bears them. */
    void closeOrphansOfFile(
            EntityManager em, String firm, String clientFile, Actor actor, Instant now) {
        List<ProposalEntity> orphans =
                em.createQuery(
                                "SELECT p FROM ProposalEntity p WHERE p.firmId = :firm"
                                        + " AND p.counterpartId = :file AND p.state = :open",
                                ProposalEntity.class)
                        .setParameter("firm", firm)
                        .setParameter("file", clientFile)
                        .setParameter("open", State.OPEN)
                        .getResultList();
        for (ProposalEntity proposal : orphans) {
            if (proposal.getEmail() == null
                    || clientFiles.withEmail(firm, proposal.getEmail(), 2).size() < 2) {
                close(firm, proposal, actor, now);
            }
        }
    }

    private void close(String firm, ProposalEntity proposal, Actor actor, Instant now) {
        proposal.become(State.CLOSED, now, actor);
        clientFiles.markProposal(firm, proposal.getId(), false);
    }

    /** The file is gone: nothing is proposed, and its addresses are forgotten. */
    void forget(EntityManager em, String firm, String clientFile) {
        find(em, firm, clientFile).ifPresent(em::remove);
    }

    /**
     * Closes the proposal of a file that is linked now, if one is open.
     *
     * @return the fields because of which it was proposed
     */
    Set<String> linked(EntityManager em, String firm, String clientFile, Actor actor, Instant now) {
        Optional<ProposalEntity> open = find(em, firm, clientFile).filter(Proposals::isOpen);
        if (open.isEmpty()) {
            return Set.of();
        }
        Set<String> fields = fields(open.get());
        open.get().become(State.LINKED, now, actor);
        clientFiles.markProposal(firm, clientFile, false);
        return fields;
    }

    /** Dismisses an open proposal for good: no scan brings the two files together again. */
    void dismiss(EntityManager em, ProposalEntity proposal, String why, Actor actor, Instant now) {
        String firm = proposal.getFirmId();
        Optional.ofNullable(proposal.getCounterpartId())
                .ifPresent(other -> DismissedPairs.add(em, firm, proposal.getId(), other));
        Set<String> fields = fields(proposal);
        proposal.become(State.DISMISSED, now, actor);
        proposal.setReason(why);
        clientFiles.markProposal(firm, proposal.getId(), false);
        events.publish(
                "linking.dismissed",
                proposal.getId(),
                firm,
                actor,
                Map.of(
                        "clientFile",
                        proposal.getId(),
                        "reason",
                        why,
                        Decisions.FIELDS,
                        Decisions.join(fields)));
    }

    /** What agrees between the two files of a proposal. */
    private static Set<String> fields(ProposalEntity proposal) {
        return proposal.getKind() == ClientToLink.Kind.SCAN
                ? Reasons.read(proposal.getReasons(), "").stream()
                        .map(Reason::field)
                        .collect(Collectors.toSet())
                : Set.of("email");
    }

    /**
     * Proposes a file because a scan has found it.
     *
     * @param by which strategy of which bundle has found it
     */
    void found(
            EntityManager em,
            ClientFile file,
            String counterpart,
            List<Reason> reasons,
            Link.SuggestedBy by,
            Actor actor,
            Instant now) {
        Optional<ProposalEntity> known = find(em, file.firm(), file.id());
        ProposalEntity proposal = known.orElseGet(() -> new ProposalEntity(file.firm(), file.id()));
        proposal.become(State.OPEN, now, actor);
        proposal.ofScan(counterpart, Reasons.write(reasons), by);
        if (known.isEmpty()) {
            em.persist(proposal);
        }
        clientFiles.markProposal(file.firm(), file.id(), true);
        Map<String, String> data = new HashMap<>();
        data.put("clientFile", file.id());
        data.put("kind", "scan");
        data.put("strategy", by.id());
        by.bundle().ifPresent(bundle -> data.put("strategyBundle", bundle));
        by.version().ifPresent(version -> data.put("strategyVersion", version));
        events.publish("linking.proposed", file.id(), file.firm(), actor, data);
    }

    /** The address that a file had before its last change. */
    static Optional<String> formerEmail(EntityManager em, String firm, String clientFile) {
        return find(em, firm, clientFile).map(ProposalEntity::getFormerEmail);
    }

    static Optional<ProposalEntity> find(EntityManager em, String firm, String clientFile) {
        return Optional.ofNullable(em.find(ProposalEntity.class, new FirmKey(firm, clientFile)));
    }

    static boolean isOpen(ProposalEntity proposal) {
        return proposal.getState() == State.OPEN;
    }
}
