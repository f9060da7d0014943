package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/**
 * The web applications in a browser, against the started archive: the checks of itests/web. The
 * screenshots of every page stay in target/screenshots.
 */
public class WebIT {

    private static final String OPERATOR = "operateur@batie.example";
    private static final String HOLDER = "dirigeant@constructor.example";

    @Test
    public void every_check_in_the_browser_is_green() throws Exception {
        // Machines that run tests are shared: a strategy that is only slow has its time here. And one
        // person gets many companies; beyond ten the address would count as shared.
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

            Path screenshots = Path.of("target", "screenshots").toAbsolutePath();
            Path log = Path.of("target", "web-checks.log").toAbsolutePath();
            ProcessBuilder node =
                    new ProcessBuilder(
                                    "node",
                                    "run.mjs",
                                    server.uri("").toString(),
                                    screenshots.toString())
                            .directory(Path.of("web").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            node.environment().put("OPERATOR_EMAIL", OPERATOR);
            node.environment().put("OPERATOR_PASSWORD", World.PASSWORD);
            node.environment().put("HOLDER_EMAIL", HOLDER);
            node.environment().put("HOLDER_PASSWORD", World.PASSWORD);
            Path panels = PanelSample.build();
            for (Path jar : PanelSample.versions(panels)) {
                server.approve(Files.readAllBytes(jar));
            }
            node.environment().put("PANELS", panels.toString());
            byte[] away = away("org.rattache.linking.core");
            server.approve(away);
            Path awayJar = Files.write(panels.resolve("linking-away.jar"), away);
            node.environment().put("AWAY", awayJar.toString());
            node.environment().put("DEPLOY", server.home().resolve("deploy").toString());
            node.environment().put("SIZE", System.getProperty("rattache.size"));
            Process checks = node.start();
            try {
                boolean ended = checks.waitFor(40, TimeUnit.MINUTES);
                System.out.print(Files.readString(log));
                assertEquals("the checks came to an end; see " + log, true, ended);
                assertEquals("see " + log, 0, checks.exitValue());
            } finally {
                checks.destroyForcibly();
            }
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
