package org.rattache.plugin.core.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;
import org.rattache.plugin.api.Fact;
import org.rattache.plugin.api.PlugIns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the facts in the gate's journal as events, so that they stand in the audit trail. The gate
 * runs before there is a database: it writes its journal alone, and this reads on where it stopped.
 * An event and the note that it was told are one transaction, so no fact is lost and none told
 * twice.
 */
@Component(
        service = {},
        immediate = true)
public final class JournalReader {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    private static final int BATCH = 100;
    private static final String AGGREGATE = "plugins";

    private final DataSource dataSource;
    private final TransactionManager manager;
    private final EventPublisher events;
    private final PlugIns plugIns;
    private final Told told = new Told();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "rattache-plugin-journal");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final ScheduledFuture<?> looking;
    private long last;

    @Activate
    public JournalReader(
            @Reference(target = "(osgi.jndi.service.name=rattache)") DataSource dataSource,
            @Reference TransactionManager manager,
            @Reference EventPublisher events,
            @Reference PlugIns plugIns) {
        this.dataSource = dataSource;
        this.manager = manager;
        this.events = events;
        this.plugIns = plugIns;
        this.looking = timer.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    void end() throws InterruptedException {
        looking.cancel(false);
        timer.shutdown();
        timer.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            if (plugIns.lastFact() > last) {
                tellAll();
            }
        } catch (Exception e) {
            LOG.warn(
                    "The plug-ins' journal could not be told; the next try is in a second. {}",
                    e.toString());
        }
    }

    private void tellAll() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            last = told.number(connection, plugIns.journal());
        }
        List<Fact> facts = plugIns.facts(last, BATCH);
        while (!facts.isEmpty()) {
            for (Fact fact : facts) {
                tell(fact);
                last = fact.number();
            }
            facts = plugIns.facts(last, BATCH);
        }
    }

    private void tell(Fact fact) throws Exception {
        manager.begin();
        boolean done = false;
        try {
            if (advance(fact)) {
                events.publish(type(fact), AGGREGATE, null, Actor.SYSTEM, data(fact));
            }
            done = true;
        } finally {
            if (done) {
                manager.commit();
            } else {
                manager.rollback();
            }
        }
    }

    private boolean advance(Fact fact) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return told.advance(connection, plugIns.journal(), fact.number());
        }
    }

    /** Such as {@code plugin.key-trusted}. */
    static String type(Fact fact) {
        return "plugin." + fact.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> data(Fact fact) {
        Map<String, String> data = new LinkedHashMap<>(fact.data());
        data.put("at", fact.at().toString());
        return data;
    }
}
