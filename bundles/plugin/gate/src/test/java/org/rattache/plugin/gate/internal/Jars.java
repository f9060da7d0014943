package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars as vendors build them, and as others change them afterwards. */
final class Jars {

    private Jars() {}

    /** A bundle with a class and these headers beside its name. */
    static Path bundle(Path file, String symbolicName, Map<String, String> headers)
            throws IOException {
        StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Bundle-ManifestVersion", "2");
        all.put("Bundle-SymbolicName", symbolicName);
        all.put("Bundle-Version", "1.2.3");
        all.putAll(headers);
        all.forEach((name, value) -> manifest.append(name + ": " + value + "\r\n"));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", bytes(manifest.append("\r\n").toString()));
        entries.put("example/Example.class", bytes("some byte code"));
        return write(file, entries);
    }

    /** The same jar with one entry more, or with another content of one. */
    static Path with(Path jar, String entry, String content) throws IOException {
        Map<String, byte[]> entries = read(jar);
        entries.put(entry, bytes(content));
        return write(changed(jar), entries);
    }

    /** The same jar with something appended to an entry. */
    static Path appended(Path jar, String entry, String more) throws IOException {
        return with(jar, entry, new String(read(jar).get(entry), StandardCharsets.UTF_8) + more);
    }

    /** The same jar with a text in an entry replaced. */
    static Path edited(Path jar, String entry, String before, String after) throws IOException {
        return with(
                jar,
                entry,
                new String(read(jar).get(entry), StandardCharsets.UTF_8).replace(before, after));
    }

    /** The same jar with an entry that stands twice in its directory. */
    static Path withTwice(Path jar, String entry) throws IOException {
        // of the same length, so that no offset in the file moves
        String other = "X".repeat(entry.length());
        byte[] bytes = Files.readAllBytes(with(jar, other, "the other content"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(other, entry);
        return Files.write(changed(jar), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Path changed(Path jar) {
        return jar.resolveSibling("changed-" + jar.getFileName());
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    static Path write(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
