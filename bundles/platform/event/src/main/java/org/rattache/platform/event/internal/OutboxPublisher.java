package org.rattache.platform.event.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.TransactionSynchronizationRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.FailureTranslation;

/** Writes events into the outbox, and wakes the dispatcher when their transaction has committed. */
@Component
public final class OutboxPublisher implements EventPublisher {

    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry registry;
    private final OutboxSignal signal;
    private final Outbox outbox = new Outbox();
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    @Activate
    public OutboxPublisher(
            @Reference(target = "(osgi.jndi.service.name=rattache)") DataSource dataSource,
            @Reference TransactionSynchronizationRegistry registry,
            @Reference OutboxSignal signal) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.signal = signal;
    }

    @Override
    public void publish(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException(
                    "An event is published in the transaction of the change it tells of: " + type);
        }
        Event event =
                new Event(
                        UUID.randomUUID().toString(),
                        type,
                        aggregate,
                        Optional.ofNullable(firm),
                        actor,
                        clock.instant(),
                        data);
        try (Connection connection = dataSource.getConnection()) {
            outbox.append(connection, event);
        } catch (SQLException e) {
            throw FailureTranslation.translate(e);
        }
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        if (registry.getResource(this) != null) {
            return;
        }
        registry.putResource(this, true);
        registry.registerInterposedSynchronization(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        // nothing to do: the event is in the database already
                    }

                    @Override
                    public void afterCompletion(int status) {
                        if (status == Status.STATUS_COMMITTED) {
                            signal.raise();
                        }
                    }
                });
    }
}
