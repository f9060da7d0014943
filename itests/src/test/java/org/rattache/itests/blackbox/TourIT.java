package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What the README tells a newcomer to type works as it is printed there. */
public class TourIT {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    @Test
    public void the_tour_of_the_readme_works_as_printed() throws Exception {
        try (Server server = Server.start("tour")) {
            Path folder = Files.createTempDirectory("rattache-tour");
            Path demo = Files.createDirectories(folder.resolve("run/demo"));
            // the seed finds the mails in the server's folder and leaves the log-ins there
            Path left = server.home().resolve("demo.env");
            Files.writeString(left, "RATTACHE=http://127.0.0.1:" + server.port() + "\n");
            bash(
                    ROOT,
                    ROOT.resolve("karaf-distribution/src/demo/seed.sh").toString(),
                    server.home().toString());
            Files.copy(left, demo.resolve("demo.env"));

            Path script = folder.resolve("tour.sh");
            Files.writeString(script, "set -euo pipefail\n" + String.join("\n", blocks()));
            List<String> said = bash(folder, script.toString());

            assertEquals(
                    String.join("\n", said), "the same, byte for byte", said.get(said.size() - 1));
        }
    }

    @Test
    public void every_command_that_the_readme_names_is_in_the_help() throws Exception {
        Set<String> named = new TreeSet<>();
        Matcher command = Pattern.compile("\\./rattache ([a-z]+)").matcher(readme());
        while (command.find()) {
            named.add(command.group(1));
        }
        Set<String> helped = new TreeSet<>();
        for (String line : bash(ROOT, ROOT.resolve("rattache").toString(), "help")) {
            Matcher entry = Pattern.compile("^  ([a-z]+) ").matcher(line);
            if (entry.find()) {
                helped.add(entry.group(1));
            }
        }
        assertFalse(named.isEmpty());
        assertTrue(named + " in " + helped, helped.containsAll(named));
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    /** The shell blocks of the tour, in their order. */
    private static List<String> blocks() throws IOException {
        String readme = readme();
        String tour =
                readme.substring(readme.indexOf("<!-- tour -->"), readme.indexOf("<!-- /tour -->"));
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```sh$(.*?)^```$").matcher(tour);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertTrue("The tour has blocks", blocks.size() >= 4);
        return blocks;
    }

    /** Runs a script in a folder; gives what it printed. */
    private static List<String> bash(Path folder, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("bash"));
        all.addAll(List.of(command));
        Path said = Files.createTempFile("rattache-tour", ".log");
        Process process =
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(output, 0, process.waitFor());
        return output.lines().toList();
    }
}
