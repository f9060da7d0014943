package org.rattache.linking.core.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.api.StrategyChoice.Mode;
import org.rattache.linking.api.StrategyChoices;
import org.rattache.linking.core.internal.jpa.ChoiceEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The choices in the database. */
@Component
public final class StrategyChoiceService implements StrategyChoices {

    private static final StrategyChoice NOTHING_CHOSEN =
            new StrategyChoice(Mode.BEST, List.of(), 0);

    private final Transactions transactions;
    private final EventPublisher events;

    @Activate
    public StrategyChoiceService(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this.transactions = transactions;
        this.events = events;
    }

    @Override
    public StrategyChoice of(String firm) {
        return transactions.call(
                em ->
                        Optional.ofNullable(em.find(ChoiceEntity.class, firm))
                                .map(ChoiceEntity::toChoice)
                                .orElse(NOTHING_CHOSEN));
    }

    @Override
    public StrategyChoice choose(
            String firm, long version, Mode mode, List<String> strategies, Actor actor) {
        check(mode, strategies);
        return transactions.call(
                em -> {
                    Optional<ChoiceEntity> known =
                            Optional.ofNullable(em.find(ChoiceEntity.class, firm));
                    if (known.map(ChoiceEntity::getVersion).orElse(0L) != version) {
                        throw DomainException.stale();
                    }
                    ChoiceEntity choice = known.orElseGet(() -> new ChoiceEntity(firm));
                    choice.choose(mode, strategies);
                    if (known.isEmpty()) {
                        em.persist(choice);
                    } else {
                        // the same choice again has a version of its own too
                        em.lock(choice, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    }
                    em.flush();
                    events.publish(
                            "linking.strategies-chosen",
                            firm,
                            firm,
                            actor,
                            Map.of(
                                    "mode",
                                    mode.name().toLowerCase(Locale.ROOT),
                                    "strategies",
                                    String.join(",", strategies)));
                    return choice.toChoice();
                });
    }

    private static void check(Mode mode, List<String> strategies) {
        Violations violations = new Violations();
        if (mode != Mode.CHOSEN && !strategies.isEmpty()) {
            violations.add(
                    "/strategies", "not-for-this-mode", "Only the mode chosen names strategies.");
        } else if (mode == Mode.CHOSEN && strategies.isEmpty()) {
            violations.add("/strategies", "required", "At least one strategy must be named.");
        } else if (strategies.size() > MAX_STRATEGIES) {
            violations.add(
                    "/strategies",
                    "too-many",
                    "At most " + MAX_STRATEGIES + " strategies can be chosen.");
        } else {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < strategies.size(); i++) {
                if (!PlugIn.isId(strategies.get(i))) {
                    violations.add(
                            "/strategies/" + i,
                            "bad-strategy",
                            "A strategy id has 1 to 100 lower-case letters, digits, dots and"
                                    + " hyphens.");
                } else if (!seen.add(strategies.get(i))) {
                    violations.add(
                            "/strategies/" + i, "duplicate", "This strategy stands here twice.");
                }
            }
        }
        violations.throwIfAny();
    }
}
