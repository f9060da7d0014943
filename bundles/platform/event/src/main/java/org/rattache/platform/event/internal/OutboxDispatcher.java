package org.rattache.platform.event.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rattache.platform.api.OutboxBacklog;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.persistence.FailureTranslation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to their handlers: first every new event is given to each handler that takes its
 * type (rows in evt_delivery), then each handler that is here works off its rows. Handling and
 * removing the row are one transaction, so a crash in between repeats the event and loses none.
 *
 * <p>One thread. It sleeps until a commit wakes it, a handler comes, or a retry may be due.
 */
@Component(service = OutboxBacklog.class, immediate = true)
public final class OutboxDispatcher implements OutboxBacklog {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int BATCH = 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final DataSource dataSource;
    private final TransactionManager manager;
    private final Outbox outbox = new Outbox();
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private final Map<String, Registration> handlers = new ConcurrentHashMap<>();
    private final OutboxSignal signal;
    private final Thread thread = new Thread(this::run, "rattache-outbox");
    private volatile boolean stopped;

    private record Registration(EventHandler handler, List<String> types) {}

    @Activate
    public OutboxDispatcher(
            @Reference(target = "(osgi.jndi.service.name=rattache)") DataSource dataSource,
            @Reference TransactionManager manager,
            @Reference OutboxSignal signal) {
        this.dataSource = dataSource;
        this.manager = manager;
        this.signal = signal;
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        stopped = true;
        signal.raise();
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(EventHandler handler, Map<String, Object> properties) {
        if (properties.get("rattache.event.handler") instanceof String name
                && properties.get("rattache.event.types") instanceof String[] types) {
            handlers.put(name, new Registration(handler, List.of(types)));
            signal.raise();
        } else {
            LOG.warn(
                    "An event handler without @HandlesEvents gets no events: {}",
                    handler.getClass().getName());
        }
    }

    void removeHandler(EventHandler handler) {
        handlers.values().removeIf(registration -> registration.handler() == handler);
    }

    @Override
    public List<Waiting> waiting() {
        try (Connection connection = dataSource.getConnection()) {
            return outbox.backlog(connection, handlers.keySet());
        } catch (SQLException e) {
            throw FailureTranslation.translate(e);
        }
    }

    private void run() {
        Map<String, List<String>> registered = new ConcurrentHashMap<>();
        while (!stopped) {
            try {
                signal.await(FIRST_PAUSE);
                register(registered);
                while (!stopped && once()) {
                    LOG.trace("There may be more.");
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                LOG.warn(
                        "The outbox could not be worked off; the next try is in a second. {}",
                        e.toString());
            }
        }
    }

    private void register(Map<String, List<String>> registered) throws Exception {
        for (Map.Entry<String, Registration> entry : handlers.entrySet()) {
            List<String> types = entry.getValue().types();
            if (!types.equals(registered.get(entry.getKey()))) {
                inTransaction(
                        connection -> {
                            outbox.register(connection, entry.getKey(), types);
                            return true;
                        });
                registered.put(entry.getKey(), types);
            }
        }
    }

    /** One round; true when it did something. */
    private boolean once() throws Exception {
        boolean some = inTransaction(connection -> outbox.fanOut(connection, BATCH) > 0);
        boolean handled = false;
        for (Map.Entry<String, Registration> entry : handlers.entrySet()) {
            handled |= workOff(entry.getKey(), entry.getValue().handler());
        }
        if (handled) {
            inTransaction(connection -> outbox.sweep(connection) > 0);
        }
        return some || handled;
    }

    private boolean workOff(String name, EventHandler handler) throws Exception {
        List<Outbox.Delivery> due;
        try (Connection connection = dataSource.getConnection()) {
            due = outbox.due(connection, name, clock.instant(), BATCH);
        }
        boolean handled = false;
        for (Outbox.Delivery delivery : due) {
            if (stopped || !present(name, handler)) {
                return handled;
            }
            if (!deliver(delivery, handler)) {
                // the rest of this batch may be of the same aggregate: ask again what is due
                return true;
            }
            handled = true;
        }
        return handled;
    }

    private boolean present(String name, EventHandler handler) {
        Registration registration = handlers.get(name);
        return registration != null && registration.handler() == handler;
    }

    private boolean deliver(Outbox.Delivery delivery, EventHandler handler) throws Exception {
        try {
            inTransaction(
                    connection -> {
                        if (outbox.done(connection, delivery)) {
                            handler.handle(delivery.event());
                        }
                        return true;
                    });
            return true;
        } catch (Exception e) {
            Duration pause = pause(delivery.attempts());
            LOG.warn(
                    "{} could not handle event {} ({}); next try in {} s. {}",
                    delivery.handler(),
                    delivery.event().id(),
                    delivery.event().type(),
                    pause.toSeconds(),
                    e.toString());
            LOG.debug("The failure of event {}", delivery.event().id(), e);
            inTransaction(
                    connection -> {
                        outbox.failed(connection, delivery, clock.instant().plus(pause));
                        return true;
                    });
            return false;
        }
    }

    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private interface Work {
        boolean on(Connection connection) throws SQLException;
    }

    private boolean inTransaction(Work step) throws Exception {
        manager.begin();
        boolean done = false;
        try {
            boolean result;
            try (Connection connection = dataSource.getConnection()) {
                result = step.on(connection);
            }
            done = true;
            return result;
        } finally {
            if (done) {
                manager.commit();
            } else {
                manager.rollback();
            }
        }
    }
}
