package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * Plug-ins and modules are replaced while operators work: nobody's request fails, nothing else
 * moves, nothing is left behind.
 */
public class HotSwapIT {

    /** Partners who replace their plug-ins at the same time, each again and again. */
    private static final int LANES = 4;

    /** How often all of them together: twenty times, and a hundred in the full size. */
    private static final int ROUNDS =
            Integer.getInteger(
                    "rattache.rounds",
                    "full".equals(System.getProperty("rattache.size")) ? 100 : 20);

    private static final List<String> MODULES =
            "full".equals(System.getProperty("rattache.size"))
                    ? List.of(
                            "notification",
                            "linking",
                            "linking",
                            "notification",
                            "linking",
                            "notification",
                            "linking",
                            "linking")
                    : List.of("notification", "linking", "linking");

    private static final String GOOD =
            "return request.candidates().withDomain(request.file().domain().orElse(\"none\"), 50).stream()"
                    + ".filter(c -> !c.id().equals(request.file().id())).map(c -> of(c.id())).toList();";
    private static final String THROWS = "throw new IllegalStateException(\"broken\");";
    private static final String HANGS =
            "try { Thread.sleep(60_000); } catch (InterruptedException e) { } return List.of();";
    private static final String GARBAGE =
            "return Arrays.asList(null, of(\"nobody\"), of(\"x\".repeat(1000000)));";

    /** A server for a test of this name. */
    Server start(String name) throws IOException, InterruptedException {
        return Server.start(name);
    }

    private static void await(BooleanSupplier condition) {
        Await.until(
                Duration.ofMinutes(3),
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * How many class loaders of the plug-ins of this test there are, after a collection: each of
     * them has a class of this name.
     */
    private static long loaders(Server server) {
        try {
            server.jcmd("GC.class_histogram");
            return server.jcmd("VM.classloaders", "show-classes=true", "fold=false")
                    .lines()
                    .filter(line -> line.strip().endsWith("plug.in.Strategy"))
                    .count();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> plugInThreads(Server server) {
        return named(server).filter(name -> name.startsWith("rattache-plug-in-")).toList();
    }

    /** But for those of the HTTP server, of which there are as many as the load needs. */
    private static long threads(Server server) {
        return named(server).filter(name -> !name.startsWith("qtp")).count();
    }

    private static Stream<String> named(Server server) {
        try {
            return Pattern.compile("(?m)^\"([^\"]*)\"")
                    .matcher(server.jcmd("Thread.print"))
                    .results()
                    .map(thread -> thread.group(1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void strategies_come_and_go_under_load_and_nobody_notices() throws Exception {
        try (Server server = start("hot-swap")) {
            World world = new World(server);
            Gateway gateway = new Gateway(world, world.firm("BATIE", "operateur@batie.example"));
            askAllStrategies(gateway);
            List<Lane> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                lanes.add(new Lane(server, gateway, lane));
            }
            Probe probe = Probe.install(server);
            try (Load load = new Load(gateway, (path, answer) -> false)) {
                load.awaitMore(200);
                // what the server starts at the first swap is no remainder of the others
                lanes.get(0).swap(probe, 0, 1);
                Map<String, String> bundles = probe.bundles();
                Map<String, String> resources = probe.resources();
                long threads = threads(server);

                inParallel(lanes, lane -> lane.swap(probe, 1, ROUNDS / LANES));

                load.awaitMore(200);
                assertEquals(List.of(), load.stop());
                assertEquals("No other bundle has changed.", bundles, probe.bundles());
                assertEquals("Every resource is the one it was.", resources, probe.resources());
                await(() -> plugInThreads(server).isEmpty());
                await(() -> loaders(server) == 0);
                // a timer or two of the server's own; never one a round
                assertTrue(
                        "Threads: " + threads(server) + " of " + threads,
                        threads(server) <= threads + 3);
            }
        }
    }

    /** So that each request asks whatever is installed at this moment. */
    private static void askAllStrategies(Gateway gateway) {
        String choice = gateway.linking() + "/strategy-choice";
        String etag = gateway.operator().get(choice).is(200).header("ETag");
        gateway.operator().put(choice, Map.of("mode", "all"), etag).is(200);
    }

    private static void inParallel(List<Lane> lanes, Lane.Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (Lane lane : lanes) {
                running.add(
                        threads.submit(
                                () -> {
                                    work.on(lane);
                                    return null;
                                }));
            }
            for (Future<Void> one : running) {
                one.get(1, TimeUnit.HOURS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** One partner: two bundles with a strategy of the same id, and two files that it suggests. */
    private static final class Lane {

        /** What it is after the operators have seen it fail five times. */
        private static final String SUSPENDED = "suspended";

        interface Work {
            void on(Lane lane) throws Exception;
        }

        private final Server server;
        private final Gateway gateway;
        private final String id;
        private final String first;
        private final String second;
        private final String file;
        private final String other;

        Lane(Server server, Gateway gateway, int number) {
            this.server = server;
            this.gateway = gateway;
            this.id = "test.swap-" + number;
            this.first = id + ".first";
            this.second = id + ".second";
            this.file = gateway.add("FICHIER " + number, "un@" + number + ".swap.example");
            this.other = gateway.add("AUTRE " + number, "deux@" + number + ".swap.example");
        }

        void swap(Probe probe, int from, int rounds) throws IOException {
            for (int round = from; round < from + rounds; round++) {
                swap(probe, round);
            }
        }

        void swap(Probe probe, int round) throws IOException {
            String v1 = "1." + round + ".0";
            String v2 = "2." + round + ".0";
            // install
            deploy(first, v1, 0, GOOD);
            await(() -> states().equals(Map.of(first, v1 + " active")));
            await(() -> suggests(v1));
            if (round == 0) {
                assertTrue("The count sees the loaders that are there.", loaders(server) > 0);
            }
            // out-rank
            deploy(second, v1, 10, GOOD);
            await(() -> states().equals(Map.of(first, v1 + " standby", second, v1 + " active")));
            await(() -> suggests(v1));
            // update
            deploy(second, v2, 10, GOOD);
            await(() -> states().equals(Map.of(first, v1 + " standby", second, v2 + " active")));
            await(() -> suggests(v2));
            // refresh
            probe.refresh(second);
            await(() -> suggests(v2));
            // throw, hang, return garbage: the others answer
            fail(round, v1, THROWS, "failed", SUSPENDED);
            fail(round, v1, HANGS, "timed-out", SUSPENDED);
            fail(round, v1, GARBAGE, "answered");
            // remove
            server.undeploy(second);
            await(() -> states().equals(Map.of(first, v1 + " active")));
            await(() -> suggests(v1));
            server.undeploy(first);
            await(() -> states().isEmpty());
            await(() -> asked(ask()).isEmpty());
        }

        private void fail(int round, String v1, String body, String... outcomes)
                throws IOException {
            String version = "3." + round + "." + body.length();
            deploy(second, version, 10, body);
            await(
                    () ->
                            states().equals(
                                            Map.of(
                                                    first,
                                                    v1 + " standby",
                                                    second,
                                                    version + " active")));
            await(
                    () -> {
                        JsonNode answer = ask();
                        Optional<JsonNode> asked = asked(answer);
                        return asked.isPresent()
                                && asked.get().path("version").asText().equals(version)
                                && List.of(outcomes).contains(asked.get().path("outcome").asText())
                                && !answer.toString().contains("nobody");
                    });
        }

        private void deploy(String bundle, String version, int ranking, String body)
                throws IOException {
            server.deploy(bundle, PlugInJar.strategy(bundle, version, id, ranking, body));
        }

        /** Who is there to be asked, by bundle. */
        private Map<String, String> states() {
            Map<String, String> states = new TreeMap<>();
            for (JsonNode strategy :
                    Gateway.items(gateway.operator().get("/api/linking/v1/strategies"))) {
                if (strategy.path("id").asText().equals(id)) {
                    states.put(
                            strategy.path("bundle").asText(),
                            strategy.path("version").asText()
                                    + " "
                                    + strategy.path("state").asText());
                }
            }
            return states;
        }

        private JsonNode ask() {
            return gateway.suggestions(file);
        }

        private Optional<JsonNode> asked(JsonNode answer) {
            return Client.where(answer.path("strategies"), "/strategy", id);
        }

        /** The other file is suggested, and this version is among those who say why. */
        private boolean suggests(String version) {
            return Client.where(ask().path("items"), "/clientFile/id", other)
                    .filter(
                            item ->
                                    Client.where(item.path("reasons"), "/value", version)
                                            .isPresent())
                    .isPresent();
        }
    }

    @Test
    public void modules_are_replaced_under_load_and_no_event_is_lost() throws Exception {
        try (Server server = start("hot-swap-modules")) {
            World world = new World(server);
            Gateway gateway = new Gateway(world, world.firm("BATIE", "operateur@batie.example"));
            Probe probe = Probe.install(server);
            String webhook = tellOfLinks(gateway);
            long made;
            AtomicReference<String> replaced = new AtomicReference<>("none");
            try (Load load =
                    new Load(
                            gateway,
                            (path, answer) -> isAwayOnItsOwnPath(replaced.get(), path, answer))) {
                load.awaitMore(200);
                for (String module : MODULES) {
                    // until the next one is: an answer from when it was away may still come
                    replaced.set(module);
                    String bundle = "org.rattache." + module + ".core";
                    System.out.println(LocalTime.now() + " replacing " + module);
                    probe.update(bundle, jar(server, bundle));
                    awaitReady(server);
                    System.out.println(LocalTime.now() + " replaced " + module);
                    load.awaitMore(200);
                }
                assertEquals(List.of(), load.stop());
                made = load.links();
            }
            // the trail is told of each, also of those that were made while a module was away
            await(
                    () ->
                            inTrail(gateway, "linking.linked") >= made
                                    && inTrail(gateway, "linking.unlinked")
                                            == inTrail(gateway, "linking.linked"));
            // and so is the webhook, by the notification module: each stands once in its log
            long linked = inTrail(gateway, "linking.linked");
            await(() -> told(gateway, webhook).size() >= linked);
            List<String> told = told(gateway, webhook);
            assertEquals("Nothing twice.", linked, told.size());
            assertEquals("Each of them.", linked, Set.copyOf(told).size());
            // and what linking itself is told of is handled
            String twin = gateway.add("JUMEAU", "jumeau@load.example");
            gateway.changeEmail(twin, "principal@0.load.example");
            gateway.awaitProposal(twin);
            // and so are the built-in strategies, whose host was another before
            String third = gateway.add("TROISIÈME", "principal@0.load.example");
            await(
                    () ->
                            Client.where(
                                            gateway.suggestions(twin).path("items"),
                                            "/clientFile/id",
                                            third)
                                    .isPresent());
            assertEquals(200, Client.anonymous(server).get("/ready").status());
        }
    }

    /**
     * Has a webhook told of links. Its address is refused when it is called; what counts is that it
     * is to be told, which is noted once for each event.
     */
    private static String tellOfLinks(Gateway gateway) {
        return Gateway.id(
                gateway.operator()
                        .post(
                                gateway.notification() + "/webhooks",
                                Map.of(
                                        "url",
                                        "https://127.0.0.1/",
                                        "types",
                                        List.of("linking.linked")))
                        .is(201)
                        .json());
    }

    /** The events that a webhook was to be told of. */
    private static List<String> told(Gateway gateway, String webhook) {
        return Gateway.texts(
                all(
                        gateway,
                        gateway.notification() + "/webhooks/" + webhook + "/deliveries?limit=200"),
                "/event");
    }

    private static boolean isAwayOnItsOwnPath(String module, String path, Client.Answer answer) {
        return answer.status() == 503
                && path.startsWith("/api/" + module + "/")
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

    private static long inTrail(Gateway gateway, String type) {
        return all(gateway, "/api/audit/v1/firms/" + gateway.id() + "/trail?limit=200&type=" + type)
                .size();
    }

    /** What stands on all pages of a list. */
    private static ArrayNode all(Gateway gateway, String path) {
        ArrayNode all = Client.JSON.createArrayNode();
        String next = "";
        do {
            JsonNode page = gateway.operator().get(path + next).is(200).json();
            page.path("items").forEach(all::add);
            next = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        return all;
    }
}
