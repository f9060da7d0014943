package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * What plug-ins can do to a running server, and what they cannot: the table at the end of
 * docs/plugin-guide.md, one test a row.
 */
public class BadPlugInsIT {

    /** Of the bundle, its file and its strategy. */
    private static final String NAME = "test.bad";

    private static final String MAIN = "principal@bad.example";
    private static final String STRATEGIES = "/api/linking/v1/strategies";

    private static Server server;
    private static Probe probe;
    private static Gateway gateway;
    private static String file;
    private static String other;
    private static String foreign;

    @BeforeClass
    public static void start() throws Exception {
        // so long that only what is meant to be late is late, on a busy machine too
        server =
                Server.start(
                        "bad-plug-ins",
                        Map.of("org.rattache.linking.cfg", "time.limit.millis = 3000\n"));
        probe = Probe.install(server);
        World world = new World(server);
        gateway = new Gateway(world, world.firm("BATIE", "operateur@batie.example"));
        Gateway elsewhere =
                new Gateway(world, world.firm("AILLEURS", "operateur@ailleurs.example"));
        file = gateway.add("PRINCIPAL", MAIN, "552100554");
        other = gateway.add("ÉTABLISSEMENT", "autre@bad.example", "552100554");
        foreign = elsewhere.add("ÉTRANGÈRE", MAIN, "552100554");
    }

    /** When it appears, what a test has left running ends: the server is needed for the others. */
    private final Path end = server.home().resolve("end-" + System.nanoTime());

    @AfterClass
    public static void stop() {
        server.close();
    }

    @After
    public void remove() throws Exception {
        Files.write(end, new byte[0]);
        server.undeploy(NAME);
        // 503 for a moment, when a servlet filter goes
        Await.until(
                Duration.ofMinutes(1),
                () ->
                        probe.state(NAME).isEmpty()
                                        && gateway.operator().get(STRATEGIES).status() == 200
                                        && strategy("active").isEmpty()
                                        && strategy("removed").isEmpty()
                                ? Optional.of(true)
                                : Optional.empty());
        assertAlone(ask());
    }

    /** The bad one, in one of its states. */
    private static Optional<JsonNode> strategy(String state) {
        return strategy(NAME, state);
    }

    private static Optional<JsonNode> strategy(String name, String state) {
        for (JsonNode strategy : Gateway.items(gateway.operator().get(STRATEGIES).is(200))) {
            if (strategy.path("bundle").asText().equals(name)
                    && strategy.path("state").asText().equals(state)) {
                return Optional.of(strategy);
            }
        }
        return Optional.empty();
    }

    private static void deploy(String body) throws IOException {
        deploy(body, "");
    }

    private static void deploy(String body, String more) throws IOException {
        deploy(NAME, body, more);
    }

    private static void deploy(String name, String body, String more) throws IOException {
        server.deploy(name, PlugInJar.strategy(name, "1.0.0", name, 0, body, more));
        Await.until(Duration.ofMinutes(1), () -> strategy(name, "active"));
    }

    private static JsonNode ask() {
        return gateway.suggestions(file);
    }

    /** An answer in which the bad one has taken part: on a busy machine it may come too late. */
    private static JsonNode answered() {
        return Await.until(
                Duration.ofMinutes(1),
                () -> {
                    JsonNode answer = ask();
                    assertFalse(answer.toString(), answer.toString().contains(foreign));
                    return Optional.of(answer)
                            .filter(a -> bad(a).path("outcome").asText().equals("answered"));
                });
    }

    /** How the bad one has fared. */
    private static JsonNode bad(JsonNode answer) {
        return asked(answer, NAME);
    }

    private static JsonNode asked(JsonNode answer, String name) {
        return Client.where(answer.path("strategies"), "/strategy", name).orElseThrow();
    }

    /** The built-in ones answer as if nobody else had been there. */
    private static void assertAlone(JsonNode answer) {
        assertEquals(answer.toString(), 1, answer.path("items").size());
        assertEquals(other, answer.at("/items/0/clientFile/id").asText());
        assertFalse(answer.toString().contains(foreign));
    }

    /** It did not answer, the next in rank did, and the answer says both. */
    private static void assertStoodIn(String outcome) {
        assertStoodIn(NAME, outcome);
    }

    private static void assertStoodIn(String name, String outcome) {
        JsonNode answer = ask();
        assertEquals(answer.toString(), outcome, asked(answer, name).path("outcome").asText());
        assertTrue(answer.toString(), answer.path("complete").asBoolean());
        assertAlone(answer);
        gateway.operator().get(gateway.file(file)).is(200);
    }

    @Test
    public void one_that_throws() throws Exception {
        deploy("throw new IllegalStateException(\"secret\");");
        assertStoodIn("failed");
        assertFalse(ask().toString().contains("secret"));
    }

    @Test
    public void one_that_throws_an_error() throws Exception {
        deploy("throw new OutOfMemoryError();");
        assertStoodIn("failed");
    }

    @Test
    public void one_that_overflows_the_stack() throws Exception {
        deploy("return suggest(request);");
        assertStoodIn("failed");
    }

    @Test
    public void one_that_answers_null_and_is_suspended_when_it_goes_on() throws Exception {
        deploy("return null;");
        for (int i = 0; i < 5; i++) {
            assertStoodIn("failed");
        }
        assertStoodIn("suspended");
        assertTrue(strategy("active").orElseThrow().hasNonNull("suspended"));
    }

    @Test
    public void one_with_reasons_of_ten_million_characters() throws Exception {
        deploy(
                "return List.of(new GroupSuggestion(request.candidates().withEmail(\"autre@bad.example\","
                        + " 1).get(0).id(), 1, Tier.CERTAIN, List.of(new"
                        + " Reason(\"f\".repeat(10_000_000), \"v\".repeat(10_000_000)))));");
        JsonNode reason = answered().at("/items/0/reasons/0");
        assertEquals(50, reason.path("field").asText().length());
        assertEquals(200, reason.path("value").asText().length());
    }

    @Test
    public void one_that_names_files_of_another_firm() throws Exception {
        deploy("return List.of(of(\"" + foreign + "\"), of(\"nobody\"));");
        JsonNode answer = answered();
        assertEquals(answer.toString(), 0, answer.path("items").size());
        assertEquals(2, bad(answer).path("dropped").asInt());
    }

    @Test
    public void one_that_answers_a_hundred_thousand_suggestions() throws Exception {
        deploy("return IntStream.range(0, 100_000).mapToObj(i -> of(\"f\" + i)).toList();");
        JsonNode answer = answered();
        assertEquals(answer.toString(), 0, answer.path("items").size());
        assertEquals(201, bad(answer).path("dropped").asInt());
    }

    @Test
    public void one_whose_list_does_not_end() throws Exception {
        deploy(
                "return new AbstractList<>() {"
                        + " public GroupSuggestion get(int i) { return of(\"f\" + i); }"
                        + " public int size() { return Integer.MAX_VALUE; } };");
        assertEquals(201, bad(answered()).path("dropped").asInt());
    }

    @Test
    public void one_that_blocks_for_ever() throws Exception {
        deploy(
                "try { new java.util.concurrent.CountDownLatch(1).await(); }"
                        + " catch (InterruptedException e) { } return List.of();");
        assertStoodIn("timed-out");
    }

    private String untilTheEnd(String waiting) {
        return "while (!new java.io.File(\"" + end + "\").exists()) {" + waiting + "}";
    }

    @Test
    public void one_that_ignores_its_interruption_keeps_its_threads_and_needs_a_restart()
            throws Exception {
        deploy(
                untilTheEnd("try { Thread.sleep(50); } catch (InterruptedException e) { }")
                        + " return List.of();");
        assertKeepsThreads(NAME);
        Files.write(end, new byte[0]);
        Await.until(
                Duration.ofMinutes(1),
                () -> strategy("removed").isEmpty() ? Optional.of(true) : Optional.empty());
    }

    private static void assertKeepsThreads(String name) throws IOException {
        for (int i = 0; i < 4; i++) {
            assertStoodIn(name, "timed-out");
        }
        assertStoodIn(name, "overloaded");
        assertEquals(4, strategy(name, "active").orElseThrow().path("keptThreads").asInt());
        server.undeploy(name);
        JsonNode left = Await.until(Duration.ofMinutes(1), () -> strategy(name, "removed"));
        assertTrue(left.path("restartNeeded").asBoolean());
        assertEquals(4, left.path("keptThreads").asInt());
    }

    @Test
    public void one_that_computes_in_an_endless_loop() throws Exception {
        deploy(untilTheEnd("") + " return List.of();");
        assertStoodIn("timed-out");
        assertTrue(strategy("active").orElseThrow().path("keptThreads").asInt() > 0);
    }

    /** Two threads, each with the lock that the other one waits for: nothing ends that. */
    private static final String DEADLOCK =
            "static final Object ONE = new Object();"
                    + " static final Object OTHER = new Object();"
                    + " static final java.util.concurrent.CountDownLatch BOTH ="
                    + " new java.util.concurrent.CountDownLatch(2);"
                    + " static void cross(Object first, Object second) {"
                    + " synchronized (first) { BOTH.countDown();"
                    + " while (BOTH.getCount() > 0) { Thread.onSpinWait(); }"
                    + " synchronized (second) { } } }"
                    + " void activate() {"
                    + " Thread t = new Thread(() -> cross(OTHER, ONE), \"crossed\");"
                    + " t.setDaemon(true); t.start(); cross(ONE, OTHER); }";

    /** Under a name of its own: it stays until the server ends, and the other tests go on. */
    @Test
    public void one_with_a_deadlock_in_its_activation_keeps_its_threads_and_holds_up_nobody()
            throws Exception {
        String name = "test.deadlock";
        deploy(name, "return List.of();", DEADLOCK);
        assertKeepsThreads(name);
        assertTrue(server.jcmd("Thread.print").contains("Java-level deadlock"));

        // the next one comes and answers while this one is being removed
        deploy("return List.of(of(\"nobody\"));");
        answered();
        awaitState(name, "");
        JsonNode left = strategy(name, "removed").orElseThrow();
        assertTrue(left.path("restartNeeded").asBoolean());
        assertEquals(4, left.path("keptThreads").asInt());
    }

    @Test
    public void one_whose_activation_is_slow() throws Exception {
        deploy(
                "return List.of();",
                "void activate() { long end = System.nanoTime() + 10_000_000_000L;"
                        + " while (System.nanoTime() < end) { Thread.onSpinWait(); } }");
        assertStoodIn("timed-out");
    }

    @Test
    public void one_that_leaves_threads_behind_keeps_them() throws Exception {
        deploy(
                "Thread t = new Thread(() -> {"
                        + untilTheEnd(
                                "try { Thread.sleep(50); } catch (InterruptedException e) { }")
                        + "}, \"left-behind\"); t.setDaemon(true); t.start(); return List.of();");
        answered();
        server.undeploy(NAME);
        awaitState(NAME, "");
        assertTrue("nobody can end it", server.jcmd("Thread.print").contains("left-behind"));
    }

    /** Waits until a bundle is active, or gone. */
    private static void awaitState(String name, String state) {
        Await.until(
                Duration.ofMinutes(1),
                () ->
                        probe.state(name).orElse("").equals(state)
                                ? Optional.of(true)
                                : Optional.empty());
    }

    private static final String EVERYBODY =
            "public class Everybody implements javax.servlet.Filter {"
                    + " public void doFilter(javax.servlet.ServletRequest q, javax.servlet.ServletResponse r,"
                    + " javax.servlet.FilterChain c) throws java.io.IOException, javax.servlet.ServletException {"
                    + " ((javax.servlet.http.HttpServletResponse) r).addHeader(\"X-Everybody\", \"1\");"
                    + " c.doFilter(new javax.servlet.http.HttpServletRequestWrapper((javax.servlet.http.HttpServletRequest) q) {"
                    + " public String getRemoteUser() { return \"admin\"; }"
                    + " public boolean isUserInRole(String role) { return true; }"
                    + " public java.security.Principal getUserPrincipal() { return () -> \"admin\"; } }, r);"
                    + " } }";

    @Test
    public void a_servlet_filter_that_lets_everyone_in_lets_nobody_in() throws Exception {
        server.deploy(
                NAME,
                PlugInJar.bundle(NAME, "1.0.0")
                        .imports("javax.servlet,javax.servlet.http")
                        .with(EVERYBODY)
                        .component(
                                "Everybody",
                                "javax.servlet.Filter",
                                "osgi.http.whiteboard.filter.pattern=/*\n"
                                        + "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)\n"
                                        + "service.ranking:Integer=2147483647")
                        .bytes());
        awaitState(NAME, Probe.ACTIVE);
        Client.Answer refused = Client.anonymous(server).get(gateway.file(file));
        for (int i = 0; i < 100; i++) {
            refused = Client.anonymous(server).get(gateway.file(file)).is(401);
        }
        assertEquals("The filter is asked.", "1", refused.header("X-Everybody"));
    }

    private static final String ANSWERS =
            "@javax.ws.rs.container.PreMatching"
                    + " public class Answers implements javax.ws.rs.container.ContainerRequestFilter,"
                    + " javax.ws.rs.container.ContainerResponseFilter {"
                    + " public void filter(javax.ws.rs.container.ContainerRequestContext context,"
                    + " javax.ws.rs.container.ContainerResponseContext response) {"
                    + " response.getHeaders().putSingle(\"X-Answers\","
                    + " context.getProperty(\"asked\") == null ? \"passed over\" : \"asked\"); }"
                    + " public void filter(javax.ws.rs.container.ContainerRequestContext context) {"
                    + " context.setProperty(\"asked\", true);"
                    + " context.setSecurityContext(new javax.ws.rs.core.SecurityContext() {"
                    + " public java.security.Principal getUserPrincipal() { return () -> \"admin\"; }"
                    + " public boolean isUserInRole(String role) { return true; }"
                    + " public boolean isSecure() { return true; }"
                    + " public String getAuthenticationScheme() { return \"x\"; } }); } }";

    @Test
    public void a_jax_rs_filter_that_lets_everyone_in_lets_nobody_in() throws Exception {
        server.deploy(
                NAME,
                PlugInJar.bundle(NAME, "1.0.0")
                        .imports("javax.ws.rs.container,javax.ws.rs.core")
                        .with(ANSWERS)
                        .component(
                                "Answers",
                                "javax.ws.rs.container.ContainerRequestFilter,"
                                        + "javax.ws.rs.container.ContainerResponseFilter",
                                "osgi.jaxrs.extension:Boolean=true\n"
                                        + "osgi.jaxrs.application.select=(osgi.jaxrs.name=rattache.clientfile)\n"
                                        + "service.ranking:Integer=2147483647")
                        .bytes());
        awaitState(NAME, Probe.ACTIVE);
        // the application is built anew with the filter in it
        Await.until(
                Duration.ofMinutes(1),
                () -> {
                    Client.Answer answer = Client.anonymous(server).get(gateway.file(file));
                    assertTrue(answer.text(), answer.status() == 401 || answer.status() == 503);
                    return Optional.ofNullable(answer.header("X-Answers"));
                });
        for (int i = 0; i < 100; i++) {
            Client.Answer refused = Client.anonymous(server).get(gateway.file(file)).is(401);
            assertEquals("the guard came first", "passed over", refused.header("X-Answers"));
        }
    }

    private static final String SHADOW =
            "public class Shadow extends javax.servlet.http.HttpServlet {"
                    + " protected void doGet(javax.servlet.http.HttpServletRequest q,"
                    + " javax.servlet.http.HttpServletResponse r) throws java.io.IOException {"
                    + " r.getOutputStream().write(\"shadow\".getBytes()); } }";

    @Test
    public void a_servlet_on_one_of_our_addresses_is_not_asked() throws Exception {
        server.deploy(
                NAME,
                PlugInJar.bundle(NAME, "1.0.0")
                        .imports("javax.servlet,javax.servlet.http")
                        .with(SHADOW)
                        .component(
                                "Shadow",
                                "javax.servlet.Servlet",
                                "osgi.http.whiteboard.servlet.pattern=/api/clientfile/v1/*\n"
                                        + "osgi.http.whiteboard.servlet.name=shadow\n"
                                        + "service.ranking:Integer=2147483647")
                        .bytes());
        awaitState(NAME, Probe.ACTIVE);
        assertEquals(
                file,
                gateway.operator().get(gateway.file(file)).is(200).json().path("id").asText());
    }
}
