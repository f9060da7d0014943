package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.rattache.plugin.api.Fact;

/**
 * What the gate did, one line a fact, appended and forced to the disk before its effect. The gate
 * runs before there is a database; whoever tells the audit trail reads on from here later.
 *
 * <p>The first line holds the id of the journal. A fact: number, time, kind, then {@code
 * key=value}, separated by tabs.
 */
final class Journal {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String HEAD = "journal\t";
    private static final int LONGEST = 500;

    private final Path file;
    private final String id;
    private final List<Fact> facts = new ArrayList<>();

    private Journal(Path file, String id) {
        this.file = file;
        this.id = id;
    }

    /** Opens the journal, or begins it. */
    static Journal open(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, OWNER_ONLY);
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        // a crash may have left half a line, which is not part of the journal
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
                channel.force(true);
            }
        }
        List<String> lines = whole.lines().toList();
        if (lines.isEmpty()) {
            Journal journal = new Journal(file, UUID.randomUUID().toString());
            journal.write(HEAD + journal.id + "\n");
            return journal;
        }
        if (!lines.get(0).startsWith(HEAD)) {
            throw new IOException(file + " is not the journal of the plug-ins");
        }
        Journal journal = new Journal(file, lines.get(0).substring(HEAD.length()));
        for (String line : lines.subList(1, lines.size())) {
            journal.facts.add(parse(line));
        }
        return journal;
    }

    String id() {
        return id;
    }

    synchronized long last() {
        return facts.size();
    }

    synchronized List<Fact> after(long number, int most) {
        int from = (int) Math.min(Math.max(number, 0), facts.size());
        return List.copyOf(facts.subList(from, Math.min(from + most, facts.size())));
    }

    /** The last fact of something, by its name. */
    synchronized Optional<Fact> lastOf(String name) {
        for (int i = facts.size() - 1; i >= 0; i--) {
            if (name.equals(facts.get(i).data().get("name"))) {
                return Optional.of(facts.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Writes a fact down.
     *
     * @throws IOException when it is not on the disk: then what it tells of must not happen
     */
    synchronized void append(Fact.Kind kind, Map<String, String> data) throws IOException {
        Map<String, String> plain = new LinkedHashMap<>();
        data.forEach((key, value) -> plain.put(key, plain(value)));
        Fact fact =
                new Fact(
                        facts.size() + 1L,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        kind,
                        plain);
        StringBuilder line =
                new StringBuilder()
                        .append(fact.number())
                        .append('\t')
                        .append(fact.at())
                        .append('\t')
                        .append(kind);
        plain.forEach((key, value) -> line.append('\t').append(key).append('=').append(value));
        write(line.append('\n').toString());
        facts.add(fact);
    }

    private static String plain(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private static Fact parse(String line) throws IOException {
        String[] parts = line.split("\t", -1);
        Map<String, String> data = new LinkedHashMap<>();
        try {
            for (int i = 3; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                data.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            }
            return new Fact(
                    Long.parseLong(parts[0]),
                    Instant.parse(parts[1]),
                    Fact.Kind.valueOf(parts[2]),
                    data);
        } catch (RuntimeException e) {
            throw new IOException("Not a line of the journal: " + line, e);
        }
    }

    private void write(String lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = channel.size();
            channel.position(end);
            try {
                ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        }
    }
}
