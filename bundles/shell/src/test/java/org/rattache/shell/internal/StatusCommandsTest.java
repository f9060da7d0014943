package org.rattache.shell.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.Test;
import org.rattache.linking.api.Strategies;
import org.rattache.platform.api.OutboxBacklog;
import org.rattache.platform.api.OutboxBacklog.Waiting;
import org.rattache.platform.api.ServerStatus;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIns;

public final class StatusCommandsTest {

    private static final Instant SINCE = Instant.parse("2026-11-24T08:00:00Z");

    private static String status(
            List<String> missing, List<PlugIn> list, boolean development, List<Waiting> waiting)
            throws Exception {
        ServerStatus server = () -> new TreeSet<>(missing);
        Strategies strategies =
                () ->
                        List.of(
                                strategy(Strategies.State.ACTIVE),
                                strategy(Strategies.State.STANDBY),
                                strategy(Strategies.State.ACTIVE));
        OutboxBacklog outbox = () -> waiting;
        PlugIns plugIns =
                Typed.fake(
                        PlugIns.class,
                        (proxy, method, arguments) ->
                                method.getName().equals("list") ? list : development);
        StatusCommand command = new StatusCommand();
        Typed.with(command, "server", server);
        Typed.with(command, "plugIns", plugIns);
        Typed.with(command, "strategies", strategies);
        Typed.with(command, "outbox", outbox);
        return Typed.run(command);
    }

    private static Strategies.Strategy strategy(Strategies.State state) {
        return new Strategies.Strategy(
                Optional.of("com.example"),
                "com.example",
                "1.0.0",
                0,
                state,
                Optional.empty(),
                Optional.empty(),
                0,
                false);
    }

    private static PlugIn held() {
        return new PlugIn(
                "strategy.jar",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PlugIn.State.HELD,
                Optional.empty(),
                "nobody has approved it",
                Optional.empty());
    }

    @Test
    public void a_server_that_is_ready_says_so() throws Exception {
        List<String> said =
                status(List.of(), List.of(), false, List.of())
                        .replaceAll("up for \\d+", "up for N")
                        .lines()
                        .toList();

        assertEquals(
                List.of(
                        "ready",
                        "up for N minutes",
                        "plug-ins: none",
                        "strategies: 2 active, 1 standby",
                        "outbox: 0 waiting"),
                said);
    }

    @Test
    public void what_is_missing_held_and_waiting_is_counted() throws Exception {
        String said =
                status(
                        List.of("database", "linking"),
                        List.of(held(), held()),
                        true,
                        List.of(
                                new Waiting("audit", true, 3, 0, SINCE),
                                new Waiting("mail", true, 4, 1, SINCE)));

        assertTrue(said, said.startsWith("NOT READY, missing: database, linking"));
        assertTrue(said, said.contains("plug-ins: 2 held, DEVELOPMENT MODE"));
        assertTrue(said, said.endsWith("outbox: 7 waiting"));
    }

    private static String outbox(List<Waiting> waiting) throws Exception {
        OutboxBacklog outbox = () -> waiting;
        return Typed.run(Typed.with(new OutboxCommand(), "outbox", outbox));
    }

    @Test
    public void the_outbox_names_each_handler_and_which_is_away() throws Exception {
        List<String> rows =
                outbox(
                                List.of(
                                        new Waiting("audit", true, 3, 0, SINCE),
                                        new Waiting("mail", false, 4, 12, SINCE)))
                        .lines()
                        .filter(row -> row.contains(SINCE.toString()))
                        .toList();

        assertEquals(2, rows.size());
        assertTrue(rows.get(0), rows.get(0).matches("audit\\W+3\\W+0\\W+" + SINCE + "\\W*"));
        assertTrue(rows.get(1), rows.get(1).matches("mail\\W+4\\W+12\\W+" + SINCE + "\\W+away"));
    }

    @Test
    public void an_empty_outbox_says_so() throws Exception {
        assertTrue(outbox(List.of()).contains("Nothing waits."));
    }
}
