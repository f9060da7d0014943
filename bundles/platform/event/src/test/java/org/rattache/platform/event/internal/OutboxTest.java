package org.rattache.platform.event.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.OutboxBacklog;
import org.rattache.platform.event.Event;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class OutboxTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private final Outbox outbox = new Outbox();

    public OutboxTest(TestDatabase.Kind kind) {
        database = new TestDatabase(kind, null, "event", new File("src/main/resources/db"));
    }

    @Test
    public void an_event_reaches_only_the_handlers_that_take_its_type() throws SQLException {
        try (Connection connection = database.connection()) {
            outbox.register(connection, "all", List.of("*"));
            outbox.register(connection, "files", List.of("clientfile.*"));
            outbox.register(connection, "links", List.of("linking.linked"));
            outbox.append(connection, event("clientfile.created", "f1"));

            assertEquals(1, outbox.fanOut(connection, 10));

            assertEquals(1, outbox.due(connection, "all", NOW, 10).size());
            assertEquals(1, outbox.due(connection, "files", NOW, 10).size());
            assertEquals(0, outbox.due(connection, "links", NOW, 10).size());
        }
    }

    @Test
    public void the_backlog_names_each_handler_for_which_events_wait() throws SQLException {
        try (Connection connection = database.connection()) {
            outbox.register(connection, "away", List.of("*"));
            outbox.register(connection, "here", List.of("clientfile.*"));
            outbox.register(connection, "idle", List.of("linking.linked"));
            outbox.append(connection, event("clientfile.created", "f1"));
            outbox.append(connection, event("partner.left", "l1"));
            outbox.fanOut(connection, 10);

            assertEquals(
                    List.of(
                            new OutboxBacklog.Waiting("away", false, 2, 0, NOW),
                            new OutboxBacklog.Waiting("here", true, 1, 0, NOW)),
                    outbox.backlog(connection, Set.of("here", "idle")));
        }
    }

    @Test
    public void an_event_comes_back_as_it_was_stored() throws SQLException {
        try (Connection connection = database.connection()) {
            outbox.register(connection, "all", List.of("*"));
            Event event =
                    new Event(
                            UUID.randomUUID().toString(),
                            "clientfile.email-changed",
                            "f1",
                            Optional.of("firm"),
                            Actor.user("u1"),
                            NOW,
                            Map.of("before", "é\"\\ \u2028", "clientFile", "f1"));
            outbox.append(connection, event);
            outbox.fanOut(connection, 10);

            assertEquals(event, outbox.due(connection, "all", NOW, 10).get(0).event());
        }
    }

    @Test
    public void the_events_of_an_aggregate_wait_behind_one_that_failed_and_others_go_on()
            throws SQLException {
        try (Connection connection = database.connection()) {
            outbox.register(connection, "h", List.of("*"));
            outbox.append(connection, event("a.first", "f1"));
            outbox.append(connection, event("a.second", "f1"));
            outbox.append(connection, event("a.other", "f2"));
            outbox.fanOut(connection, 10);
            Outbox.Delivery first = outbox.due(connection, "h", NOW, 10).get(0);

            outbox.failed(connection, first, NOW.plusSeconds(1));

            assertEquals(List.of("a.other"), types(outbox.due(connection, "h", NOW, 10)));
            assertEquals(
                    List.of("a.first", "a.second", "a.other"),
                    types(outbox.due(connection, "h", NOW.plusSeconds(1), 10)));
            assertEquals(1, outbox.due(connection, "h", NOW.plusSeconds(1), 10).get(0).attempts());
        }
    }

    @Test
    public void a_delivery_is_done_once_and_the_event_goes_with_its_last_delivery()
            throws SQLException {
        try (Connection connection = database.connection()) {
            outbox.register(connection, "one", List.of("*"));
            outbox.register(connection, "two", List.of("*"));
            outbox.append(connection, event("a.b", "f1"));
            outbox.fanOut(connection, 10);
            Outbox.Delivery one = outbox.due(connection, "one", NOW, 10).get(0);
            Outbox.Delivery two = outbox.due(connection, "two", NOW, 10).get(0);

            assertTrue(outbox.done(connection, one));
            assertFalse(outbox.done(connection, one));
            assertEquals(0, outbox.sweep(connection));
            assertTrue(outbox.done(connection, two));
            assertEquals(1, outbox.sweep(connection));
        }
    }

    @Test
    public void an_event_is_given_out_once() throws SQLException {
        try (Connection connection = database.connection()) {
            outbox.register(connection, "h", List.of("*"));
            outbox.append(connection, event("a.b", "f1"));

            assertEquals(1, outbox.fanOut(connection, 10));
            assertEquals(0, outbox.fanOut(connection, 10));
            assertEquals(1, outbox.due(connection, "h", NOW, 10).size());
        }
    }

    @Test
    public void the_pause_grows_to_ten_minutes_and_not_beyond() {
        assertEquals(Duration.ofSeconds(1), OutboxDispatcher.pause(0));
        assertEquals(Duration.ofSeconds(8), OutboxDispatcher.pause(3));
        assertEquals(Duration.ofMinutes(10), OutboxDispatcher.pause(10));
        assertEquals(Duration.ofMinutes(10), OutboxDispatcher.pause(1_000_000));
    }

    private static List<String> types(List<Outbox.Delivery> deliveries) {
        return deliveries.stream().map(delivery -> delivery.event().type()).toList();
    }

    private static Event event(String type, String aggregate) {
        return new Event(
                UUID.randomUUID().toString(),
                type,
                aggregate,
                Optional.of("firm"),
                Actor.SYSTEM,
                NOW,
                Map.of());
    }
}
