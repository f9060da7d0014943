package org.rattache.linking.core.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.SuggestionAnswer.Reason;
import org.rattache.linking.core.internal.jpa.ProposalEntity;
import org.rattache.linking.core.internal.jpa.ProposalEntity.State;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.Transactions;

/**
 * Makes proposals of what scans find: each file at most once, nothing that was dismissed, nothing
 * that is linked.
 */
record ScanFindings(
        Transactions transactions,
        ClientFiles clientFiles,
        Proposals proposals,
        SharedAddresses sharedAddresses,
        Clock clock) {

    /** How many files of a group were proposed, and how many were not. */
    record Counts(int proposed, int skipped) {}

    /** Proposes the files of a group to the one at its centre; one transaction. */
    Counts propose(
            String firm,
            String centre,
            List<GroupSuggestion> others,
            Link.SuggestedBy by,
            Actor actor) {
        List<String> named =
                new ArrayList<>(others.stream().map(GroupSuggestion::clientFile).toList());
        named.add(centre);
        named.removeIf(id -> id.length() > 36);
        return transactions.call(
                em -> {
                    Map<String, ClientFile> files = clientFiles.findAll(firm, Set.copyOf(named));
                    if (!files.containsKey(centre)) {
                        return new Counts(0, others.size());
                    }
                    Map<String, Party.Role> roles = Roles.of(em, firm, files.keySet());
                    int proposed = 0;
                    Set<String> seen = new HashSet<>(Set.of(centre));
                    for (GroupSuggestion other : others) {
                        if (files.containsKey(other.clientFile())
                                && seen.add(other.clientFile())
                                && propose(
                                        em,
                                        files.get(centre),
                                        files.get(other.clientFile()),
                                        Reasons.cut(other.reasons(), by.id()),
                                        roles,
                                        by,
                                        actor)) {
                            proposed++;
                        }
                    }
                    return new Counts(proposed, others.size() - proposed);
                });
    }

    private boolean propose(
            EntityManager em,
            ClientFile centre,
            ClientFile other,
            List<Reason> reasons,
            Map<String, Party.Role> roles,
            Link.SuggestedBy by,
            Actor actor) {
        Party.Role ofCentre = roles.get(centre.id());
        Party.Role ofOther = roles.get(other.id());
        if (ofOther == Party.Role.MAIN && ofCentre == null) {
            // a main account cannot be linked itself: the other way round
            return propose(em, other, centre, reasons, roles, by, actor);
        }
        if (ofOther != null
                || isSettled(em, centre, other)
                || restsOnASharedAddress(other, reasons)) {
            return false;
        }
        proposals.found(em, other, centre.id(), reasons, by, actor, clock.instant());
        return true;
    }

    /** Proposed already, in whichever direction, or dismissed. */
    private static boolean isSettled(EntityManager em, ClientFile centre, ClientFile other) {
        String firm = centre.firm();
        Optional<ProposalEntity> ofOther = Proposals.find(em, firm, other.id());
        if (ofOther.map(ProposalEntity::getState)
                .filter(state -> state == State.OPEN || state == State.DISMISSED)
                .isPresent()) {
            return true;
        }
        boolean theOtherWay =
                Proposals.find(em, firm, centre.id())
                        .filter(Proposals::isOpen)
                        .filter(proposal -> other.id().equals(proposal.getCounterpartId()))
                        .isPresent();
        return theOtherWay || DismissedPairs.of(em, firm, other.id()).contains(centre.id());
    }

    private boolean restsOnASharedAddress(ClientFile file, List<Reason> reasons) {
        return reasons.stream().allMatch(reason -> reason.field().equals("email"))
                && sharedAddresses.warning(file).isPresent();
    }
}
