package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The archive as it is unpacked on a machine that has nothing but Java: no network, an empty home
 * folder, no settings. It was started, asked whether it is ready until it was, and stopped.
 */
public class DistributionIT {

    private static final long MEGABYTE = 1024 * 1024;

    private static final Path TARGET = Path.of("target/blackbox/distribution").toAbsolutePath();
    private static final Path HOME = TARGET.resolve("rattache");

    /** A network of its own, without a way out; the first argument is the port. */
    private static final String START =
            """
            ip link set lo up
            export RATTACHE_HTTP_PORT=$1
            bin/karaf server > console.log 2>&1 &
            for i in $(seq 600); do
                curl -s -o ready.json -w '%{http_code}\\n' http://127.0.0.1:$1/ready >> asked.txt
                grep -q 200 asked.txt && break
                sleep 0.2
            done
            curl -sf -o health.json http://127.0.0.1:$1/health
            cat /proc/net/tcp /proc/net/tcp6 | awk '$4 == "0A" { print $2 }' > listening.txt
            tr '\\0' ' ' < /proc/$(pgrep -f "karaf.home=$PWD" | head -n 1)/cmdline > command.txt
            bin/stop
            wait
            """;

    private static final int PORT = 8181;

    @BeforeClass
    public static void start() throws Exception {
        bash("rm -rf \"$1\" && mkdir -p \"$1\"/home \"$1\"/rattache", TARGET.toString());
        bash(
                "tar xzf \"$1\" -C \"$2\" --strip-components=1",
                System.getProperty("rattache.archive"),
                HOME.toString());
        run(
                "unshare",
                "--user",
                "--map-root-user",
                "--net",
                "env",
                "-i",
                "PATH=" + System.getenv("PATH"),
                "HOME=" + TARGET.resolve("home"),
                "bash",
                "-c",
                START,
                "start",
                String.valueOf(PORT));
    }

    private static void bash(String script, String... arguments) throws Exception {
        run(
                Stream.concat(Stream.of("bash", "-c", script, "bash"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .directory(Files.isDirectory(HOME) ? HOME.toFile() : null)
                        .inheritIO()
                        .start();
        assertTrue(command[0], process.waitFor(4, TimeUnit.MINUTES));
        assertEquals(String.join(" ", command), 0, process.exitValue());
    }

    private static String read(String file) throws IOException {
        return Files.readString(HOME.resolve(file));
    }

    @Test
    public void the_archive_is_small() throws IOException {
        assertTrue(Files.size(Path.of(System.getProperty("rattache.archive"))) <= 90 * MEGABYTE);
    }

    @Test
    public void it_becomes_ready_without_a_network_and_says_what_is_missing_until_then()
            throws IOException {
        List<String> asked = read("asked.txt").lines().toList();
        assertEquals("200", asked.get(asked.size() - 1));
        Set<String> statuses = new TreeSet<>(asked);
        // for a moment the web server knows none of our addresses
        statuses.remove("404");
        assertEquals(
                "nobody there, something missing, ready", Set.of("000", "503", "200"), statuses);
        assertTrue(new ObjectMapper().readTree(read("ready.json")).isObject());
        assertTrue(new ObjectMapper().readTree(read("health.json")).isObject());
    }

    @Test
    public void nothing_but_http_listens_and_only_on_the_machine_itself() throws IOException {
        String port = "%04X".formatted(PORT);
        for (String address : read("listening.txt").lines().toList()) {
            assertTrue(
                    address,
                    Set.of("0100007F:" + port, "0000000000000000FFFF00000100007F:" + port)
                            .contains(address));
        }
        assertFalse(read("listening.txt").isEmpty());
    }

    @Test
    public void what_it_writes_is_nobody_elses() throws IOException {
        for (String folder : List.of("data", "deploy", "etc/trust")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
                List<String> open =
                        files.filter(file -> !Files.isSymbolicLink(file))
                                .map(DistributionIT::permissions)
                                .filter(line -> !line.substring(3).startsWith("------"))
                                .toList();
                assertEquals(List.of(), open);
            }
        }
        assertTrue(permissions(HOME.resolve("data/first-log-in.txt")).startsWith("rw-------"));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void its_memory_is_limited() throws IOException {
        assertTrue(read("command.txt"), read("command.txt").contains(" -Xmx512m "));
    }

    @Test
    public void it_has_no_log_in_of_its_own_and_no_shutdown_port() throws IOException {
        assertEquals(List.of(), settings("etc/users.properties"));
        assertEquals(List.of(), settings("etc/keys.properties"));
        assertTrue(settings("etc/custom.properties").contains("karaf.shutdown.port=-1"));
    }

    private static List<String> settings(String file) throws IOException {
        return read(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.replaceFirst("\\s*=\\s*", "="))
                .toList();
    }

    @Test
    public void its_log_has_nothing_that_a_reader_has_to_explain_away() throws IOException {
        List<String> lines = read("data/log/karaf.log").lines().toList();
        assertEquals(
                "no stack trace",
                List.of(),
                lines.stream().filter(line -> line.startsWith("\tat ")).toList());
        List<String> warnings =
                lines.stream()
                        .filter(line -> line.matches("\\S+ \\| (WARN |ERROR|FATAL).*"))
                        .toList();
        assertEquals(String.join("\n", warnings), 1, warnings.size());
        assertTrue(warnings.get(0), warnings.get(0).contains("first-log-in.txt"));
    }
}
