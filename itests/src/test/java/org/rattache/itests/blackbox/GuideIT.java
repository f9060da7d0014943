package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Whoever follows docs/plugin-guide.md word by word ends where it says. */
public class GuideIT {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    @Test
    public void the_guide_works_as_printed_and_prints_what_it_says() throws Exception {
        try (Server server = Server.startForDevelopment("guide")) {
            Path clone = clone(server);
            Path script = clone.resolve("guide.sh");
            Files.writeString(script, "set -euo pipefail\n" + String.join("\n", blocks("(?:sh)")));

            List<String> said = bash(clone, script.toString());

            for (String block : blocks("")) {
                for (String line : block.strip().lines().toList()) {
                    assertTrue(
                            line + "\nis not in\n" + String.join("\n", said), said.contains(line));
                }
            }
            assertEquals("as before", said.get(said.size() - 1));
            assertEquals(
                    "The archetype makes what the sample shows.",
                    sources(ROOT.resolve("samples/strategy-sample"), "Tier.POSSIBLE", "1.0.0"),
                    sources(clone.resolve("run/example-strategy"), "Tier.STRONG", "1.1.0"));
        }
    }

    /** A folder as the reader sees it after ./rattache demo. */
    private static Path clone(Server server) throws Exception {
        Path clone = Files.createTempDirectory("rattache-guide");
        Files.createDirectories(clone.resolve("run"));
        Files.createSymbolicLink(clone.resolve("run/demo"), server.home());
        Files.createSymbolicLink(clone.resolve("samples"), ROOT.resolve("samples"));
        Files.writeString(
                server.home().resolve("demo.env"),
                "RATTACHE=http://127.0.0.1:" + server.port() + "\n");
        bash(
                ROOT,
                ROOT.resolve("karaf-distribution/src/demo/seed.sh").toString(),
                server.home().toString());
        return clone;
    }

    /** Every file of a project that somebody wrote, with what the guide changes in it masked. */
    private static Map<String, String> sources(Path project, String tier, String version)
            throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = project.relativize(file).toString();
                if (!name.startsWith("target")) {
                    sources.put(
                            name,
                            Files.readString(file)
                                    .replace(tier, "TIER")
                                    .replace("<version>" + version + "<", "<version>VERSION<"));
                }
            }
        }
        return sources;
    }

    /** The blocks of the guide in one language, in their order. */
    private static List<String> blocks(String language) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/plugin-guide.md"));
        String guide =
                page.substring(page.indexOf("<!-- guide -->"), page.indexOf("<!-- /guide -->"));
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```(\\w*)$(.*?)^```$").matcher(guide);
        while (block.find()) {
            if (block.group(1).matches(language)) {
                blocks.add(block.group(2));
            }
        }
        assertTrue("The guide has blocks", blocks.size() >= 4);
        return blocks;
    }

    /** Runs a script in a folder; gives what it printed. */
    private static List<String> bash(Path folder, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("bash"));
        all.addAll(List.of(command));
        Path said = Files.createTempFile("rattache-guide", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        // the repository into which this build has put spi and testkit
        String repository = System.getProperty("pax.exam.local.repository");
        if (repository != null && !repository.startsWith("$")) {
            builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        }
        Process process = builder.start();
        // nobody is there to be asked anything
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(output, 0, process.waitFor());
        // Maven resets the colours of a terminal, also where it has used none
        return output.replaceAll("\u001b\\[[0-9;]*m", "").lines().toList();
    }
}
