package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.linking.api.ClientToLink;
import org.rattache.linking.api.Scan;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupScan;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.ScanRequest;
import org.rattache.linking.spi.SuggestionRequest;
import org.rattache.linking.strategies.internal.ExactKeysStrategy;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

/** Groups over all files of a firm. */
@RunWith(Parameterized.class)
public class ScanTest {

    private static final String FIRM = World.FIRM;

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private World world;

    public ScanTest(TestDatabase.Kind kind) {
        database = World.database(kind);
    }

    @Before
    public void setUp() {
        world = new World(database.transactions());
        world.add("a", "111111111", "boss@group.fr");
        world.add("b", "111111111", "b@x.fr");
        world.add("c", null, "Boss@Group.fr");
        world.add("d", null, "d@x.fr");
        world.files.add("firm-2", "foreign", "111111111", "boss@group.fr");
    }

    @After
    public void tearDown() {
        world.close();
    }

    private Scan scan() {
        return world.ended(world.scans.start(FIRM, World.OPERATOR).id());
    }

    private List<ClientToLink> proposed() {
        return world.clientsToLink
                .list(FIRM, Optional.of(ClientToLink.Kind.SCAN), PageRequest.first(50))
                .items();
    }

    private Set<String> proposedFiles() {
        return proposed().stream().map(item -> item.clientFile().id()).collect(Collectors.toSet());
    }

    /** A strategy that can scan, and does nothing else. */
    private interface Scanning extends GroupSuggestionStrategy, GroupScan {
        @Override
        default List<GroupSuggestion> suggest(SuggestionRequest request) {
            throw new IllegalStateException("A scan does not ask for one file.");
        }
    }

    private static GroupSuggestion found(String file) {
        return new GroupSuggestion(
                file,
                .9,
                GroupSuggestion.Tier.STRONG,
                List.of(new GroupSuggestion.Reason("name", "BATIE")));
    }

    @Test
    public void g11_every_file_is_asked_about_and_a_group_is_proposed_around_its_first_file() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());

        Scan scan = scan();

        assertEquals(Scan.State.DONE, scan.state());
        assertEquals("exact-keys", scan.strategy().orElseThrow().id());
        assertEquals(4, scan.done());
        assertEquals(4, scan.total());
        assertEquals(2, scan.proposed());
        assertEquals(Set.of("b", "c"), proposedFiles());
        ClientToLink item = proposed().get(0);
        assertEquals("a", item.counterpart().orElseThrow().id());
        assertEquals("siren", item.reasons().get(0).field());
        assertEquals("exact-keys", item.reasons().get(0).strategy());
        assertTrue(world.files.proposed("b"));
        assertFalse(world.files.proposed("a"));
        assertEquals("scan", world.events.of("linking.proposed").get(0).data().get("kind"));
    }

    @Test
    public void a_second_scan_proposes_nothing_twice() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());
        scan();

        Scan second = scan();

        assertEquals(Scan.State.DONE, second.state());
        assertEquals(0, second.proposed());
        assertEquals(2, proposed().size());
        assertEquals(2, world.events.of("linking.proposed").size());
    }

    @Test
    public void g10_what_was_dismissed_is_never_proposed_again_from_neither_side() {
        world.addStrategy(
                "scanning", 0, (Scanning) request -> request.propose("a", List.of(found("b"))));
        scan();
        world.clientsToLink.dismiss(FIRM, "b", "no group", World.OPERATOR);
        world.addStrategy(
                "scanning",
                5,
                (Scanning)
                        request -> {
                            request.propose("a", List.of(found("b")));
                            request.propose("b", List.of(found("a"), found("c")));
                        });

        Scan second = scan();

        assertEquals(1, second.proposed());
        assertEquals(2, second.skipped());
        assertEquals(Set.of("c"), proposedFiles());
    }

    @Test
    public void linked_files_foreign_ids_and_unusable_findings_are_skipped() {
        world.partner.active.add("a");
        world.link("a", "b");
        world.addStrategy(
                "scanning",
                0,
                (Scanning)
                        request ->
                                request.propose(
                                        "a",
                                        List.of(
                                                found("b"),
                                                found("foreign"),
                                                found("x".repeat(1_000)),
                                                found("a"),
                                                new GroupSuggestion(
                                                        "c",
                                                        .9,
                                                        GroupSuggestion.Tier.STRONG,
                                                        List.of()),
                                                found("d"),
                                                found("d"))));

        Scan scan = scan();

        assertEquals(1, scan.proposed());
        assertEquals(6, scan.skipped());
        assertEquals(Set.of("d"), proposedFiles());
    }

    @Test
    public void s2d_a_main_account_is_proposed_as_the_main_account() {
        world.partner.active.add("c");
        world.link("c", "d");
        world.addStrategy(
                "scanning", 0, (Scanning) request -> request.propose("a", List.of(found("c"))));

        scan();

        assertEquals(Set.of("a"), proposedFiles());
        assertEquals("c", proposed().get(0).counterpart().orElseThrow().id());
    }

    @Test
    public void s2e_an_address_of_many_companies_alone_proposes_nothing() {
        for (int i = 0; i <= World.SHARED; i++) {
            world.add("shared-" + i, "10000000" + i, "accountant@books.fr");
        }
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());

        scan();

        assertEquals(Set.of("b", "c"), proposedFiles());
    }

    @Test
    public void a_scan_that_can_do_it_gets_the_feed_and_tells_how_far_it_is() {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        world.addStrategy(
                "scanning",
                0,
                (Scanning)
                        request -> {
                            assertEquals(
                                    4,
                                    request.files().after(FileFeed.BEGINNING, 10).files().size());
                            assertTrue(request.progress(2, 4));
                            half.countDown();
                            await(seen);
                        });
        String id = world.scans.start(FIRM, World.OPERATOR).id();
        await(half);

        assertEquals("one at a time", id, world.scans.start(FIRM, World.OPERATOR).id());
        Scan now = world.scans.find(FIRM, id).orElseThrow();
        while (now.done() != 2) {
            now = world.scans.find(FIRM, id).orElseThrow();
        }
        assertEquals(Scan.State.RUNNING, now.state());
        assertEquals(4, now.total());
        seen.countDown();
        assertEquals(Scan.State.DONE, world.ended(id).state());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void a_scan_that_throws_has_failed_and_what_it_had_found_stands() {
        world.addStrategy(
                "scanning",
                0,
                (Scanning)
                        request -> {
                            request.propose("a", List.of(found("b")));
                            throw new StackOverflowError();
                        });

        Scan scan = scan();

        assertEquals(Scan.State.FAILED, scan.state());
        assertTrue(scan.detail().orElseThrow().contains("scanning"));
        assertEquals(Set.of("b"), proposedFiles());
    }

    @Test
    public void without_an_answer_nothing_is_known_of_a_file_and_the_scan_says_so() {
        world.addStrategy(
                "moody",
                0,
                request -> {
                    if (request.file().id().equals("c")) {
                        throw new IllegalStateException();
                    }
                    return List.of();
                });

        Scan scan = scan();

        assertEquals(Scan.State.DONE, scan.state());
        assertEquals(1, scan.unanswered());
    }

    @Test
    public void a_strategy_that_keeps_failing_ends_the_scan() {
        world.add("e", null, null);
        world.add("f", null, null);
        world.addStrategy("broken", 0, request -> null);

        Scan scan = scan();

        assertEquals(Scan.State.FAILED, scan.state());
        assertTrue(scan.detail().orElseThrow().contains("failed 5 times"));
    }

    @Test
    public void without_any_strategy_it_has_failed() {
        assertEquals(Scan.State.FAILED, scan().state());
    }

    @Test
    public void one_that_was_running_when_the_module_stops_is_interrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        world.addStrategy(
                "scanning",
                0,
                (Scanning)
                        request -> {
                            started.countDown();
                            waitFor(request);
                        });
        String id = world.scans.start(FIRM, World.OPERATOR).id();
        started.await();

        world.scans.deactivate();

        Scan scan = world.scans.find(FIRM, id).orElseThrow();
        assertEquals(Scan.State.INTERRUPTED, scan.state());
        assertTrue(scan.endedAt().isPresent());
    }

    /** Goes on until it is told to end. */
    private static void waitFor(ScanRequest request) {
        while (request.progress(0, 4)) {
            Thread.onSpinWait();
        }
    }

    @Test
    public void s3_another_firm_does_not_see_it() {
        world.addStrategy("exact-keys", -1000, new ExactKeysStrategy());

        assertEquals(Optional.empty(), world.scans.find("firm-2", scan().id()));
    }
}
