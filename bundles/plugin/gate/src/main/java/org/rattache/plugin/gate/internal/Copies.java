package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The copies of the plug-ins, each under its digest, in a folder that is ours alone: what was
 * verified cannot be changed before it is installed.
 */
final class Copies {

    private static final String ENDING = ".jar";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    Copies(Path folder) {
        this.folder = folder;
    }

    /** Copies a file to a place of our own, under its digest, and reads the copy. */
    Jar take(Path file) throws IOException {
        Path temporary = folder.resolve("copying.tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, OWNER_ONLY);
        String sha256;
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.WRITE)) {
            sha256 = Sha256.copy(in, out);
        }
        Files.move(temporary, of(sha256), StandardCopyOption.ATOMIC_MOVE);
        return Jar.read(of(sha256), sha256);
    }

    Path of(String sha256) {
        return folder.resolve(sha256 + ENDING);
    }

    /** Removes copies that nobody needs. */
    void keepOnly(Set<String> digests) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path copy : all.toList()) {
                String name = copy.getFileName().toString();
                if (name.endsWith(ENDING)
                        && !digests.contains(name.substring(0, name.length() - ENDING.length()))) {
                    Files.deleteIfExists(copy);
                }
            }
        }
    }
}
