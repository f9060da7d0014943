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
import org.rattache.itests.FreePort;

/** What the README tells a newcomer to type works as it is printed there. */
public class TourIT {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    private static final Pattern READY = Pattern.compile("^Ready after .* s: http://127");

    @Test
    public void the_demo_starts_stops_and_the_tour_works_as_printed() throws Exception {
        Path folder = Files.createTempDirectory("rattache-tour");
        Path script = folder.resolve("tour.sh");
        Files.writeString(script, "set -euo pipefail\n" + String.join("\n", blocks()));
        List<String> demo = rattache(folder, "demo", "--port", String.valueOf(FreePort.find()));
        try {
            assertTrue(String.join("\n", demo), demo.stream().anyMatch(READY.asPredicate()));

            List<String> said = bash(folder, script.toString());

            assertEquals(
                    String.join("\n", said), "the same, byte for byte", said.get(said.size() - 1));
        } finally {
            List<String> stop = rattache(folder, "stop");
            assertTrue(String.join("\n", stop), stop.get(0).startsWith("Stopping the server in "));
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
        for (String line : rattache(ROOT, "help")) {
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

    /** Runs the project's command, which leaves what it makes in a folder {@code run} there. */
    private static List<String> rattache(Path folder, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(ROOT.resolve("rattache").toString()));
        all.addAll(List.of(arguments));
        return bash(folder, all.toArray(String[]::new));
    }

    /** Runs a script in a folder; gives what it printed. */
    private static List<String> bash(Path folder, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("bash"));
        all.addAll(List.of(command));
        Path said = Files.createTempFile("rattache-tour", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().put("RATTACHE_RUN", folder.resolve("run").toString());
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(output, 0, process.waitFor());
        return output.lines().toList();
    }
}
