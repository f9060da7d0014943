package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.rattache.itests.postgres.FreshDatabase;

/**
 * The web applications in a browser, against the started archive: the checks of itests/web. The
 * pictures of every page stay in target/screenshots.
 */
public class WebIT {

    private static final String OPERATOR = "operateur@batie.example";
    private static final String HOLDER = "dirigeant@constructor.example";
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Test
    public void every_check_in_the_browser_is_green() throws Exception {
        // Machines that run tests are shared: a strategy that is only slow has its time here.
        // And one person gets many companies; beyond ten the address would count as shared.
        Map<String, String> etc =
                Map.of(
                        "org.rattache.linking.cfg",
                        "time.limit.millis = 20000\nshared.address.limit = 100\n");
        try (Server server = Server.start("web", etc)) {
            World world = new World(server);
            World.Firm batie = world.firm("BATIE CONSTRUCTION", OPERATOR);
            String constructor = world.clientFile(batie, "CONSTRUCTOR", HOLDER).path("id").asText();
            world.holder(batie, constructor, HOLDER);
            world.clientFile(batie, "ÉTABLISSEMENTS MARCHAND", "contact@marchand.example");

            Path panels = PanelSample.build();
            for (Path jar : PanelSample.versions(panels)) {
                server.approve(Files.readAllBytes(jar));
            }
            byte[] away = away("org.rattache.linking.core");
            server.approve(away);
            Path awayJar = Files.write(panels.resolve("linking-away.jar"), away);
            Map<String, String> environment =
                    Map.of(
                            "PANELS",
                            panels.toString(),
                            "AWAY",
                            awayJar.toString(),
                            "DEPLOY",
                            server.home().resolve("deploy").toString());
            check(server, "web-checks", environment);
        }
    }

    @Test
    public void a_hundred_thousand_client_files_are_found_and_scrolled() throws Exception {
        FreshDatabase database = FreshDatabase.create();
        Map<String, String> etc =
                Map.of("org.ops4j.datasource-rattache.cfg", database.configuration());
        try (Server server = Server.start("web-grid", etc)) {
            World world = new World(server);
            World.Firm batie = world.firm("BATIE CONSTRUCTION", OPERATOR);
            String constructor = world.clientFile(batie, "CONSTRUCTOR", HOLDER).path("id").asText();
            world.holder(batie, constructor, HOLDER);
            seed(database, batie.id(), 100_000);
            check(server, "web-grid", Map.of("MANY", "100000"), "client files");
        }
    }

    /**
     * Runs the checks.
     *
     * @param log the name of the file in target that takes what they say
     * @param parts of the names of the checks; none: all of them
     */
    private static void check(
            Server server, String log, Map<String, String> environment, String... parts)
            throws Exception {
        Path said = TARGET.resolve(log + ".log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "node",
                                "run.mjs",
                                server.uri("").toString(),
                                TARGET.resolve("screenshots").toString()));
        command.addAll(List.of(parts));
        ProcessBuilder node =
                new ProcessBuilder(command)
                        .directory(Path.of("web").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        node.environment().put("OPERATOR_EMAIL", OPERATOR);
        node.environment().put("OPERATOR_PASSWORD", World.PASSWORD);
        node.environment().put("HOLDER_EMAIL", HOLDER);
        node.environment().put("HOLDER_PASSWORD", World.PASSWORD);
        node.environment().put("SIZE", System.getProperty("rattache.size"));
        node.environment().putAll(environment);
        Process checks = node.start();
        try {
            boolean ended = checks.waitFor(60, TimeUnit.MINUTES);
            System.out.print(Files.readString(said));
            assertTrue("the checks came to an end; see " + said, ended);
            assertEquals("see " + said, 0, checks.exitValue());
        } finally {
            checks.destroyForcibly();
        }
    }

    /** Client files with their words, as a POST would have written them, but for the events. */
    private static void seed(FreshDatabase database, String firm, int files) throws SQLException {
        String sql =
                "WITH file AS (SELECT gen_random_uuid()::text AS id, n FROM generate_series(1, ?) n),"
                        + " inserted AS (INSERT INTO clf_client_file (firm_id, id, version, name,"
                        + " name_key, email, email_key, created_at, changed_at, deleted)"
                        + " SELECT ?, id, 1, 'Métallerie ' || n, 'metallerie ' || n,"
                        + " 'contact@metallerie' || n || '.example',"
                        + " 'contact@metallerie' || n || '.example', now(), now(), false FROM file)"
                        + " INSERT INTO clf_name_word (firm_id, client_file_id, word, name_key,"
                        + " version) SELECT ?, id, word, 'metallerie ' || n, 1"
                        + " FROM file, unnest(ARRAY['metallerie', n::text]) word";
        try (Connection connection = DriverManager.getConnection(database.url());
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, files);
            insert.setString(2, firm);
            insert.setString(3, firm);
            assertEquals(2 * files, insert.executeUpdate());
            connection.createStatement().execute("ANALYZE");
        }
    }

    /** A plug-in for whose presence a module is stopped. */
    private static byte[] away(String module) throws IOException {
        return PlugInJar.bundle("example.away", "1.0.0")
                .with(
                        "public class Away implements org.osgi.framework.BundleActivator {\n"
                                + "  static org.osgi.framework.Bundle module(org.osgi.framework.BundleContext context) {\n"
                                + "    return Stream.of(context.getBundles())"
                                + ".filter(one -> one.getSymbolicName().equals(\""
                                + module
                                + "\")).findFirst().orElseThrow();\n  }\n"
                                + "  public void start(org.osgi.framework.BundleContext context) throws Exception {\n"
                                + "    module(context).stop(org.osgi.framework.Bundle.STOP_TRANSIENT);\n  }\n"
                                + "  public void stop(org.osgi.framework.BundleContext context) throws Exception {\n"
                                + "    module(context).start(org.osgi.framework.Bundle.START_TRANSIENT);\n  }\n}\n")
                .activator("Away")
                .bytes();
    }
}
