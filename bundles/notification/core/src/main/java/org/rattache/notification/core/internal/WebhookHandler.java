package org.rattache.notification.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.notification.core.internal.jpa.WebhookRow;
import org.rattache.notification.spi.ChannelName;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/**
 * Stores for every webhook of the firm what it is to be told of an event. Which events and which of
 * their data are for firms stands here as a list of what is allowed: ids of the firm's own things,
 * never an address, and nothing of the people or the spaces behind its clients.
 */
@Component(service = EventHandler.class)
@HandlesEvents(
        handler = "webhook",
        types = {"clientfile.*", "linking.*", "partner.*", "document.*"})
public final class WebhookHandler implements EventHandler {

    /** What a firm can be told of. */
    static final Set<String> TYPES =
            Set.of(
                    "clientfile.created",
                    "clientfile.changed",
                    "clientfile.deleted",
                    "clientfile.email-changed",
                    "clientfile.invited",
                    "linking.proposed",
                    "linking.dismissed",
                    "linking.linked",
                    "linking.unlinked",
                    "linking.main-changed",
                    "partner.request-sent",
                    "partner.accepted",
                    "partner.group-accepted",
                    "partner.agreed",
                    "partner.refused",
                    "partner.voided",
                    "partner.left",
                    "partner.frozen",
                    "partner.closed",
                    "document.sent",
                    "document.received",
                    "document.recalled",
                    "document.classified",
                    "document.read");

    private static final List<String> DATA =
            List.of(
                    "clientFile",
                    "main",
                    "secondary",
                    "link",
                    "request",
                    "kind",
                    "reason",
                    "document",
                    "batch");

    private static final Duration TRIED_FOR = Duration.ofDays(1);

    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public WebhookHandler(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this(transactions, Clock.tickMillis(ZoneOffset.UTC));
    }

    WebhookHandler(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether one of the patterns stands for the type. */
    static boolean takes(List<String> patterns, String type) {
        return patterns.stream()
                .anyMatch(
                        pattern ->
                                pattern.endsWith("*")
                                        ? type.startsWith(
                                                pattern.substring(0, pattern.length() - 1))
                                        : type.equals(pattern));
    }

    @Override
    public void handle(Event event) {
        if (event.firm().isEmpty() || !TYPES.contains(event.type())) {
            return;
        }
        String firm = event.firm().get();
        transactions.run(
                em -> {
                    List<WebhookRow> hooks =
                            em.createQuery(
                                            "SELECT w FROM WebhookRow w WHERE w.firm = :firm ORDER BY w.id",
                                            WebhookRow.class)
                                    .setParameter("firm", firm)
                                    .getResultList();
                    for (WebhookRow hook : hooks) {
                        if (hook.isActive()
                                && takes(List.of(hook.getTypes().split(",", -1)), event.type())) {
                            Messages.add(em, draft(firm, hook, event), clock.instant());
                        }
                    }
                });
    }

    private static Draft draft(String firm, WebhookRow hook, Event event) {
        Map<String, String> data = new HashMap<>();
        for (String key : DATA) {
            String value = event.data().get(key);
            if (value != null) {
                data.put(key, value);
            }
        }
        data.put(WebhookComposer.AT, event.at().toString());
        return new Draft(
                firm,
                ChannelName.WEBHOOK,
                event.type(),
                Audience.WEBHOOK,
                hook.getId(),
                Optional.ofNullable(event.data().get("clientFile")),
                Optional.of(hook.getId()),
                event.id(),
                data,
                TRIED_FOR);
    }
}
