package org.rattache.partner.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.Spaces;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.SpaceEntity;
import org.rattache.platform.persistence.Transactions;

/**
 * The legal spaces. It needs no other module's core but identity's, so that client files and
 * documents can use it.
 */
@Component
public final class SpaceDirectory implements Spaces {

    private final Transactions transactions;
    private final Memberships memberships;

    @Activate
    public SpaceDirectory(
            @Reference(target = "(unit=partner)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships) {
        this.transactions = transactions;
        this.memberships = memberships;
    }

    @Override
    public Optional<Space> find(String space) {
        return transactions.call(em -> new Ledger(em).space(space).map(SpaceEntity::toRecord));
    }

    @Override
    public Optional<Space> ofClientFile(String firm, String clientFile) {
        return Optional.ofNullable(ofClientFiles(firm, List.of(clientFile)).get(clientFile));
    }

    @Override
    public Map<String, Space> ofClientFiles(String firm, Collection<String> clientFiles) {
        return transactions.call(
                em -> {
                    Ledger ledger = new Ledger(em);
                    List<RelationEntity> relations = ledger.relations(firm, clientFiles);
                    Map<String, SpaceEntity> spaces =
                            ledger
                                    .spaces(relations.stream().map(RelationEntity::space).toList())
                                    .stream()
                                    .collect(
                                            Collectors.toMap(SpaceEntity::id, Function.identity()));
                    Map<String, Space> result = new HashMap<>();
                    for (RelationEntity relation : relations) {
                        result.put(relation.clientFile(), spaces.get(relation.space()).toRecord());
                    }
                    return Map.copyOf(result);
                });
    }

    @Override
    public Set<String> active(String firm, Collection<String> clientFiles) {
        return transactions.call(
                em -> {
                    List<RelationEntity> accepted =
                            new Ledger(em)
                                    .relations(firm, clientFiles).stream()
                                            .filter(RelationEntity::accepted)
                                            .toList();
                    Set<String> held =
                            memberships.held(
                                    accepted.stream()
                                            .map(RelationEntity::space)
                                            .collect(Collectors.toSet()));
                    return accepted.stream()
                            .filter(relation -> held.contains(relation.space()))
                            .map(RelationEntity::clientFile)
                            .collect(Collectors.toUnmodifiableSet());
                });
    }
}
