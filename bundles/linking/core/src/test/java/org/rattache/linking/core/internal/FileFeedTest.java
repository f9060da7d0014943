package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.FileFeed;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

/** What a strategy with an index of its own lives on. */
@RunWith(Parameterized.class)
public class FileFeedTest {

    private static final String FIRM = World.FIRM;

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private final AtomicBoolean gone = new AtomicBoolean();
    private World world;
    private FileFeed feed;

    public FileFeedTest(TestDatabase.Kind kind) {
        database = World.database(kind);
    }

    @Before
    public void setUp() {
        world = new World(database.transactions());
        feed = new FirmFeed(FIRM, world.changes, world.files, gone::get);
    }

    @After
    public void tearDown() {
        world.close();
    }

    private static List<String> ids(FileFeed.Page page) {
        return page.files().stream().map(Candidate::id).toList();
    }

    private void changed(String file) {
        world.keyHandler.handle(
                world.event("clientfile.changed", file, Map.of("clientFile", file)));
    }

    @Test
    public void it_is_read_from_the_beginning_page_after_page_and_then_what_has_changed() {
        for (String file : List.of("a", "b", "c")) {
            world.add(file, null, file + "@x.fr");
        }

        FileFeed.Page first = feed.after(FileFeed.BEGINNING, 2);
        assertEquals(List.of("a", "b"), ids(first));
        assertEquals(1, first.remaining());
        FileFeed.Page second = feed.after(first.point(), 2);
        assertEquals(List.of("c"), ids(second));
        assertEquals(0, second.remaining());
        FileFeed.Page nothing = feed.after(second.point(), 2);
        assertEquals(List.of(), ids(nothing));
        assertEquals(second.point(), nothing.point());

        long changes = feed.changes();
        world.files.email("a", "new@x.fr");
        changed("a");
        assertNotEquals(changes, feed.changes());
        FileFeed.Page later = feed.after(second.point(), 2);
        assertEquals(List.of("a"), ids(later));
        assertEquals("new@x.fr", later.files().get(0).email().orElseThrow());
        assertEquals(
                "each once, the oldest change first",
                List.of("b", "c", "a"),
                ids(feed.after(FileFeed.BEGINNING, 10)));
    }

    @Test
    public void a_page_that_is_just_full_is_the_last_when_nothing_comes_after_it() {
        world.add("a", null, null);
        world.add("b", null, null);

        assertEquals(0, feed.after(FileFeed.BEGINNING, 2).remaining());
    }

    @Test
    public void a_deleted_file_is_gone() {
        world.add("a", null, null);
        String point = feed.after(FileFeed.BEGINNING, 10).point();
        world.files.files.remove("a");
        changed("a");

        FileFeed.Page page = feed.after(point, 10);

        assertEquals(List.of(), ids(page));
        assertEquals(List.of("a"), page.gone());
    }

    @Test
    public void s3_it_knows_nothing_of_other_firms() {
        world.add("a", null, null);
        FileFeed foreign = new FirmFeed("firm-2", world.changes, world.files, gone::get);

        assertEquals(List.of(), ids(foreign.after(FileFeed.BEGINNING, 10)));
        assertEquals(0, foreign.changes());
        String point = feed.after(FileFeed.BEGINNING, 10).point();
        assertThrows(IllegalArgumentException.class, () -> foreign.after(point, 10));
        assertThrows(IllegalArgumentException.class, () -> feed.after(FIRM + "/x", 10));
    }

    @Test
    public void after_the_plug_in_has_gone_it_answers_nothing() {
        world.add("a", null, null);
        gone.set(true);

        assertThrows(IllegalStateException.class, () -> feed.after(FileFeed.BEGINNING, 10));
    }

    @Test
    public void whoever_reads_while_others_write_misses_nothing() throws Exception {
        nothingIsMissed();
    }

    /** Derby reads rows in no order then, and rows appear before and behind where it is. */
    @Test
    public void nor_when_the_database_reads_without_the_index() throws Exception {
        database.discard();
        database.transactions()
                .run(em -> em.createNativeQuery("DROP INDEX lnk_change_number").executeUpdate());

        nothingIsMissed();
    }

    private void nothingIsMissed() throws Exception {
        int writers = 4;
        int files = 50;
        for (int w = 0; w < writers; w++) {
            for (int f = 0; f < files; f++) {
                world.files.add(FIRM, w + "-" + f, null, null);
            }
        }
        // the counter's row is there, so that nobody fails on its key
        world.add("first", null, null);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> point = new AtomicReference<>(FileFeed.BEGINNING);
        Set<String> seen = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            Future<?> reader =
                    threads.submit(
                            () -> {
                                while (!done.get()) {
                                    read(point, seen);
                                }
                            });
            List<Future<?>> writing = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                String prefix = w + "-";
                writing.add(
                        threads.submit(
                                () -> {
                                    for (int f = 0; f < files; f++) {
                                        String file = prefix + f;
                                        retried(
                                                () -> {
                                                    world.changes.changed(FIRM, file);
                                                    return null;
                                                });
                                    }
                                }));
            }
            for (Future<?> one : writing) {
                one.get();
            }
            done.set(true);
            reader.get();
        } finally {
            threads.shutdownNow();
        }
        read(point, seen);

        assertEquals(writers * files + 1, seen.size());
        assertTrue(feed.changes() >= seen.size());
    }

    private void read(AtomicReference<String> point, Set<String> seen) {
        AtomicReference<FileFeed.Page> page = new AtomicReference<>();
        do {
            retried(
                    () -> {
                        page.set(feed.after(point.get(), 7));
                        return null;
                    });
            seen.addAll(ids(page.get()));
            point.set(page.get().point());
        } while (page.get().remaining() > 0);
    }

    /** As the outbox does: what a deadlock has undone is done again. */
    private static void retried(Callable<?> work) {
        while (true) {
            try {
                work.call();
                return;
            } catch (DomainException e) {
                assertEquals("database-busy", e.code());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
