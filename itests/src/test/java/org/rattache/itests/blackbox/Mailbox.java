package org.rattache.itests.blackbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The mails that the server has written into its data folder, as their receivers would read them.
 */
final class Mailbox {

    private static final Pattern SOFT_BREAK = Pattern.compile("=\r?\n");

    private final Server server;

    Mailbox(Server server) {
        this.server = server;
    }

    /**
     * Waits for a mail to somebody that holds a link of one kind.
     *
     * @param kind what stands before the token in the link, such as {@code activation}
     * @return the token of the newest one
     */
    String token(String receiver, String kind) {
        Pattern link = Pattern.compile("/" + kind + "/([\\w.~-]+)");
        return Await.until(
                Duration.ofSeconds(30),
                () ->
                        newestFirst(receiver)
                                .map(mail -> link.matcher(mail))
                                .filter(Matcher::find)
                                .map(matcher -> matcher.group(1))
                                .findFirst());
    }

    /** Waits for a mail to somebody whose text holds some words. */
    String mail(String receiver, String words) {
        return Await.until(
                Duration.ofSeconds(60),
                () -> newestFirst(receiver).filter(mail -> mail.contains(words)).findFirst());
    }

    /** How many mails somebody has got so far. */
    long count(String receiver) {
        return newestFirst(receiver).count();
    }

    /** How many mails to somebody hold some words. */
    long count(String receiver, String words) {
        return newestFirst(receiver).filter(mail -> mail.contains(words)).count();
    }

    private Stream<String> newestFirst(String receiver) {
        return files().stream()
                .map(Mailbox::read)
                .flatMap(Optional::stream)
                .filter(mail -> mail.contains(receiver));
    }

    private List<Path> files() {
        Path folder = server.data().resolve("mail");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            // the links are ASCII; undoing the soft line breaks of quoted-printable is enough to
            // find them
            return Optional.of(
                    SOFT_BREAK
                            .matcher(Files.readString(file, StandardCharsets.UTF_8))
                            .replaceAll("")
                            .replace("=3D", "="));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
