package org.rattache.notification.core.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.notification.core.internal.jpa.FirmKey;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.core.internal.jpa.WebhookRow;
import org.rattache.notification.spi.Message;
import org.rattache.platform.persistence.Transactions;

/** Composes what a webhook is told: the same bytes at every try. */
@Component(service = WebhookComposer.class)
public final class WebhookComposer implements Composer {

    /** The key under which the time of the event stands in the data of the message. */
    static final String AT = "at";

    private final Transactions transactions;

    @Activate
    public WebhookComposer(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Composition compose(MessageRow row) {
        WebhookRow hook =
                transactions.call(
                        em ->
                                em.find(
                                        WebhookRow.class,
                                        new FirmKey(row.getFirm(), row.getRecipient())));
        if (hook == null || !hook.isActive()) {
            return Composition.dropped("The webhook is gone or not active.");
        }
        Map<String, String> data = new TreeMap<>(Data.read(row.getData()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", row.getEvent());
        body.put("type", row.getTemplate());
        body.put("at", data.remove(AT));
        body.put("firm", row.getFirm());
        body.put("data", data);
        return Composition.of(
                new Composition.Ready(
                        row.getId(),
                        hook.getUrl(),
                        "",
                        Data.json(body),
                        Optional.empty(),
                        Map.of(
                                Message.SECRET,
                                hook.getSecret(),
                                Message.EVENT_TYPE,
                                row.getTemplate())));
    }
}
