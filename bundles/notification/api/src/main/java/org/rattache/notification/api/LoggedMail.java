package org.rattache.notification.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One mail in a firm's log.
 *
 * @param template what it says, such as {@code invitation}
 * @param recipient masked; only stars for people of the platform, whose log-in address is none of
 *     the firm's business
 * @param clientFile the client file that it is about
 * @param attempts tries so far
 * @param nextAt when it is tried next; empty when it is not
 * @param note why it failed, waits or was dropped
 */
public record LoggedMail(
        String id,
        String template,
        String recipient,
        Optional<String> clientFile,
        DeliveryState state,
        int attempts,
        Instant createdAt,
        Optional<Instant> nextAt,
        Optional<Instant> sentAt,
        Optional<String> note,
        long version) {}
