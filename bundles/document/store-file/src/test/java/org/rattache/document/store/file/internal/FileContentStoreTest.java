package org.rattache.document.store.file.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.document.spi.ContentStore;
import org.rattache.document.spi.ContentStoreException;
import org.rattache.document.spi.ContentStoreException.Reason;

/** The order of the steps, and what is left when one of them fails. */
public final class FileContentStoreTest {

    @Rule public final TemporaryFolder temporary = new TemporaryFolder();

    private final FaultyDisk disk = new FaultyDisk();
    private Path root;
    private FileContentStore store;

    /** Notes every step, and fails at the one that a test names. */
    private static final class FaultyDisk extends FileContentStore.Disk {
        final List<String> steps = new ArrayList<>();
        String failAt = "";
        String message = "Input/output error";
        long usable = Long.MAX_VALUE;
        long shrinksBy;

        private synchronized void step(String name) throws IOException {
            steps.add(name);
            if (name.equals(failAt)) {
                throw new IOException(message);
            }
        }

        @Override
        void force(FileChannel channel) throws IOException {
            step("force");
            super.force(channel);
        }

        @Override
        void rename(Path from, Path to) throws IOException {
            step("rename");
            super.rename(from, to);
        }

        @Override
        void forceFolder(Path folder) throws IOException {
            step("folder " + folder.getFileName().toString().length());
            super.forceFolder(folder);
        }

        @Override
        synchronized long usable(FileStore given) {
            usable -= shrinksBy;
            return usable;
        }
    }

    @Before
    public void setUp() throws IOException {
        root = temporary.getRoot().toPath().resolve("documents");
        store = new FileContentStore(root, 5, 1_000_000, disk);
        disk.steps.clear();
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] read(ContentStore.Content content, long offset, long length)
            throws IOException {
        try (InputStream in = content.stream(offset, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    public void what_was_put_is_there_byte_for_byte_with_its_digest() throws Exception {
        byte[] bytes = new byte[1_000_003];
        new Random(1).nextBytes(bytes);
        ContentStore.Stored stored = store.put(stream(bytes));
        assertEquals(bytes.length, stored.size());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                stored.sha256());
        try (ContentStore.Content content = store.open(stored.id())) {
            assertEquals(bytes.length, content.size());
            assertArrayEquals(bytes, read(content, 0, bytes.length));
            assertArrayEquals(new byte[] {bytes[7], bytes[8]}, read(content, 7, 2));
            assertEquals(0, read(content, bytes.length, 0).length);
            assertThrows(IllegalArgumentException.class, () -> content.stream(1, bytes.length));
        }
    }

    @Test
    public void the_file_is_forced_before_it_gets_its_name_and_its_folder_after() throws Exception {
        store.put(stream(new byte[] {1}));
        assertEquals(
                List.of(
                        "force",
                        // files/, for the new aa/ in it; aa/, for the new bb/ in it
                        "folder 5",
                        "folder 2",
                        "rename",
                        "folder 2"),
                disk.steps);
    }

    @Test
    public void a_folder_that_is_there_but_not_known_to_be_durable_is_forced_once()
            throws Exception {
        String id = store.put(stream(new byte[] {1})).id();
        FaultyDisk fresh = new FaultyDisk();
        FileContentStore again = new FileContentStore(root, 5, 1_000_000, fresh);
        fresh.steps.clear();
        for (int i = 0; i < 300; i++) {
            again.put(stream(new byte[] {1}));
        }
        long parents = fresh.steps.stream().filter("folder 5"::equals).count();
        assertTrue("each aa once: " + parents, parents <= 256);
        again.open(id).close();
    }

    @Test
    public void whatever_step_fails_the_put_fails_and_nothing_is_left() throws Exception {
        for (String step : List.of("force", "folder 5", "rename", "folder 2")) {
            FaultyDisk faulty = new FaultyDisk();
            Path folder = temporary.newFolder().toPath();
            FileContentStore onFaulty = new FileContentStore(folder, 5, 1_000_000, faulty);
            faulty.steps.clear();
            faulty.failAt = step;
            ContentStoreException failure =
                    assertThrows(
                            ContentStoreException.class,
                            () -> onFaulty.put(stream(new byte[] {1})));
            assertEquals(step, Reason.FAILED, failure.reason());
            assertEquals(
                    "never tried again: " + step,
                    1,
                    faulty.steps.stream().filter(step::equals).count());
            try (Stream<Path> left = Files.walk(folder)) {
                assertFalse(step, left.anyMatch(Files::isRegularFile));
            }
        }
    }

    @Test
    public void a_stream_that_breaks_passes_its_exception_on_and_leaves_nothing() throws Exception {
        IOException gone = new IOException("the client is gone");
        InputStream broken =
                new InputStream() {
                    private int read;

                    @Override
                    public int read() throws IOException {
                        if (++read > 100_000) {
                            throw gone;
                        }
                        return 1;
                    }
                };
        assertSame(gone, assertThrows(IOException.class, () -> store.put(broken)));
        assertEquals(List.of(), files());
        InputStream tooLarge =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new IllegalStateException("limit");
                    }
                };
        assertThrows(IllegalStateException.class, () -> store.put(tooLarge));
        assertEquals(List.of(), files());
    }

    @Test
    public void a_disk_without_reserve_is_full_before_and_while_a_content_comes_in()
            throws Exception {
        disk.usable = 999_999;
        assertEquals(
                Reason.FULL,
                assertThrows(ContentStoreException.class, () -> store.put(stream(new byte[] {1})))
                        .reason());
        disk.usable = 3_000_000;
        disk.shrinksBy = 1_000_000;
        assertEquals(
                Reason.FULL,
                assertThrows(
                                ContentStoreException.class,
                                () -> store.put(stream(new byte[20 * 1024 * 1024])))
                        .reason());
        assertEquals(List.of(), files());
        disk.shrinksBy = 0;
        disk.usable = Long.MAX_VALUE;
        disk.failAt = "force";
        disk.message = "No space left on device";
        assertEquals(
                Reason.FULL,
                assertThrows(ContentStoreException.class, () -> store.put(stream(new byte[] {1})))
                        .reason());
        disk.failAt = "";
        store.put(stream(new byte[] {1}));
    }

    @Test
    public void files_and_folders_are_for_the_owner_alone() throws Exception {
        store.put(stream(new byte[] {1}));
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                assertEquals(
                        path.toString(),
                        Files.isDirectory(path) ? "rwx------" : "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
    }

    @Test
    public void what_is_no_id_of_the_store_reaches_no_file() throws Exception {
        Files.writeString(root.resolve("secret"), "x");
        for (String id :
                List.of(
                        "../secret",
                        "../../secret",
                        "/etc/passwd",
                        "",
                        "x",
                        "00000000-0000-0000-0000-000000000000",
                        "00000000-0000-0000-0000-00000000000g")) {
            assertEquals(
                    Reason.MISSING,
                    assertThrows(ContentStoreException.class, () -> store.open(id)).reason());
            store.delete(id);
        }
        assertTrue(Files.exists(root.resolve("secret")));
    }

    @Test
    public void a_link_in_the_place_of_a_file_is_not_followed() throws Exception {
        String id = store.put(stream(new byte[] {1})).id();
        Path file = files().get(0);
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/etc/hostname"));
        assertEquals(
                Reason.FAILED,
                assertThrows(ContentStoreException.class, () -> store.open(id)).reason());
    }

    @Test
    public void an_open_content_stays_readable_when_it_is_deleted() throws Exception {
        String id = store.put(stream(new byte[] {1, 2, 3})).id();
        try (ContentStore.Content content = store.open(id)) {
            store.delete(id);
            assertArrayEquals(new byte[] {1, 2, 3}, read(content, 0, 3));
        }
        assertEquals(
                Reason.MISSING,
                assertThrows(ContentStoreException.class, () -> store.open(id)).reason());
        store.delete(id);
    }

    @Test
    public void only_what_is_old_enough_is_named_and_tidied() throws Exception {
        Instant now = Instant.now();
        String old = store.put(stream(new byte[] {1})).id();
        Files.setLastModifiedTime(files().get(0), FileTime.from(now.minusSeconds(7200)));
        store.put(stream(new byte[] {2}));
        Path tmp = root.resolve("tmp");
        Path leftover = Files.createFile(tmp.resolve("a.part"));
        Files.setLastModifiedTime(leftover, FileTime.from(now.minusSeconds(7200)));
        Files.createFile(tmp.resolve("b.part"));

        List<String> named = new ArrayList<>();
        store.forEachStoredBefore(now.minusSeconds(3600), named::add);
        assertEquals(List.of(old), named);
        assertEquals(1, store.discardUnfinished(now.minusSeconds(3600)));
        assertFalse(Files.exists(leftover));
        assertTrue(Files.exists(tmp.resolve("b.part")));
    }

    @Test
    public void many_put_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ContentStore.Stored>> puts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] bytes = {(byte) i};
                puts.add(threads.submit(() -> store.put(stream(bytes))));
            }
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < puts.size(); i++) {
                String id = puts.get(i).get().id();
                ids.add(id);
                try (ContentStore.Content content = store.open(id)) {
                    assertArrayEquals(new byte[] {(byte) i}, read(content, 0, 1));
                }
            }
            assertEquals(200, ids.size());
        } finally {
            threads.shutdownNow();
        }
    }
}
