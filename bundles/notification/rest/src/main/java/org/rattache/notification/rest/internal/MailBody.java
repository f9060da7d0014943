package org.rattache.notification.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.api.LoggedMail;

/** One mail of the log in JSON. */
@Schema(name = "Mail", description = "A mail that was sent or is to be sent.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MailBody(
        @Schema(maxLength = 36) String id,
        @Schema(description = "What it says.", example = "invitation", maxLength = 80)
                String template,
        @Schema(
                        description = "Masked; only stars for people of the platform.",
                        example = "d***@example.fr",
                        maxLength = 400)
                String recipient,
        @Schema(description = "The client file that it is about.", maxLength = 100)
                Optional<String> clientFile,
        DeliveryState state,
        @Schema(description = "Tries so far.", minimum = "0") int attempts,
        Instant createdAt,
        @Schema(description = "When it is tried next.") Optional<Instant> nextAt,
        Optional<Instant> sentAt,
        @Schema(description = "Why it failed, waits or was dropped.", maxLength = 500)
                Optional<String> note) {

    static MailBody of(LoggedMail mail) {
        return new MailBody(
                mail.id(),
                mail.template(),
                mail.recipient(),
                mail.clientFile(),
                mail.state(),
                mail.attempts(),
                mail.createdAt(),
                mail.nextAt(),
                mail.sentAt(),
                mail.note());
    }
}
