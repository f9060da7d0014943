package org.rattache.audit.core.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The anchors: where each chain ended at a time, in a file outside the database. Who cuts a chain
 * off or builds it anew in the database has still this file against him; copied elsewhere, it
 * stands against an administrator of this machine too. Lines are appended and forced to the disk.
 */
final class AnchorFile {

    /** One line: time, chain, number, digest. */
    record Anchor(Instant at, String firm, long number, String digest) {

        private String line() {
            return at + " " + firm + " " + number + " " + digest + "\n";
        }
    }

    /** Gets the lines one by one. */
    interface Reader {
        /**
         * Takes a line.
         *
         * @param line from 1
         * @param anchor empty when the line is none
         * @return whether to go on
         */
        boolean take(long line, Optional<Anchor> anchor);
    }

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;

    AnchorFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    synchronized void append(List<Anchor> anchors) throws IOException {
        if (anchors.isEmpty()) {
            return;
        }
        create();
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            StringBuilder lines = new StringBuilder();
            long end = channel.size();
            // a crash may have left half a line: it is finished, so that it cannot spoil the next
            if (end > 0 && lastByte(channel, end) != '\n') {
                lines.append('\n');
            }
            anchors.forEach(anchor -> lines.append(anchor.line()));
            ByteBuffer bytes =
                    ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void create() throws IOException {
        if (Files.exists(path)) {
            return;
        }
        Files.createDirectories(path.toAbsolutePath().getParent(), OWNER_ONLY_FOLDER);
        try {
            Files.createFile(path, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        try (FileChannel folder =
                FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static byte lastByte(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, end - 1);
        return last.get(0);
    }

    /** Reads the lines that stand there now. */
    void read(Reader reader) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!reader.take(++number, parse(line))) {
                    return;
                }
            }
        }
    }

    private static Optional<Anchor> parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 4 || !DIGEST.matcher(parts[3]).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Anchor(
                            Instant.parse(parts[0]), parts[1], Long.parseLong(parts[2]), parts[3]));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
