package org.rattache.linking.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/**
 * Counts how the operators of a firm have decided about what was suggested, by the fields of the
 * reasons. It counts from the events, once each, so no request waits for another's count.
 */
@Component(service = {Decisions.class, EventHandler.class})
@HandlesEvents(
        handler = "linking.decisions",
        types = {"linking.linked", "linking.dismissed"})
public final class Decisions implements EventHandler {

    /** The entry of an event that names the fields. */
    static final String FIELDS = "reasonFields";

    /** A plug-in may invent fields; more than these are not counted for one firm. */
    private static final int MOST_FIELDS = 100;

    private final Transactions transactions;

    @Activate
    public Decisions(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this.transactions = transactions;
    }

    /** The fields as an event carries them. */
    static String join(Collection<String> fields) {
        return fields.stream()
                .map(field -> field.replace(',', ' '))
                .distinct()
                .sorted()
                .limit(20)
                .collect(Collectors.joining(","));
    }

    @Override
    public void handle(Event event) {
        String fields = event.data().getOrDefault(FIELDS, "");
        if (fields.isEmpty()) {
            return;
        }
        String firm = event.firm().orElseThrow();
        String column = event.type().equals("linking.linked") ? "linked" : "dismissed";
        transactions.run(
                em ->
                        new TreeSet<>(Arrays.asList(fields.split(",")))
                                .forEach(field -> count(em, firm, field, column)));
    }

    private static void count(EntityManager em, String firm, String field, String column) {
        int known =
                em.createNativeQuery(
                                "UPDATE lnk_decision SET "
                                        + column
                                        + " = "
                                        + column
                                        + " + 1 WHERE firm_id = ?1 AND field = ?2")
                        .setParameter(1, firm)
                        .setParameter(2, field)
                        .executeUpdate();
        if (known == 0 && rows(em, firm).size() < MOST_FIELDS) {
            em.createNativeQuery(
                            "INSERT INTO lnk_decision (firm_id, field, linked, dismissed)"
                                    + " VALUES (?1, ?2, ?3, ?4)")
                    .setParameter(1, firm)
                    .setParameter(2, field)
                    .setParameter(3, column.equals("linked") ? 1 : 0)
                    .setParameter(4, column.equals("linked") ? 0 : 1)
                    .executeUpdate();
        }
    }

    /** The counts of a firm, by field. */
    List<DecisionCount> of(String firm) {
        return transactions.call(
                em -> {
                    List<DecisionCount> counts = new ArrayList<>();
                    for (Object row : rows(em, firm)) {
                        Object[] columns = (Object[]) row;
                        counts.add(
                                new DecisionCount(
                                        (String) columns[0],
                                        ((Number) columns[1]).longValue(),
                                        ((Number) columns[2]).longValue()));
                    }
                    return List.copyOf(counts);
                });
    }

    private static List<?> rows(EntityManager em, String firm) {
        return em.createNativeQuery(
                        "SELECT field, linked, dismissed FROM lnk_decision WHERE firm_id = ?1"
                                + " ORDER BY field")
                .setParameter(1, firm)
                .getResultList();
    }
}
