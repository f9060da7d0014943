package org.rattache.notification.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One event on its way to a webhook.
 *
 * @param event the event's id, the {@code id} of the JSON
 * @param note the last status or failure
 */
public record WebhookDelivery(
        String id,
        String event,
        String type,
        DeliveryState state,
        int attempts,
        Instant createdAt,
        Optional<Instant> nextAt,
        Optional<Instant> sentAt,
        Optional<String> note) {}
