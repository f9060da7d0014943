package org.rattache.notification.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.api.WebhookDelivery;

/** One event on its way to a webhook, in JSON. */
@Schema(name = "WebhookDelivery", description = "One event on its way to a webhook.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeliveryBody(
        @Schema(description = "The value of the header Rattache-Delivery.", maxLength = 36)
                String id,
        @Schema(description = "The id of the event.", maxLength = 36) String event,
        @Schema(maxLength = 80) String type,
        DeliveryState state,
        @Schema(description = "Tries so far.", minimum = "0") int attempts,
        Instant createdAt,
        @Schema(description = "When it is tried next.") Optional<Instant> nextAt,
        Optional<Instant> sentAt,
        @Schema(description = "The last status or failure.", maxLength = 500)
                Optional<String> note) {

    static DeliveryBody of(WebhookDelivery delivery) {
        return new DeliveryBody(
                delivery.id(),
                delivery.event(),
                delivery.type(),
                delivery.state(),
                delivery.attempts(),
                delivery.createdAt(),
                delivery.nextAt(),
                delivery.sentAt(),
                delivery.note());
    }
}
