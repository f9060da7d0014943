package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.itests.plugin.Footprint;

/**
 * Nothing runs but the distribution, approved plug-ins and plug-ins signed by a trusted key; and
 * whatever is dropped into the folder, the API goes on.
 */
public class TrustIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private static Server server;
    private static Client system;

    private Path work;
    private Path trust;
    private Path deploy;

    @BeforeClass
    public static void startServer() throws IOException, InterruptedException {
        server = Server.start("trust");
        system = new World(server).systemAdministrator();
    }

    @AfterClass
    public static void stopServer() {
        server.close();
    }

    @Before
    public void nameFolders() {
        work = folder.getRoot().toPath();
        trust = server.home().resolve("etc/trust");
        deploy = server.home().resolve("deploy");
    }

    @After
    public void nothingEvilRan() throws IOException {
        assertNoFootprint();
        system.get("/api/linking/v1/strategies").is(200);
        for (JsonNode plugIn : plugIns()) {
            Files.deleteIfExists(deploy.resolve(plugIn.path("name").asText()));
        }
        Await.until(SOON, () -> Optional.of(true).filter(done -> plugIns().isEmpty()));
    }

    private static void assertNoFootprint() {
        assertFalse("code ran that was never approved", Files.exists(footprint()));
    }

    private static Path footprint() {
        return server.data().resolve(Footprint.FILE);
    }

    @Test
    public void an_unsigned_jar_is_held_runs_when_approved_and_stops_when_revoked()
            throws Exception {
        Path jar = DroppedJar.strategy("com.example.plain", "1.0.0").write(work.resolve("a.jar"));
        long entries = trailEntries();
        DroppedJar.drop(jar, server, "plain.jar");

        JsonNode held = await("plain.jar", "held");
        assertEquals(
                "it is not approved, and entry not signed: OSGI-INF/strategy.xml",
                held.path("why").asText());
        assertTrue(held.path("toDo").asText(), held.path("toDo").asText().contains(sha256(jar)));
        assertTrue(log().contains("Plug-in plain.jar is held, not installed"));
        assertTrue(strategy("com.example.plain").isEmpty());

        approve(jar);
        await("plain.jar", "running");
        awaitStrategy("com.example.plain", found -> found.isPresent());

        Files.writeString(trust.resolve("approved.sha256"), "");
        assertEquals("held", await("plain.jar", "held").path("state").asText());
        awaitStrategy("com.example.plain", found -> found.isEmpty());

        // held, approved, installed, revoked, removed: each stands in the trail
        Await.until(SOON, () -> Optional.of(true).filter(done -> trailEntries() >= entries + 5));
    }

    @Test
    public void a_jar_signed_by_a_trusted_key_runs_and_a_tampered_one_does_not_replace_it()
            throws Exception {
        Files.copy(DroppedJar.key(work, "vendor"), trust.resolve("vendor.pem"));
        DroppedJar.key(work, "stranger");
        Path first =
                DroppedJar.sign(
                        DroppedJar.strategy("com.example.signed", "1.0.0")
                                .write(work.resolve("1.jar")),
                        work,
                        "vendor");
        DroppedJar.drop(first, server, "signed.jar");
        assertEquals(
                "it is signed by the trusted key vendor",
                await("signed.jar", "running").path("why").asText());
        awaitStrategy("com.example.signed", found -> found.equals(Optional.of("1.0.0")));

        Path second =
                DroppedJar.sign(
                        DroppedJar.strategy("com.example.signed", "2.0.0")
                                .write(work.resolve("2.jar")),
                        work,
                        "vendor");
        Path tampered = Files.copy(second, work.resolve("tampered.jar"));
        DroppedJar.drop(DroppedJar.add(tampered, "more.txt", "more"), server, "signed.jar");
        JsonNode held = await("signed.jar", "held");
        assertEquals(
                "it is not approved, and entry not signed: more.txt", held.path("why").asText());
        assertEquals("1.0.0", held.path("running").asText());
        assertEquals(Optional.of("1.0.0"), strategy("com.example.signed"));

        Path foreign =
                DroppedJar.sign(
                        DroppedJar.strategy("com.example.signed", "3.0.0")
                                .write(work.resolve("3.jar")),
                        work,
                        "stranger");
        DroppedJar.drop(foreign, server, "signed.jar");
        awaitPlugIn(
                "signed.jar",
                plugIn ->
                        plugIn.path("why")
                                .asText()
                                .equals(
                                        "it is not approved, and it is signed by CN=stranger, whose key is not trusted"));
        assertEquals(Optional.of("1.0.0"), strategy("com.example.signed"));

        DroppedJar.drop(second, server, "signed.jar");
        awaitStrategy("com.example.signed", found -> found.equals(Optional.of("2.0.0")));

        // the vendor and somebody else
        DroppedJar.drop(DroppedJar.sign(second, work, "stranger"), server, "signed.jar");
        awaitPlugIn(
                "signed.jar",
                plugIn ->
                        plugIn.path("state").asText().equals("running")
                                && plugIn.path("sha256").asText().equals(sha256(second)));

        Files.delete(trust.resolve("vendor.pem"));
        await("signed.jar", "held");
        awaitStrategy("com.example.signed", found -> found.isEmpty());
    }

    @Test
    public void what_breaks_the_rules_is_held_even_when_it_is_approved() throws Exception {
        record Drop(String name, DroppedJar jar, String why) {}
        List<Drop> drops =
                List.of(
                        new Drop(
                                "extension.jar",
                                DroppedJar.extension("com.example.extension"),
                                "it is a fragment"),
                        new Drop(
                                "fragment.jar",
                                DroppedJar.footprint("com.example.fragment")
                                        .header("Fragment-Host", "org.rattache.linking.rest"),
                                "it is a fragment"),
                        new Drop(
                                "dynamic.jar",
                                DroppedJar.footprint("com.example.dynamic")
                                        .header("DynamicImport-Package", "*"),
                                "it has DynamicImport-Package"),
                        new Drop(
                                "same.jar",
                                DroppedJar.footprint("org.rattache.linking.rest"),
                                "another bundle has its symbolic name"),
                        new Drop(
                                "exporter.jar",
                                DroppedJar.footprint("com.example.exporter")
                                        .header(
                                                "Export-Package",
                                                "javax.ws.rs;version=\"2.1.9\",org.rattache.linking.api;version=\"1.9\""),
                                "it exports javax.ws.rs"),
                        new Drop(
                                "plain-jar.jar",
                                DroppedJar.footprint("x")
                                        .without("Bundle-SymbolicName")
                                        .without("Bundle-ManifestVersion"),
                                "it is no bundle"));
        for (Drop drop : drops) {
            Path jar = drop.jar().write(work.resolve(drop.name()));
            approve(jar);
            DroppedJar.drop(jar, server, drop.name());
        }
        Files.writeString(deploy.resolve("features.xml"), "<features/>");
        Files.writeString(deploy.resolve("some.kar"), "kar");
        Files.writeString(deploy.resolve("org.rattache.linking.cfg"), "time.limit.millis = 1");

        for (Drop drop : drops) {
            String why = await(drop.name(), "held").path("why").asText();
            assertTrue(drop.name() + ": " + why, why.startsWith(drop.why()));
        }
        for (String name : List.of("features.xml", "some.kar", "org.rattache.linking.cfg")) {
            assertEquals(
                    "it is no jar; only plug-ins belong into deploy/",
                    await(name, "held").path("why").asText());
        }
    }

    @Test
    public void what_was_never_approved_leaves_no_footprint() throws Exception {
        Path jar = DroppedJar.footprint("com.example.evil").write(work.resolve("evil.jar"));
        DroppedJar.drop(jar, server, "evil.jar");

        await("evil.jar", "held");
    }

    @Test
    public void what_cannot_start_yet_is_tried_again() throws Exception {
        Path needs =
                DroppedJar.strategy("com.example.needs", "1.0.0")
                        .header(
                                "Import-Package",
                                "org.rattache.linking.spi;version=\"[1.0,2)\",com.example.offered")
                        .write(work.resolve("n.jar"));
        Path offers =
                DroppedJar.strategy("com.example.offers", "1.0.0")
                        .header("Export-Package", "com.example.offered")
                        .entry("com/example/offered/a.txt", "a")
                        .write(work.resolve("o.jar"));
        approve(needs);
        approve(offers);
        DroppedJar.drop(needs, server, "needs.jar");
        String why = await("needs.jar", "failing").path("why").asText();
        assertTrue(why, why.contains("com.example.offered"));

        DroppedJar.drop(offers, server, "offers.jar");
        await("needs.jar", "running");
    }

    @Test
    public void a_restart_keeps_what_runs_what_is_held_and_what_is_refused() throws Exception {
        Path runs = DroppedJar.strategy("com.example.kept", "1.0.0").write(work.resolve("k.jar"));
        Path held = DroppedJar.strategy("com.example.held", "1.0.0").write(work.resolve("h.jar"));
        approve(runs);
        DroppedJar.drop(runs, server, "kept.jar");
        DroppedJar.drop(held, server, "held.jar");
        await("kept.jar", "running");
        await("held.jar", "held");
        Probe probe = Probe.install(server);
        Path evil = DroppedJar.footprint("com.example.smuggled").write(work.resolve("e.jar"));
        Path part =
                DroppedJar.footprint("com.example.part")
                        .header("Fragment-Host", "org.rattache.linking.rest")
                        .write(work.resolve("p.jar"));
        smuggle("smuggler.jar", evil, part);
        assertRefused(probe, "com.example.smuggled", evil);
        assertRefused(probe, "com.example.part", part);
        assertNoFootprint();
        smuggleExtension(probe, "com.example.extender");

        server.kill();
        server.start();

        await("kept.jar", "running");
        await("held.jar", "held");
        awaitStrategy("com.example.kept", found -> found.isPresent());
        assertTrue(strategy("com.example.held").isEmpty());
        await("smuggler.jar", "running");
        assertRefused(probe, "com.example.smuggled", evil);
        assertRefused(probe, "com.example.part", part);
        awaitState(probe, "com.example.extender", Optional.empty());
        assertNoFootprint();
    }

    /** Drops an approved plug-in that installs these jars and tries to start them. */
    private void smuggle(String name, Path... jars) throws IOException {
        long entries = trailEntries();
        long facts = journal().size();
        Path smuggler = DroppedJar.smuggler("com.example." + name, jars).write(work.resolve(name));
        approve(smuggler);
        DroppedJar.drop(smuggler, server, name);
        await(name, "running");
        // the trail is told of whatever stands in the journal
        Await.until(
                SOON,
                () ->
                        Optional.of(true)
                                .filter(
                                        any ->
                                                trailEntries() - entries
                                                        >= journal().size() - facts));
    }

    /**
     * The framework may run it while it is installed, before the gate is told; then it is gone, and
     * does not run again.
     */
    private void smuggleExtension(Probe probe, String name) throws IOException {
        smuggle("extender.jar", DroppedJar.extension(name).write(work.resolve("x.jar")));
        assertEquals(
                1,
                refusals(name, "it extends the framework, and is not trusted; it was uninstalled"));
        awaitState(probe, name, Optional.empty());
        Files.deleteIfExists(footprint());
    }

    /** It is installed and never resolved, and the list, the journal and the log say why. */
    private static void assertRefused(Probe probe, String name, Path jar) throws IOException {
        String why = "it is neither approved nor signed by a trusted key";
        JsonNode listed = await(jar.toUri().toString(), "held");
        assertEquals(why, listed.path("why").asText());
        assertFalse(listed.toString(), listed.hasNonNull("running"));
        awaitState(probe, name, Optional.of(Probe.INSTALLED));
        assertEquals(1, refusals(name, why));
        assertTrue(log().contains("Refused bundle " + name + " ["));
    }

    private static void awaitState(Probe probe, String bundle, Optional<String> state) {
        Await.until(SOON, () -> Optional.of(true).filter(any -> probe.state(bundle).equals(state)));
    }

    /** How often the journal says that a bundle was refused. */
    private static long refusals(String symbolicName, String why) {
        return journal().stream()
                .map(line -> List.of(line.split("\t")))
                .filter(
                        fact ->
                                fact.containsAll(
                                        List.of(
                                                "REFUSED",
                                                "symbolicName=" + symbolicName,
                                                "why=" + why)))
                .count();
    }

    /** What the gate did, one line a fact. */
    private static List<String> journal() {
        try {
            return Files.readAllLines(server.data().resolve("plugins/journal.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void without_the_digests_of_the_distribution_nothing_starts() throws Exception {
        server.kill();
        Path digests = trust.resolve("distribution.sha256");
        Path aside = Files.move(digests, work.resolve("distribution.sha256"));
        try {
            assertThrows(IllegalStateException.class, () -> server.start());
            assertEquals(
                    1,
                    Files.readString(server.home().resolve("console.log"))
                            .lines()
                            .filter(
                                    line ->
                                            line.contains(
                                                    "distribution.sha256 is missing or empty"))
                            .count());
        } finally {
            Files.copy(aside, digests);
            server.start();
        }
    }

    @Test
    public void only_the_system_administrator_sees_the_plug_ins() throws Exception {
        Client.anonymous(server).get("/api/linking/v1/plugins").is(401);
        Client operator = new World(server).firm("TRUST", "trust@firm.example").operator();
        operator.get("/api/linking/v1/plugins").is(403);
    }

    private void approve(Path jar) throws IOException {
        Files.writeString(
                trust.resolve("approved.sha256"),
                sha256(jar) + "  " + jar.getFileName() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String sha256(Path jar) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode plugIns() {
        return system.get("/api/linking/v1/plugins").is(200).json().path("items");
    }

    private static JsonNode await(String name, String state) {
        return awaitPlugIn(name, plugIn -> plugIn.path("state").asText().equals(state));
    }

    private static JsonNode awaitPlugIn(String name, Predicate<JsonNode> condition) {
        return Await.until(SOON, () -> Client.where(plugIns(), "/name", name).filter(condition));
    }

    /** The version of the bundle that brings a strategy. */
    private static Optional<String> strategy(String id) {
        JsonNode all = system.get("/api/linking/v1/strategies").is(200).json().path("items");
        return Client.where(all, "/id", id).map(found -> found.path("version").asText());
    }

    private static void awaitStrategy(String id, Predicate<Optional<String>> condition) {
        Await.until(SOON, () -> Optional.of(true).filter(any -> condition.test(strategy(id))));
    }

    private static long trailEntries() {
        return system.get("/api/audit/v1/verification").is(200).json().path("entries").asLong();
    }

    private static String log() throws IOException {
        return Files.readString(server.data().resolve("log/karaf.log"));
    }
}
