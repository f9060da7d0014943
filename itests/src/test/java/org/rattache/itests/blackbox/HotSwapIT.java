package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * Plug-ins and modules are replaced while operators work: nobody's request fails, nothing else
 * moves, nothing is left behind.
 */
public class HotSwapIT {

    private static final String ID = "test.swap";
    private static final String FIRST = "test.swap.first";
    private static final String SECOND = "test.swap.second";
    private static final int ROUNDS =
            Integer.getInteger(
                    "rattache.rounds",
                    "full".equals(System.getProperty("rattache.size")) ? 100 : 20);

    private static final String GOOD =
            "return request.candidates().withDomain(request.file().domain().orElse(\"none\"), 50).stream()"
                    + ".filter(c -> !c.id().equals(request.file().id())).map(c -> of(c.id())).toList();";
    private static final String THROWS = "throw new IllegalStateException(\"broken\");";
    private static final String HANGS =
            "try { Thread.sleep(60_000); } catch (InterruptedException e) { } return List.of();";
    private static final String GARBAGE =
            "return Arrays.asList(null, of(\"nobody\"), of(\"x\".repeat(1000000)));";

    /** Who is there to be asked, by bundle. */
    private static Map<String, String> strategies(Gateway gateway) {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode strategy :
                Gateway.items(gateway.operator().get("/api/linking/v1/strategies"))) {
            if (strategy.path("id").asText().equals(ID)) {
                states.put(
                        strategy.path("bundle").asText(),
                        strategy.path("version").asText() + " " + strategy.path("state").asText());
            }
        }
        return states;
    }

    private static void await(Gateway gateway, Map<String, String> wanted) {
        Await.until(
                Duration.ofMinutes(1),
                () -> strategies(gateway).equals(wanted) ? Optional.of(true) : Optional.empty());
    }

    private static void deploy(
            Server server, String bundle, String version, int ranking, String body)
            throws IOException {
        server.deploy(bundle, PlugInJar.strategy(bundle, version, ID, ranking, body));
    }

    /** How many class loaders of bundles there are, after a collection. */
    private static long loaders(Server server) throws Exception {
        return instances(
                server.jcmd("GC.class_histogram"),
                "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader");
    }

    private static long instances(String histogram, String type) {
        Matcher line =
                Pattern.compile(
                                "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+"
                                        + Pattern.quote(type)
                                        + "(\\s|$)")
                        .matcher(histogram);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private static Set<String> plugInThreads(Server server) throws Exception {
        Set<String> threads = new TreeSet<>();
        Matcher thread =
                Pattern.compile("(?m)^\"(rattache-plug-in-[^\"]*)\"")
                        .matcher(server.jcmd("Thread.print"));
        while (thread.find()) {
            threads.add(thread.group(1));
        }
        return threads;
    }

    private static long threads(Server server) throws Exception {
        return Pattern.compile("(?m)^\"").matcher(server.jcmd("Thread.print")).results().count();
    }

    @Test
    public void strategies_come_and_go_under_load_and_nobody_notices() throws Exception {
        try (Server server = Server.start("hot-swap")) {
            World world = new World(server);
            Gateway gateway = new Gateway(world, world.firm("BATIE", "operateur@batie.example"));
            Probe probe = Probe.install(server);
            try (Load load = new Load(gateway, (path, answer) -> false)) {
                load.awaitMore(200);
                Map<String, String> bundles = probe.bundles();
                Map<String, String> resources = probe.resources();
                long loaders = loaders(server);
                long threads = threads(server);

                for (int round = 0; round < ROUNDS; round++) {
                    swap(server, gateway, probe, round);
                }

                assertEquals(List.of(), load.stop());
                assertEquals("No other bundle has changed.", bundles, probe.bundles());
                assertEquals("Every resource is the one it was.", resources, probe.resources());
                Await.until(
                        Duration.ofMinutes(2),
                        () -> settled(server) ? Optional.of(true) : Optional.empty());
                assertTrue(
                        "Class loaders of removed bundles are left: "
                                + loaders(server)
                                + " of "
                                + loaders,
                        loaders(server) <= loaders);
                // the server's own pools may have grown a little under load, not with the rounds
                assertTrue(
                        "Threads: " + threads(server) + " of " + threads,
                        threads(server) <= threads + ROUNDS / 2);
            }
        }
    }

    private static boolean settled(Server server) {
        try {
            return plugInThreads(server).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void swap(Server server, Gateway gateway, Probe probe, int round)
            throws Exception {
        String v1 = "1." + round + ".0";
        String v2 = "2." + round + ".0";
        // install
        deploy(server, FIRST, v1, 0, GOOD);
        await(gateway, Map.of(FIRST, v1 + " active"));
        // out-rank
        deploy(server, SECOND, v1, 10, GOOD);
        await(gateway, Map.of(FIRST, v1 + " standby", SECOND, v1 + " active"));
        // update
        deploy(server, SECOND, v2, 10, GOOD);
        await(gateway, Map.of(FIRST, v1 + " standby", SECOND, v2 + " active"));
        // refresh
        probe.refresh(SECOND);
        await(gateway, Map.of(FIRST, v1 + " standby", SECOND, v2 + " active"));
        // throw, hang, return garbage: the one below it answers
        for (String bad : List.of(THROWS, HANGS, GARBAGE)) {
            String version = "3." + round + "." + bad.length();
            deploy(server, SECOND, version, 10, bad);
            await(gateway, Map.of(FIRST, v1 + " standby", SECOND, version + " active"));
        }
        // remove
        server.undeploy(SECOND);
        await(gateway, Map.of(FIRST, v1 + " active"));
        server.undeploy(FIRST);
        await(gateway, Map.of());
    }

    @Test
    public void modules_are_replaced_under_load_and_no_event_is_lost() throws Exception {
        try (Server server = Server.start("hot-swap-modules")) {
            World world = new World(server);
            Gateway gateway = new Gateway(world, world.firm("BATIE", "operateur@batie.example"));
            Probe probe = Probe.install(server);
            try (Load load = new Load(gateway, HotSwapIT::isAwayOnItsOwnPath)) {
                load.awaitMore(200);
                for (String module : List.of("notification", "linking", "linking")) {
                    String bundle = "org.rattache." + module + ".core";
                    probe.update(bundle, jar(server, bundle));
                    awaitReady(server);
                    load.awaitMore(200);
                }
                // an event that was told while the handlers were away is handled when they are back
                assertEquals(List.of(), load.stop());
            }
            String twin = gateway.add("JUMEAU", "jumeau@load.example");
            gateway.changeEmail(twin, "principal@0.load.example");
            gateway.awaitProposal(twin);
            assertNoEventWaits(gateway, server);
        }
    }

    private static boolean isAwayOnItsOwnPath(String path, Client.Answer answer) {
        return answer.status() == 503
                && path.startsWith("/api/linking/")
                && answer.header("Retry-After") != null;
    }

    private static Path jar(Server server, String bundle) throws IOException {
        try (Stream<Path> jars =
                Files.walk(server.home().resolve("system/org/rattache").resolve(bundle))) {
            return jars.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
    }

    private static void awaitReady(Server server) {
        Client client = Client.anonymous(server);
        Await.until(
                Duration.ofMinutes(2),
                () -> client.get("/ready").status() == 200 ? Optional.of(true) : Optional.empty());
    }

    /**
     * Every link was told of: the trail has one entry for each one that was made and each one that
     * was undone, and both are as many.
     */
    private static void assertNoEventWaits(Gateway gateway, Server server) {
        Await.until(
                Duration.ofMinutes(1),
                () ->
                        ended(gateway, "linking.linked") == ended(gateway, "linking.unlinked")
                                ? Optional.of(true)
                                : Optional.empty());
        assertTrue(ended(gateway, "linking.linked") > 0);
        assertEquals(200, Client.anonymous(server).get("/ready").status());
    }

    private static long ended(Gateway gateway, String type) {
        long count = 0;
        String path = "/api/audit/v1/firms/" + gateway.id() + "/trail?limit=200&type=" + type;
        String next = "";
        do {
            JsonNode page = gateway.operator().get(path + next).is(200).json();
            count += page.path("items").size();
            next = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        return count;
    }
}
