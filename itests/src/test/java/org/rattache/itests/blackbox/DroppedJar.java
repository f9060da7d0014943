package org.rattache.itests.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.rattache.itests.plugin.Footprint;
import org.rattache.itests.plugin.NothingStrategy;
import org.rattache.itests.plugin.Smuggler;

/** Plug-ins as a partner builds and signs them, and jars as somebody with bad intentions does. */
final class DroppedJar {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private DroppedJar(String symbolicName, String version) {
        headers.put("Manifest-Version", "1.0");
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", symbolicName);
        headers.put("Bundle-Version", version);
        headers.put("Import-Package", "org.osgi.framework");
    }

    /** A bundle that brings a strategy whose id is its symbolic name. */
    static DroppedJar strategy(String symbolicName, String version) throws IOException {
        DroppedJar jar = new DroppedJar(symbolicName, version);
        jar.headers.put("Import-Package", "org.rattache.linking.spi;version=\"[1.0,2)\"");
        jar.headers.put(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3))\"");
        jar.headers.put("Service-Component", "OSGI-INF/strategy.xml");
        jar.entry(
                "OSGI-INF/strategy.xml",
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\""
                        + symbolicName
                        + "\"><implementation class=\""
                        + NothingStrategy.class.getName()
                        + "\"/><property name=\"rattache.linking.strategy.id\" value=\""
                        + symbolicName
                        + "\"/><service><provide interface=\"org.rattache.linking.spi.GroupSuggestionStrategy\"/>"
                        + "</service></scr:component>");
        return jar.withClass(NothingStrategy.class);
    }

    /** A bundle that leaves a footprint as soon as anything of it runs. */
    static DroppedJar footprint(String symbolicName) throws IOException {
        return new DroppedJar(symbolicName, "1.0.0")
                .header("Bundle-Activator", Footprint.class.getName())
                .header("ExtensionBundle-Activator", Footprint.class.getName())
                .withClass(Footprint.class);
    }

    /** As {@link #footprint}, for the class path of the framework itself. */
    static DroppedJar extension(String symbolicName) throws IOException {
        return footprint(symbolicName)
                .without("Import-Package")
                .without("Bundle-Activator")
                .header("Fragment-Host", "system.bundle;extension:=framework");
    }

    /** A bundle that installs other jars when it starts, and uninstalls them when it stops. */
    static DroppedJar smuggler(String symbolicName, Path... jars) throws IOException {
        return new DroppedJar(symbolicName, "1.0.0")
                .header("Bundle-Activator", Smuggler.class.getName())
                .header(
                        Smuggler.HEADER,
                        Stream.of(jars)
                                .map(jar -> jar.toUri().toString())
                                .collect(Collectors.joining(" ")))
                .withClass(Smuggler.class);
    }

    DroppedJar header(String name, String text) {
        headers.put(name, text);
        return this;
    }

    DroppedJar without(String name) {
        headers.remove(name);
        return this;
    }

    DroppedJar entry(String name, String content) {
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private DroppedJar withClass(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            entries.put(name, in.readAllBytes());
        }
        return this;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            StringBuilder manifest = new StringBuilder();
            headers.forEach((name, text) -> manifest.append(folded(name + ": " + text)));
            put(zip, "META-INF/MANIFEST.MF", manifest + "\r\n");
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** Lines of a manifest have at most 72 bytes. */
    private static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        String rest = line;
        while (rest.length() > 70) {
            folded.append(rest, 0, 70).append("\r\n ");
            rest = rest.substring(70);
        }
        return folded.append(rest).append("\r\n").toString();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Makes a key as docs/plugin-trust.md says; gives its certificate. */
    static Path key(Path folder, String name) throws IOException, InterruptedException {
        Path certificate = folder.resolve(name + ".pem");
        jdk(
                folder,
                ("keytool -genkeypair -alias KEY -keyalg RSA -keysize 3072 -sigalg SHA256withRSA -dname CN=KEY"
                                + " -ext eku=codeSigning -validity 1825 -storetype PKCS12 -keystore KEY.p12"
                                + " -storepass changeit")
                        .replace("KEY", name));
        jdk(
                folder,
                "keytool -exportcert -rfc -alias KEY -keystore KEY.p12 -storepass changeit -file KEY.pem"
                        .replace("KEY", name));
        return certificate;
    }

    /** Signs a jar in place, as docs/plugin-trust.md says. */
    static Path sign(Path jar, Path folder, String name) throws IOException, InterruptedException {
        jdk(
                folder,
                "jarsigner -keystore KEY.p12 -storepass changeit -digestalg SHA-256 -sigalg SHA256withRSA JAR KEY"
                        .replace("KEY", name)
                        .replace("JAR", jar.toString()));
        return jar;
    }

    /** Adds an entry to a jar that is there, signed or not. */
    static Path add(Path jar, String name, String content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath(name), content);
        }
        return jar;
    }

    /** Puts a jar into the folder of the plug-ins in one step, so that no half one is seen. */
    static Path drop(Path jar, Server server, String name) throws IOException {
        Path aside = server.home().resolve(name + ".tmp");
        Files.copy(jar, aside, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(
                aside,
                server.home().resolve("deploy").resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void jdk(Path folder, String line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(line.split(" ")));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(line + ": " + said);
        }
    }
}
