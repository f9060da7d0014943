package org.rattache.notification.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.notification.api.Webhook;

/** A webhook in JSON. */
@Schema(name = "Webhook", description = "Where a firm wants to be told of events.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WebhookBody(
        @Schema(maxLength = 36) String id,
        @Schema(maxLength = 500) String url,
        @Schema(description = "Types of events, or a module with a star.") List<String> types,
        @Schema(description = "Nothing is sent to an inactive one.") boolean active,
        @Schema(description = "The key of the signatures; shown once, when it is created.")
                Optional<String> secret,
        Instant createdAt) {

    /** What a caller writes. */
    @Schema(name = "WebhookDraft")
    public record Draft(
            @Schema(
                            description = "An absolute https address.",
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            maxLength = 500)
                    String url,
            @Schema(
                            description = "Types of events, or a module with a star, or a star.",
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "[\"document.*\", \"partner.refused\"]")
                    List<String> types,
            @Schema(description = "True unless said otherwise.", defaultValue = "true")
                    Boolean active) {}

    static WebhookBody of(Webhook webhook, Optional<String> secret) {
        return new WebhookBody(
                webhook.id(),
                webhook.url(),
                webhook.types(),
                webhook.active(),
                secret,
                webhook.createdAt());
    }
}
