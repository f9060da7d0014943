package org.rattache.platform.event.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.OutboxBacklog;
import org.rattache.platform.event.Event;

/**
 * The tables of the outbox. Every method works on the given connection and leaves its transaction
 * to the caller.
 */
final class Outbox {

    /** One event that one handler has still to handle. */
    record Delivery(long number, String handler, int attempts, Event event) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

    /** Types are kept short so that a row fits the databases' index and row limits. */
    static final int MAX_DATA = 30_000;

    void append(Connection connection, Event event) throws SQLException {
        String data = write(event.data());
        if (data.length() > MAX_DATA) {
            throw new IllegalArgumentException(
                    "An event carries ids, not content: " + event.type());
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO evt_event (id, type, aggregate, firm_id, actor_kind, actor_id, occurred_at, data, state)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
            insert.setString(1, event.id());
            insert.setString(2, event.type());
            insert.setString(3, event.aggregate());
            insert.setString(4, event.firm().orElse(null));
            insert.setString(5, event.actor().kind().name());
            insert.setString(6, event.actor().id());
            insert.setTimestamp(7, timestamp(event.at()));
            insert.setString(8, data);
            insert.executeUpdate();
        }
    }

    /** Remembers a handler and its types, so that its events wait while it is away. */
    void register(Connection connection, String handler, List<String> types) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE evt_handler SET types = ? WHERE handler = ?")) {
            update.setString(1, String.join(",", types));
            update.setString(2, handler);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO evt_handler (handler, types) VALUES (?, ?)")) {
            insert.setString(1, handler);
            insert.setString(2, String.join(",", types));
            insert.executeUpdate();
        }
    }

    /**
     * Gives new events to every handler that takes their type; at most {@code limit} events. Those
     * that are there before the rows are read, and no later ones: Derby, which takes no snapshot,
     * may show one that comes meanwhile and not the one of the same aggregate before it.
     */
    int fanOut(Connection connection, int limit) throws SQLException {
        List<Registered> handlers = handlers(connection);
        int events = 0;
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT number, type, aggregate FROM evt_event WHERE state = 0 AND number <= ?"
                                        + " ORDER BY number FETCH FIRST "
                                        + limit
                                        + " ROWS ONLY");
                PreparedStatement taken =
                        connection.prepareStatement(
                                "UPDATE evt_event SET state = 1 WHERE number = ? AND state = 0");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO evt_delivery (handler, event_number, aggregate, attempts, due_at)"
                                        + " VALUES (?, ?, ?, 0, ?)");
                ResultSet rows = upTo(newest(connection), select)) {
            while (rows.next()) {
                long number = rows.getLong(1);
                taken.setLong(1, number);
                if (taken.executeUpdate() == 0) {
                    continue;
                }
                events++;
                for (Registered handler : handlers) {
                    if (handler.takes(rows.getString(2))) {
                        insert.setString(1, handler.name());
                        insert.setLong(2, number);
                        insert.setString(3, rows.getString(3));
                        insert.setTimestamp(4, timestamp(Instant.EPOCH));
                        insert.executeUpdate();
                    }
                }
            }
        }
        return events;
    }

    private static ResultSet upTo(long number, PreparedStatement select) throws SQLException {
        select.setLong(1, number);
        return select.executeQuery();
    }

    private static long newest(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT MAX(number) FROM evt_event WHERE state = 0");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * What a handler may be given now: due, and with nothing older of the same aggregate waiting
     * for this handler.
     */
    List<Delivery> due(Connection connection, String handler, Instant now, int limit)
            throws SQLException {
        String sql =
                "SELECT d.event_number, d.attempts, e.id, e.type, e.aggregate, e.firm_id, e.actor_kind,"
                        + " e.actor_id, e.occurred_at, e.data FROM evt_delivery d JOIN evt_event e ON e.number = d.event_number"
                        + " WHERE d.handler = ? AND d.due_at <= ? AND NOT EXISTS (SELECT 1 FROM evt_delivery o"
                        + " WHERE o.handler = d.handler AND o.aggregate = d.aggregate AND o.event_number < d.event_number"
                        + " AND o.due_at > ?) ORDER BY d.event_number FETCH FIRST "
                        + limit
                        + " ROWS ONLY";
        List<Delivery> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, handler);
            select.setTimestamp(2, timestamp(now));
            select.setTimestamp(3, timestamp(now));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Event event =
                            new Event(
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    Optional.ofNullable(row.getString(6)),
                                    new Actor(
                                            Actor.Kind.valueOf(row.getString(7)), row.getString(8)),
                                    instant(row.getTimestamp(9)),
                                    read(row.getString(10)));
                    due.add(new Delivery(row.getLong(1), handler, row.getInt(2), event));
                }
            }
        }
        return due;
    }

    /**
     * Removes a delivery; false when another node did so first. The event goes with its last
     * delivery.
     */
    boolean done(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM evt_delivery WHERE handler = ? AND event_number = ?")) {
            delete.setString(1, delivery.handler());
            delete.setLong(2, delivery.number());
            return delete.executeUpdate() == 1;
        }
    }

    void failed(Connection connection, Delivery delivery, Instant nextTry) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE evt_delivery SET attempts = attempts + 1, due_at = ? WHERE handler = ? AND event_number = ?")) {
            update.setTimestamp(1, timestamp(nextTry));
            update.setString(2, delivery.handler());
            update.setLong(3, delivery.number());
            update.executeUpdate();
        }
    }

    /** Deletes events that every handler has handled. */
    int sweep(Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM evt_event WHERE state = 1 AND NOT EXISTS"
                                + " (SELECT 1 FROM evt_delivery d WHERE d.event_number = evt_event.number)")) {
            return delete.executeUpdate();
        }
    }

    private static List<Registered> handlers(Connection connection) throws SQLException {
        List<Registered> handlers = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT handler, types FROM evt_handler");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                handlers.add(
                        new Registered(rows.getString(1), List.of(rows.getString(2).split(","))));
            }
        }
        return handlers;
    }

    private record Registered(String name, List<String> types) {
        boolean takes(String type) {
            return types.stream()
                    .anyMatch(
                            pattern ->
                                    pattern.endsWith("*")
                                            ? type.startsWith(
                                                    pattern.substring(0, pattern.length() - 1))
                                            : type.equals(pattern));
        }
    }

    /**
     * What waits, by handler.
     *
     * @param present the handlers that are there
     */
    List<OutboxBacklog.Waiting> backlog(Connection connection, Set<String> present)
            throws SQLException {
        List<OutboxBacklog.Waiting> waiting = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT d.handler, COUNT(*), MAX(d.attempts), MIN(e.occurred_at)"
                                        + " FROM evt_delivery d JOIN evt_event e ON e.number = d.event_number"
                                        + " GROUP BY d.handler ORDER BY d.handler");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String handler = rows.getString(1);
                waiting.add(
                        new OutboxBacklog.Waiting(
                                handler,
                                present.contains(handler),
                                rows.getLong(2),
                                rows.getInt(3),
                                instant(rows.getTimestamp(4))));
            }
        }
        return waiting;
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    private static String write(Map<String, String> data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, String> read(String data) {
        try {
            return JSON.readValue(data, DATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
