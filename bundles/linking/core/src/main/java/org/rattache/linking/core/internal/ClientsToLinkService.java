package org.rattache.linking.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.ClientToLink;
import org.rattache.linking.api.ClientsToLink;
import org.rattache.linking.api.Party;
import org.rattache.linking.core.internal.jpa.ProposalEntity;
import org.rattache.linking.core.internal.jpa.ProposalEntity.State;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The open proposals of a firm. */
@Component
public final class ClientsToLinkService implements ClientsToLink {

    private final Transactions transactions;
    private final ClientFiles clientFiles;
    private final Proposals proposals;
    private final Clock clock;

    @Activate
    public ClientsToLinkService(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, clientFiles, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    ClientsToLinkService(
            Transactions transactions,
            ClientFiles clientFiles,
            EventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
        this.proposals = new Proposals(clientFiles, events);
        this.clock = clock;
    }

    @Override
    public Page<ClientToLink> list(
            String firm, Optional<ClientToLink.Kind> kind, PageRequest page) {
        return transactions.call(
                em ->
                        Keyset.page(
                                rows(em, firm, kind, page),
                                page,
                                row -> new Keyset(row.getChangedAt(), row.getId()),
                                rows -> toClients(em, firm, rows),
                                count(em, firm, kind)));
    }

    private static long count(EntityManager em, String firm, Optional<ClientToLink.Kind> kind) {
        List<Object> values = new ArrayList<>(List.of(firm, State.OPEN.name()));
        kind.ifPresent(one -> values.add(one.name()));
        return BoundedCount.of(
                em,
                "lnk_proposal",
                "firm_id = ?1 AND state = ?2" + (kind.isPresent() ? " AND kind = ?3" : ""),
                values);
    }

    private static List<ProposalEntity> rows(
            EntityManager em, String firm, Optional<ClientToLink.Kind> kind, PageRequest page) {
        Optional<Keyset> after = Keyset.after(page);
        TypedQuery<ProposalEntity> query =
                em.createQuery(
                                "SELECT p FROM ProposalEntity p WHERE p.firmId = :firm AND p.state ="
                                        + " :open"
                                        + (kind.isPresent() ? " AND p.kind = :kind" : "")
                                        + (after.isEmpty()
                                                ? ""
                                                : " AND (p.changedAt > :at OR (p.changedAt = :at AND"
                                                        + " p.id > :id))")
                                        + " ORDER BY p.changedAt, p.id",
                                ProposalEntity.class)
                        .setParameter("firm", firm)
                        .setParameter("open", State.OPEN)
                        .setMaxResults(page.limit() + 1);
        kind.ifPresent(one -> query.setParameter("kind", one));
        after.ifPresent(
                keyset -> query.setParameter("at", keyset.at()).setParameter("id", keyset.id()));
        return query.getResultList();
    }

    private List<ClientToLink> toClients(EntityManager em, String firm, List<ProposalEntity> rows) {
        Map<String, Party> parties =
                Parties.load(
                        em,
                        clientFiles,
                        firm,
                        rows.stream()
                                .flatMap(row -> Stream.of(row.getId(), row.getCounterpartId()))
                                .filter(Objects::nonNull)
                                .toList());
        return rows.stream()
                // a file that was deleted a moment ago: its event has not come here yet
                .filter(row -> parties.containsKey(row.getId()))
                .map(
                        row ->
                                new ClientToLink(
                                        parties.get(row.getId()),
                                        row.getKind(),
                                        Optional.ofNullable(row.getCounterpartId())
                                                .map(parties::get),
                                        Optional.ofNullable(row.getFormerEmail()),
                                        Reasons.read(row.getReasons(), row.getStrategyId()),
                                        row.getChangedAt()))
                .toList();
    }

    @Override
    public void dismiss(String firm, String clientFile, String reason, Actor actor) {
        String why = Texts.required(reason);
        Instant now = clock.instant();
        transactions.run(
                em -> {
                    if (clientFiles.find(firm, clientFile).isEmpty()) {
                        throw DomainException.notFound();
                    }
                    ProposalEntity proposal =
                            Proposals.find(em, firm, clientFile)
                                    .filter(Proposals::isOpen)
                                    .orElseThrow(
                                            () ->
                                                    DomainException.conflict(
                                                            "no-proposal",
                                                            "No link is proposed for this client"
                                                                    + " file."));
                    proposals.dismiss(em, proposal, why, actor, now);
                });
    }
}
