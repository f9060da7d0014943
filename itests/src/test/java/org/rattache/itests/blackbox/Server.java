package org.rattache.itests.blackbox;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rattache.itests.FreePort;

/**
 * The assembled archive, unpacked and started as an administrator would: a process of its own,
 * spoken to over HTTP alone. It can be killed without warning and started again on the same data.
 */
final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);

    private final Path home;
    private final int port;
    private Process process;

    private Server(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Unpacks the archive into a fresh folder and starts it. */
    static Server start(String name) throws IOException, InterruptedException {
        return start(name, Map.of());
    }

    /**
     * Unpacks the archive, replaces whole files of its etc folder, and starts it.
     *
     * @param etc file name to content
     */
    static Server start(String name, Map<String, String> etc)
            throws IOException, InterruptedException {
        Server server = unpack(name);
        for (Map.Entry<String, String> file : etc.entrySet()) {
            Files.writeString(server.home.resolve("etc").resolve(file.getKey()), file.getValue());
        }
        server.start();
        return server;
    }

    /** As {@code ./rattache demo} does: every plug-in is approved by itself. */
    static Server startForDevelopment(String name) throws IOException, InterruptedException {
        Server server = unpack(name);
        server.set("custom.system.properties", "rattache.development", "true");
        // on a busy machine the first call of a plug-in takes longer than usual
        server.set("org.rattache.linking.cfg", "time.limit.millis", "5000");
        server.start();
        return server;
    }

    private static Server unpack(String name) throws IOException, InterruptedException {
        Path home = Path.of("target", "blackbox", name).toAbsolutePath();
        run("rm", "-rf", home.toString());
        Files.createDirectories(home);
        run(
                "tar",
                "xzf",
                System.getProperty("rattache.archive"),
                "-C",
                home.toString(),
                "--strip-components=1");
        Server server = new Server(home, FreePort.find());
        server.set(
                "org.ops4j.pax.web.cfg", "org.osgi.service.http.port", String.valueOf(server.port));
        return server;
    }

    /** Sets one key of a file in etc. */
    void set(String file, String key, String setting) throws IOException {
        Path path = home.resolve("etc").resolve(file);
        List<String> lines =
                new ArrayList<>(Files.exists(path) ? Files.readAllLines(path) : List.of());
        lines.removeIf(
                line -> line.strip().startsWith(key + " ") || line.strip().startsWith(key + "="));
        lines.add(key + " = " + setting);
        Files.write(path, lines);
    }

    /** Starts the server again on the data that are there, and waits until it is ready. */
    void start() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bin/karaf", "server")
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(new File(home.toFile(), "console.log"));
        builder.environment().remove("KARAF_OPTS");
        // the second compiler and the second collector are for servers that live longer, and the
        // archive's classes are those that the compiler has written
        builder.environment()
                .put(
                        "JDK_JAVA_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                                + " -XX:+UnlockDiagnosticVMOptions"
                                + " -XX:-BytecodeVerificationRemote");
        process = builder.start();
        awaitReady();
    }

    private void awaitReady() throws InterruptedException, IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(uri("/ready")).timeout(Duration.ofSeconds(5)).build();
        Instant deadline = Instant.now().plus(START);
        String last = "no answer";
        while (Instant.now().isBefore(deadline)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "The server ended while it started; see " + home + "/console.log");
            }
            try {
                HttpResponse<String> answer =
                        client.send(ready, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        kill();
        throw new IllegalStateException(
                "Not ready after " + START + ": " + last + "; see " + home + "/data/log");
    }

    /** Kills it as kill -9 does: nothing is flushed, nothing is said. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().join();
        }
        process.waitFor();
    }

    /**
     * Installs a plug-in, or another version of it, as an administrator would: its bytes are
     * approved, and the jar appears in the folder all at once.
     *
     * @param name of the file, without its ending
     */
    void deploy(String name, byte[] jar) throws IOException {
        approve(jar);
        Path half = Files.write(home.resolve(name + ".part"), jar);
        Files.move(
                half,
                home.resolve("deploy").resolve(name + ".jar"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets these bytes run, when they come. */
    void approve(byte[] jar) throws IOException {
        try {
            String digest =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
            Files.writeString(
                    home.resolve("etc/trust/approved.sha256"),
                    digest + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes a plug-in. */
    void undeploy(String name) throws IOException {
        Files.deleteIfExists(home.resolve("deploy").resolve(name + ".jar"));
    }

    /** What a command of the JDK says of the server's virtual machine. */
    String jcmd(String... command) throws IOException, InterruptedException {
        long jvm =
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .filter(
                                one ->
                                        one.info()
                                                .command()
                                                .filter(text -> text.endsWith("java"))
                                                .isPresent())
                        .findFirst()
                        .orElseThrow()
                        .pid();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(jvm)));
        all.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    Path data() {
        return home.resolve("data");
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("Failed: " + String.join(" ", command));
        }
    }
}
