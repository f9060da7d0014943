package org.rattache.shell.internal;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rattache.linking.api.Strategies;
import org.rattache.platform.api.OutboxBacklog;
import org.rattache.platform.api.ServerStatus;
import org.rattache.plugin.api.PlugIns;

/** The server at a glance. */
@Service
@Command(
        scope = "rattache",
        name = "status",
        description = "Says whether the server is ready, and what its plug-ins and its outbox do")
public final class StatusCommand implements Action {

    @Reference private ServerStatus server;

    @Reference private PlugIns plugIns;

    @Reference private Strategies strategies;

    @Reference private OutboxBacklog outbox;

    @Override
    public Object execute() {
        System.out.println(
                server.missing().isEmpty()
                        ? "ready"
                        : "NOT READY, missing: " + String.join(", ", server.missing()));
        System.out.println(
                "up for "
                        + Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())
                                .toMinutes()
                        + " minutes");
        System.out.println(
                "plug-ins: "
                        + counts(plugIns.list().stream().map(p -> Names.of(p.state())).toList())
                        + (plugIns.development() ? ", DEVELOPMENT MODE" : ""));
        System.out.println(
                "strategies: "
                        + counts(
                                strategies.list().stream()
                                        .map(strategy -> Names.of(strategy.state()))
                                        .toList()));
        System.out.println(
                "outbox: "
                        + outbox.waiting().stream().mapToLong(OutboxBacklog.Waiting::events).sum()
                        + " waiting");
        return null;
    }

    private static String counts(List<String> states) {
        Map<String, Long> counts =
                states.stream()
                        .collect(
                                Collectors.groupingBy(
                                        state -> state, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
