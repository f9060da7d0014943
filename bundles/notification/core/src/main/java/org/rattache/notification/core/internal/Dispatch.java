package org.rattache.notification.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.spi.Channel;
import org.rattache.notification.spi.Message;
import org.rattache.notification.spi.Receipt;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one message: claims and composes it in one transaction, gives it to the channel outside of
 * any, and notes the outcome in another. A crash in between repeats the message after its lease.
 */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Transactions transactions;
    private final Composer composer;
    private final Clock clock;

    Dispatch(Transactions transactions, Composer composer, Clock clock) {
        this.transactions = transactions;
        this.composer = composer;
        this.clock = clock;
    }

    private record Claimed(
            Messages.Key key,
            int attempt,
            Instant expiresAt,
            Optional<String> webhook,
            Optional<Message> message) {}

    /** Tries to send; without effect when another one has the message. */
    void send(Messages.Key key, Channel channel) {
        Optional<Claimed> claimed;
        try {
            claimed = claim(key);
        } catch (RuntimeException e) {
            LOG.warn("Message {} could not be composed. {}", key.id(), e.toString());
            uncomposed(key, e);
            return;
        }
        claimed.filter(c -> c.message().isPresent()).ifPresent(c -> deliver(c, channel));
    }

    private Optional<Claimed> claim(Messages.Key key) {
        return transactions.call(
                em -> {
                    Instant now = clock.instant();
                    if (!Messages.claim(em, key, now)) {
                        return Optional.empty();
                    }
                    MessageRow row = Messages.find(em, key).orElseThrow();
                    Composition composition = composer.compose(row);
                    if (composition.message().isEmpty()) {
                        Messages.finish(
                                em,
                                key,
                                row.getAttempts(),
                                DeliveryState.DROPPED,
                                now,
                                now,
                                composition.dropped());
                    }
                    return Optional.of(
                            new Claimed(
                                    key,
                                    row.getAttempts(),
                                    row.getExpiresAt(),
                                    row.getWebhook(),
                                    composition.message()));
                });
    }

    private void deliver(Claimed claimed, Channel channel) {
        note(claimed, receipt(claimed.message().orElseThrow(), channel));
    }

    /** Whatever a channel does: it may be a plug-in. */
    private static Receipt receipt(Message message, Channel channel) {
        try {
            return Objects.requireNonNull(channel.deliver(message), "no receipt");
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.debug("A channel threw.", e);
            return Receipt.retry(e.getClass().getSimpleName());
        }
    }

    private void note(Claimed claimed, Receipt receipt) {
        Instant now = clock.instant();
        Instant next = now.plus(Messages.pause(claimed.attempt()));
        DeliveryState state =
                switch (receipt.outcome()) {
                    case DELIVERED -> DeliveryState.SENT;
                    case REJECTED -> DeliveryState.FAILED;
                    case RETRY ->
                            next.isAfter(claimed.expiresAt())
                                    ? DeliveryState.FAILED
                                    : DeliveryState.WAITING;
                };
        transactions.run(
                em -> {
                    Messages.finish(
                            em,
                            claimed.key(),
                            claimed.attempt(),
                            state,
                            now,
                            state == DeliveryState.WAITING ? next : now,
                            receipt.note());
                    if (receipt.outcome() == Receipt.Outcome.RETRY) {
                        claimed.webhook()
                                .ifPresent(
                                        hook ->
                                                Messages.postpone(
                                                        em, claimed.key().firm(), hook, now, next));
                    }
                });
    }

    /** Composing failed and was undone, the claim too: the try counts all the same. */
    private void uncomposed(Messages.Key key, RuntimeException failure) {
        transactions.run(
                em ->
                        Messages.find(em, key)
                                .ifPresent(
                                        row -> {
                                            Instant now = clock.instant();
                                            int attempt = row.getAttempts() + 1;
                                            Instant next = now.plus(Messages.pause(attempt));
                                            boolean over = next.isAfter(row.getExpiresAt());
                                            Messages.finish(
                                                    em,
                                                    key,
                                                    attempt,
                                                    over
                                                            ? DeliveryState.FAILED
                                                            : DeliveryState.WAITING,
                                                    now,
                                                    over ? now : next,
                                                    "It could not be composed: "
                                                            + failure.getClass().getSimpleName());
                                        }));
    }
}
