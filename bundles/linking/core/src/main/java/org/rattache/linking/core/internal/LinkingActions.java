package org.rattache.linking.core.internal;

import java.util.List;
import java.util.Locale;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;
import org.rattache.linking.api.LinkState;
import org.rattache.linking.core.internal.jpa.ProposalEntity.State;
import org.rattache.platform.api.Page;
import org.rattache.platform.persistence.Transactions;

/** What of linking waits for the operators [PRODUCT G7]. */
@Component
public final class LinkingActions implements ActionSource {

    private final Transactions transactions;

    @Activate
    public LinkingActions(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Action> actions(String firm) {
        String base = "/api/linking/v1/firms/" + firm;
        return transactions.call(
                em ->
                        List.of(
                                new Action(
                                        "clients-to-link",
                                        count(em, "lnk_proposal", firm, State.OPEN.name()),
                                        base + "/clients-to-link"),
                                links(em, firm, base, "requests-unanswered", LinkState.PENDING),
                                links(em, firm, base, "requests-refused", LinkState.REFUSED),
                                links(em, firm, base, "requests-void", LinkState.VOID),
                                links(em, firm, base, "links-frozen", LinkState.FROZEN)));
    }

    private static Action links(
            EntityManager em, String firm, String base, String kind, LinkState state) {
        return new Action(
                kind,
                count(em, "lnk_link", firm, state.name()),
                base + "/links?state=" + state.name().toLowerCase(Locale.ROOT));
    }

    private static long count(EntityManager em, String table, String firm, String state) {
        return Math.min(
                Page.EXACT_UP_TO,
                BoundedCount.of(em, table, "firm_id = ?1 AND state = ?2", List.of(firm, state)));
    }
}
