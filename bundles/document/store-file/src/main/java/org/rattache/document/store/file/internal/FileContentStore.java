package org.rattache.document.store.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rattache.document.spi.ContentStore;
import org.rattache.document.spi.ContentStoreException;
import org.rattache.document.spi.ContentStoreException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents as files. The order of the steps is the one that survived every power cut: temporary
 * file in the same file system, digest while writing, force, rename, force of the folder (and of
 * the parent of each folder that is new); only then does the caller write to its database. A file
 * under {@code files/} is therefore always whole, and a crash leaves at worst a file that nobody
 * knows.
 */
@Component(
        configurationPid = "org.rattache.document.store.file",
        property = "service.ranking:Integer=-1000")
public final class FileContentStore implements ContentStore {

    /** The configuration, PID {@code org.rattache.document.store.file}. */
    public @interface Config {
        /** Where the contents are kept; empty for {@code documents} under Karaf's data folder. */
        String folder() default "";

        /** How much of the disk is kept free, so that decisions can still be stored. */
        int reservePercent() default 5;

        /** The reserve is never larger than this. */
        int reserveMaxMegabytes() default 1024;
    }

    private static final Logger LOG = LoggerFactory.getLogger(FileContentStore.class);

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int BUFFER = 64 * 1024;

    /** So often the free room is looked at while a content comes in. */
    private static final long ROOM_CHECK = 8L * 1024 * 1024;

    private static final Set<PosixFilePermission> FOLDER_RIGHTS =
            PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(FOLDER_RIGHTS);
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path files;
    private final Path unfinished;
    private final Disk disk;
    private final int reservePercent;
    private final long reserveMax;

    /**
     * Folders whose entry in their parent is known to be on the disk. A folder that another thread
     * has just made may not be there yet, so "it exists" is not enough.
     */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /** Opens the store, and makes its folders. */
    @Activate
    public FileContentStore(BundleContext context, Config config) throws IOException {
        this(
                config.folder().isBlank()
                        ? Path.of(context.getProperty("karaf.data"), "documents")
                        : Path.of(config.folder().strip()),
                config.reservePercent(),
                config.reserveMaxMegabytes() * 1024L * 1024L,
                new Disk());
    }

    FileContentStore(Path folder, int reservePercent, long reserveMax, Disk disk)
            throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        this.files = root.resolve("files");
        this.unfinished = root.resolve("tmp");
        this.reservePercent = Math.max(0, Math.min(90, reservePercent));
        this.reserveMax = Math.max(0, reserveMax);
        this.disk = disk;
        Files.createDirectories(root.getParent());
        for (Path made : new Path[] {root, files, unfinished}) {
            folder(made);
            // also when an administrator made it, with whatever rights
            Files.setPosixFilePermissions(made, FOLDER_RIGHTS);
        }
    }

    /** What may fail on a disk, apart so that a test can make it fail. */
    static class Disk {
        void force(FileChannel channel) throws IOException {
            channel.force(true);
        }

        void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        void forceFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        long usable(FileStore store) throws IOException {
            return store.getUsableSpace();
        }
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        String id = UUID.randomUUID().toString();
        Path part = unfinished.resolve(id + ".part");
        Path target = path(id);
        requireRoom();
        boolean stored = false;
        try {
            Stored result = write(id, part, content);
            publish(part, target);
            stored = true;
            return result;
        } finally {
            if (!stored) {
                remove(part);
                remove(target);
            }
        }
    }

    private Stored write(String id, Path part, InputStream content) throws IOException {
        MessageDigest digest = sha256();
        byte[] bytes = new byte[BUFFER];
        long size = 0;
        long nextCheck = ROOM_CHECK;
        try (FileChannel channel = create(part)) {
            // what the client's stream throws is not the store's failure: it passes as it is
            for (int n = content.read(bytes); n >= 0; n = content.read(bytes)) {
                digest.update(bytes, 0, n);
                write(channel, ByteBuffer.wrap(bytes, 0, n));
                size += n;
                if (size >= nextCheck) {
                    requireRoom();
                    nextCheck = size + ROOM_CHECK;
                }
            }
            try {
                disk.force(channel);
            } catch (IOException e) {
                // the pages may be marked clean although they were lost: a second force would lie
                throw failure("The content could not be forced to the disk", e);
            }
        }
        return new Stored(id, size, HexFormat.of().formatHex(digest.digest()));
    }

    private FileChannel create(Path part) throws IOException {
        try {
            return FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    FILE_MODE);
        } catch (IOException e) {
            throw failure("The content's file could not be made", e);
        }
    }

    private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failure("The content could not be written", e);
        }
    }

    private void publish(Path part, Path target) throws IOException {
        try {
            Path folder = target.getParent();
            folder(folder.getParent());
            folder(folder);
            disk.rename(part, target);
            disk.forceFolder(folder);
        } catch (IOException e) {
            throw failure("The content could not be put in its place", e);
        }
    }

    /** Makes a folder, and makes sure that its entry in its parent is on the disk. */
    private void folder(Path folder) throws IOException {
        if (durable.contains(folder)) {
            return;
        }
        try {
            Files.createDirectory(folder, FOLDER_MODE);
        } catch (FileAlreadyExistsException e) {
            LOG.trace("{} exists", folder);
        }
        disk.forceFolder(folder.getParent());
        durable.add(folder);
    }

    private void requireRoom() throws IOException {
        FileStore store = Files.getFileStore(files);
        long reserve = Math.min(store.getTotalSpace() / 100 * reservePercent, reserveMax);
        long usable = disk.usable(store);
        if (usable < reserve) {
            throw new ContentStoreException(
                    Reason.FULL,
                    "Only " + usable + " bytes are free; " + reserve + " are kept in reserve.",
                    null);
        }
    }

    private ContentStoreException failure(String what, IOException cause) {
        if (cause instanceof ContentStoreException known) {
            return known;
        }
        return new ContentStoreException(noRoom(cause) ? Reason.FULL : Reason.FAILED, what, cause);
    }

    /** The message of the system depends on its language, so the disk is asked as well. */
    private boolean noRoom(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("No space left") || message.contains("quota exceeded")) {
            return true;
        }
        try {
            return disk.usable(Files.getFileStore(files)) < BUFFER;
        } catch (IOException e) {
            return false;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; the sweep will. {}", file, e.toString());
        }
    }

    @Override
    public Content open(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new ContentStoreException(Reason.MISSING, "No content has such an id.", null);
        }
        try {
            FileChannel channel =
                    FileChannel.open(
                            path(id), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            try {
                return new OpenFile(channel, channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new ContentStoreException(Reason.MISSING, "There is no content " + id, e);
        } catch (IOException e) {
            throw new ContentStoreException(Reason.FAILED, "Content cannot be opened: " + id, e);
        }
    }

    @Override
    public void delete(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            return;
        }
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw new ContentStoreException(Reason.FAILED, "Content cannot be deleted: " + id, e);
        }
    }

    @Override
    public void forEachStoredBefore(Instant instant, Consumer<String> visitor) throws IOException {
        FileTime before = FileTime.from(instant);
        try {
            Files.walkFileTree(
                    files,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                            String name = file.getFileName().toString();
                            if (facts.isRegularFile()
                                    && ID.matcher(name).matches()
                                    && facts.lastModifiedTime().compareTo(before) < 0) {
                                visitor.accept(name);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e)
                                throws IOException {
                            if (e instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw e;
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            throw new ContentStoreException(Reason.FAILED, "The contents cannot be listed.", e);
        }
    }

    @Override
    public int discardUnfinished(Instant instant) throws IOException {
        FileTime before = FileTime.from(instant);
        int removed = 0;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(unfinished, "*.part")) {
            for (Path part : parts) {
                try {
                    if (Files.getLastModifiedTime(part).compareTo(before) < 0
                            && Files.deleteIfExists(part)) {
                        removed++;
                    }
                } catch (NoSuchFileException e) {
                    LOG.trace("{} was finished meanwhile", part);
                }
            }
        } catch (IOException e) {
            throw new ContentStoreException(Reason.FAILED, "Leftovers cannot be removed.", e);
        }
        return removed;
    }

    private Path path(String id) {
        return files.resolve(id.substring(0, 2)).resolve(id.substring(2, 4)).resolve(id);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
