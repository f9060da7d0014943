package org.rattache.identity.core.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The file with the one-time password of the first administrator. Only the owner of the process can
 * read it, and it goes with the first change of the password.
 */
@Component(service = FirstLogInFile.class)
public final class FirstLogInFile {

    private static final String NAME = "first-log-in.txt";

    private final Path file;

    @Activate
    public FirstLogInFile(BundleContext context) {
        this(dataFolder(context));
    }

    FirstLogInFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    private static Path dataFolder(BundleContext context) {
        String folder = context.getProperty("karaf.data");
        return Path.of(folder == null ? "." : folder);
    }

    Path path() {
        return file;
    }

    /** Writes it with mode 0600 from its first byte on; one of an earlier failed start goes. */
    void write(String email, String password) {
        try {
            Files.deleteIfExists(file);
            Files.createDirectories(file.getParent());
            try (var channel =
                    Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))) {
                channel.write(
                        StandardCharsets.UTF_8.encode(
                                "e-mail: " + email + "\none-time password: " + password + "\n"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
