package org.rattache.notification.channel.mail.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

/**
 * Writes mails as {@code .eml} files that sort by time. A file appears whole or not at all, and
 * only its owner can read it: it may hold a one-time link.
 */
final class MailFolder {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    MailFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Path write(MimeMessage mail, String id) throws IOException, MessagingException {
        Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        // two mails in one millisecond keep their order
        long millis = last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
        String name =
                TIME.format(Instant.ofEpochMilli(millis))
                        + "-"
                        + id.replaceAll("[^A-Za-z0-9-]", "_");
        Path temporary = folder.resolve("." + name + ".tmp");
        Path target = folder.resolve(name + ".eml");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            OWNER_ONLY)) {
                OutputStream out = Channels.newOutputStream(channel);
                mail.writeTo(out);
                out.flush();
                channel.force(true);
            }
            return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
