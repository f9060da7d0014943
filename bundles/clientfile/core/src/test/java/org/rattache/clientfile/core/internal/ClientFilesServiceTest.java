package org.rattache.clientfile.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TestRule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.DomainException.Category;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public final class ClientFilesServiceTest {

    private static final Map<TestDatabase.Kind, TestDatabase> DATABASES =
            new EnumMap<>(TestDatabase.Kind.class);

    /** One database a kind: every test has firms of its own in it. */
    @ClassRule public static final TestRule UP = databasesUp();

    private static final Actor OPERATOR = Actor.user("operator-1");

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    private final TestDatabase database;
    private final String firm = UUID.randomUUID().toString();
    private final String otherFirm = UUID.randomUUID().toString();
    private final RecordingPublisher events = new RecordingPublisher();
    private final TestClock clock = new TestClock();
    private ClientFilesService files;

    public ClientFilesServiceTest(TestDatabase.Kind kind) {
        database = DATABASES.get(kind);
    }

    private static TestRule databasesUp() {
        RuleChain chain = RuleChain.emptyRuleChain();
        for (TestDatabase.Kind kind : TestDatabase.kinds()) {
            TestDatabase database =
                    new TestDatabase(
                            kind, "clientfile", "clientfile", new File("src/main/resources/db"));
            DATABASES.put(kind, database);
            chain = chain.around(database);
        }
        return chain;
    }

    @Before
    public void setUp() {
        files = new ClientFilesService(database.transactions(), events, clock);
    }

    // what is stored

    @Test
    public void a_file_comes_back_as_it_was_written_with_its_numbers_normalised() {
        ClientFile created =
                files.create(
                        firm,
                        new ClientFileData(
                                "  Démolitor ",
                                Optional.of("732 829 320"),
                                Optional.of("732.829.320.00074"),
                                Optional.of("fr 44 732 829 320"),
                                Optional.of(" Paul.Durand+x@Exemple.FR "),
                                Optional.of("01 23 45 67 89"),
                                Optional.of("1, rue de la Paix\n75002 Paris"),
                                Optional.of(" ")),
                        OPERATOR);
        ClientFile found = files.find(firm, created.id()).orElseThrow();
        assertEquals(created, found);
        assertEquals(
                new ClientFileData(
                        "Démolitor",
                        Optional.of("732829320"),
                        Optional.of("73282932000074"),
                        Optional.of("FR44732829320"),
                        Optional.of("Paul.Durand+x@Exemple.FR"),
                        Optional.of("+33123456789"),
                        Optional.of("1, rue de la Paix\n75002 Paris"),
                        Optional.empty()),
                found.data());
        assertEquals(Optional.of("732829320"), found.siren());
        assertEquals(Optional.of("paul.durand+x@exemple.fr"), found.normalisedEmail());
        assertEquals(clock.instant(), found.createdAt());
        assertEquals(clock.instant(), found.changedAt());
        assertFalse(found.proposalOpen());
        assertEquals(Optional.empty(), found.invitedAt());
    }

    @Test
    public void the_siren_follows_from_siret_or_vat() {
        assertEquals(
                Optional.of("732829320"),
                files.create(firm, named("A").siret("73282932000074").data(), OPERATOR).siren());
        assertEquals(
                Optional.of("732829320"),
                files.create(firm, named("B").vat("FR44732829320").data(), OPERATOR).siren());
        assertEquals(Optional.empty(), files.create(firm, named("C").data(), OPERATOR).siren());
    }

    @Test
    public void a_faulty_file_is_refused_with_every_fault_and_leaves_nothing() {
        DomainException refused =
                assertThrows(
                        DomainException.class,
                        () ->
                                files.create(
                                        firm,
                                        named(" ").siren("732829321").email("nobody").data(),
                                        OPERATOR));
        assertEquals(Category.INVALID, refused.category());
        assertEquals(
                List.of("/name required", "/siren check-digit", "/email syntax"),
                refused.errors().stream().map(e -> e.pointer() + " " + e.code()).toList());
        assertEquals(List.of(), events.take());
        assertEquals(0, list(query()).total().value());
    }

    // firms

    @Test
    public void s3_a_file_of_another_firm_is_like_one_that_does_not_exist() {
        ClientFile file =
                files.create(
                        firm, named("Secret").email("a@b.fr").siren("732829320").data(), OPERATOR);
        events.take();
        for (String id : List.of(file.id(), "unknown", "x".repeat(300), "a\u0000b", "\ud800")) {
            assertEquals(Optional.empty(), files.find(otherFirm, id));
            assertEquals(Map.of(), files.findAll(otherFirm, List.of(id)));
            assertRefused(
                    Category.NOT_FOUND,
                    () -> files.change(otherFirm, id, 1, named("x").data(), OPERATOR));
            assertRefused(Category.NOT_FOUND, () -> files.delete(otherFirm, id, 1, OPERATOR));
            assertRefused(Category.NOT_FOUND, () -> files.history(otherFirm, id));
            assertRefused(Category.NOT_FOUND, () -> files.invite(otherFirm, id, OPERATOR));
        }
        assertRefused(Category.NOT_FOUND, () -> files.markLinked(otherFirm, file.id(), true));
        files.markProposal(otherFirm, file.id(), true);
        assertEquals(List.of(), files.withEmail(otherFirm, "a@b.fr", 10));
        assertEquals(List.of(), files.withSiren(otherFirm, "732829320", 10));
        for (ClientFiles.Query query :
                List.of(query(), search("secret"), search("732"), byEmail("a@b.fr"))) {
            Page<ClientFile> page = files.list(otherFirm, query, PageRequest.first(10));
            assertEquals(List.of(), page.items());
            assertEquals(new Page.Total(0, true), page.total());
        }
        assertEquals(List.of(), events.take());
        assertEquals(file, files.find(firm, file.id()).orElseThrow());
    }

    // changes

    @Test
    public void g12_a_stale_change_is_refused_and_changes_nothing() {
        ClientFile read = files.create(firm, named("One").data(), OPERATOR);
        ClientFile changed =
                files.change(firm, read.id(), read.version(), named("Two").data(), OPERATOR);
        events.take();
        assertRefused(
                Category.STALE,
                () ->
                        files.change(
                                firm, read.id(), read.version(), named("Three").data(), OPERATOR));
        assertRefused(
                Category.STALE, () -> files.delete(firm, read.id(), read.version(), OPERATOR));
        assertEquals(changed, files.find(firm, read.id()).orElseThrow());
        assertEquals(List.of(), events.take());
    }

    @Test
    public void g12_of_many_changes_at_once_of_the_same_version_one_wins() throws Exception {
        ClientFile read = files.create(firm, named("Start").data(), OPERATOR);
        events.take();
        int racers = 6;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(racers);
        try {
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                String name = "Racer " + i;
                outcomes.add(
                        pool.submit(
                                () -> {
                                    ClientFilesService own =
                                            new ClientFilesService(
                                                    database.transactions(),
                                                    new RecordingPublisher(),
                                                    clock);
                                    start.await();
                                    try {
                                        own.change(
                                                firm,
                                                read.id(),
                                                read.version(),
                                                named(name).data(),
                                                OPERATOR);
                                        return true;
                                    } catch (DomainException e) {
                                        // a lock that was not to be had in time is no win either
                                        assertTrue(
                                                e.category().name(),
                                                Set.of(Category.STALE, Category.UNAVAILABLE)
                                                        .contains(e.category()));
                                        return false;
                                    }
                                }));
            }
            start.countDown();
            int winners = 0;
            for (Future<Boolean> outcome : outcomes) {
                winners += outcome.get() ? 1 : 0;
            }
            assertEquals(1, winners);
        } finally {
            pool.shutdownNow();
        }
        assertEquals(1, files.history(firm, read.id()).size());
        assertEquals(read.version() + 1, files.find(firm, read.id()).orElseThrow().version());
    }

    @Test
    public void the_history_tells_who_changed_which_field_from_what_to_what_newest_first() {
        ClientFile file = files.create(firm, named("Old").phone("0123456789").data(), OPERATOR);
        assertEquals(List.of(), files.history(firm, file.id()));
        clock.pass(Duration.ofMinutes(1));
        Instant first = clock.instant();
        file = files.change(firm, file.id(), file.version(), named("New").data(), OPERATOR);
        clock.pass(Duration.ofMinutes(1));
        Instant second = clock.instant();
        Actor other = new Actor(Actor.Kind.API_TOKEN, "token-1");
        files.change(firm, file.id(), file.version(), named("New").email("a@b.fr").data(), other);
        List<ClientFiles.Change> expected =
                List.of(
                        new ClientFiles.Change(
                                second, other, "email", Optional.empty(), Optional.of("a@b.fr")),
                        new ClientFiles.Change(
                                first, OPERATOR, "name", Optional.of("Old"), Optional.of("New")),
                        new ClientFiles.Change(
                                first,
                                OPERATOR,
                                "phone",
                                Optional.of("+33123456789"),
                                Optional.empty()));
        assertEquals(expected, files.history(firm, file.id()));

        List<ClientFiles.Change> paged = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<ClientFiles.Change> page =
                    files.history(firm, file.id(), new PageRequest(1, after));
            assertEquals(new Page.Total(3, true), page.total());
            paged.addAll(page.items());
            after = page.next().map(text -> Cursor.decode(text, 2));
        } while (after.isPresent());
        assertEquals(expected, paged);
    }

    @Test
    public void a_change_that_changes_nothing_leaves_version_history_and_events_alone() {
        ClientFile file = files.create(firm, named("Same").email("a@b.fr").data(), OPERATOR);
        events.take();
        clock.pass(Duration.ofMinutes(1));
        ClientFile after =
                files.change(
                        firm,
                        file.id(),
                        file.version(),
                        named(" Same").email("a@b.fr ").data(),
                        OPERATOR);
        assertEquals(file, after);
        assertEquals(List.of(), events.take());
        assertEquals(List.of(), files.history(firm, file.id()));
    }

    // events

    @Test
    public void g2_adding_a_file_with_a_used_email_is_an_addition_and_nothing_else() {
        files.create(firm, named("Constructor").email("p@x.fr").data(), OPERATOR);
        events.take();
        ClientFile file = files.create(firm, named("Demolitor").email("p@x.fr").data(), OPERATOR);
        assertEquals(
                List.of(
                        new RecordingPublisher.Published(
                                "clientfile.created",
                                file.id(),
                                firm,
                                OPERATOR,
                                Map.of("clientFile", file.id()))),
                events.take());
    }

    @Test
    public void g1_a_changed_email_is_an_event_of_its_own_with_both_addresses() {
        ClientFile file = files.create(firm, named("D").email("Old@X.fr").data(), OPERATOR);
        events.take();
        files.change(
                firm, file.id(), file.version(), named("D").email("New@X.fr").data(), OPERATOR);
        List<RecordingPublisher.Published> published = events.take();
        assertEquals(
                List.of("clientfile.changed", "clientfile.email-changed"),
                published.stream().map(RecordingPublisher.Published::type).toList());
        assertEquals(
                Map.of(
                        "clientFile", file.id(),
                        "before", "old@x.fr",
                        "beforeAsTyped", "Old@X.fr",
                        "after", "new@x.fr"),
                published.get(1).data());
        assertEquals(firm, published.get(1).firm());
        assertEquals(file.id(), published.get(1).aggregate());
        assertEquals(OPERATOR, published.get(1).actor());
    }

    @Test
    public void an_email_that_came_or_went_is_a_changed_email() {
        ClientFile file = files.create(firm, named("D").data(), OPERATOR);
        events.take();
        file =
                files.change(
                        firm,
                        file.id(),
                        file.version(),
                        named("D").email("a@b.fr").data(),
                        OPERATOR);
        assertEquals(
                Map.of("clientFile", file.id(), "after", "a@b.fr"), events.take().get(1).data());
        file = files.change(firm, file.id(), file.version(), named("D").data(), OPERATOR);
        assertEquals(
                Map.of("clientFile", file.id(), "before", "a@b.fr", "beforeAsTyped", "a@b.fr"),
                events.take().get(1).data());
    }

    @Test
    public void an_email_written_otherwise_is_the_same_email() {
        ClientFile file = files.create(firm, named("D").email("paul@été.fr").data(), OPERATOR);
        events.take();
        for (String same :
                List.of("PAUL@ÉTÉ.FR", "Paul@xn--t-9fab.fr", "paul@e\u0301te\u0301.fr")) {
            file =
                    files.change(
                            firm,
                            file.id(),
                            file.version(),
                            named("D").email(same).data(),
                            OPERATOR);
            assertEquals(List.of("clientfile.changed"), events.takeTypes());
            assertEquals(Optional.of("paul@xn--t-9fab.fr"), file.normalisedEmail());
        }
        file =
                files.change(
                        firm,
                        file.id(),
                        file.version(),
                        named("D").email("pa.ul@été.fr").data(),
                        OPERATOR);
        assertEquals(List.of("clientfile.changed", "clientfile.email-changed"), events.takeTypes());
    }

    @Test
    public void another_name_is_no_changed_email() {
        ClientFile file = files.create(firm, named("D").email("a@b.fr").data(), OPERATOR);
        events.take();
        files.change(firm, file.id(), file.version(), named("E").email("a@b.fr").data(), OPERATOR);
        assertEquals(List.of("clientfile.changed"), events.takeTypes());
    }

    @Test
    public void when_the_event_cannot_be_stored_the_change_does_not_happen() {
        ClientFile file = files.create(firm, named("D").email("a@b.fr").data(), OPERATOR);
        ClientFilesService failing =
                new ClientFilesService(
                        database.transactions(),
                        (type, aggregate, firm, actor, data) -> {
                            if (type.equals("clientfile.email-changed")) {
                                throw new IllegalStateException("outbox");
                            }
                        },
                        clock);
        assertThrows(
                IllegalStateException.class,
                () ->
                        failing.change(
                                firm,
                                file.id(),
                                file.version(),
                                named("E").email("c@d.fr").data(),
                                OPERATOR));
        assertEquals(file, files.find(firm, file.id()).orElseThrow());
        assertEquals(List.of(), files.history(firm, file.id()));
        assertEquals(List.of(), names(search("E")));
    }

    // deletion

    @Test
    public void a_deleted_file_is_found_by_nobody_and_its_row_stays() throws Exception {
        ClientFile file =
                files.create(
                        firm, named("Gone").email("a@b.fr").siren("732829320").data(), OPERATOR);
        events.take();
        files.delete(firm, file.id(), file.version(), OPERATOR);
        assertEquals(List.of("clientfile.deleted"), events.takeTypes());
        assertEquals(Optional.empty(), files.find(firm, file.id()));
        assertEquals(Map.of(), files.findAll(firm, List.of(file.id())));
        assertEquals(List.of(), files.withEmail(firm, "a@b.fr", 10));
        assertEquals(List.of(), files.withSiren(firm, "732829320", 10));
        assertEquals(List.of(), names(query()));
        assertEquals(List.of(), names(search("gone")));
        assertEquals(List.of(), names(search("732829320")));
        assertEquals(List.of(), names(byEmail("a@b.fr")));
        assertRefused(Category.NOT_FOUND, () -> files.delete(firm, file.id(), 2, OPERATOR));
        assertRefused(
                Category.NOT_FOUND,
                () -> files.change(firm, file.id(), 2, named("Back").data(), OPERATOR));
        assertRefused(Category.NOT_FOUND, () -> files.markLinked(firm, file.id(), true));
        try (var connection = database.connection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT name FROM clf_client_file WHERE deleted_at IS NOT NULL"
                                                + " AND id = '"
                                                + file.id()
                                                + "'")) {
            assertTrue(rows.next());
            assertEquals("Gone", rows.getString(1));
        }
    }

    @Test
    public void a_file_in_a_link_cannot_be_deleted_until_its_last_link_ends() {
        ClientFile file = files.create(firm, named("Main").data(), OPERATOR);
        files.markLinked(firm, file.id(), true);
        files.markLinked(firm, file.id(), true);
        files.markLinked(firm, file.id(), false);
        events.take();
        DomainException refused =
                assertThrows(
                        DomainException.class,
                        () -> files.delete(firm, file.id(), file.version(), OPERATOR));
        assertEquals(Category.CONFLICT, refused.category());
        assertEquals("client-file-linked", refused.code());
        assertEquals(List.of(), events.take());
        files.markLinked(firm, file.id(), false);
        files.delete(firm, file.id(), file.version(), OPERATOR);
        assertEquals(Optional.empty(), files.find(firm, file.id()));
    }

    // proposals and invitations

    @Test
    public void g1_a_proposal_shows_on_the_file_and_leaves_its_version_alone() {
        ClientFile file = files.create(firm, named("D").data(), OPERATOR);
        files.markProposal(firm, file.id(), true);
        files.markProposal(firm, file.id(), true);
        ClientFile marked = files.find(firm, file.id()).orElseThrow();
        assertTrue(marked.proposalOpen());
        assertEquals(file.version(), marked.version());
        ClientFile changed =
                files.change(firm, file.id(), file.version(), named("E").data(), OPERATOR);
        assertTrue(changed.proposalOpen());
        files.markProposal(firm, file.id(), false);
        assertFalse(files.find(firm, file.id()).orElseThrow().proposalOpen());
    }

    @Test
    public void marks_are_seen_within_the_same_transaction() {
        ClientFile file = files.create(firm, named("D").data(), OPERATOR);
        database.transactions()
                .run(
                        em -> {
                            assertFalse(files.find(firm, file.id()).orElseThrow().proposalOpen());
                            files.markProposal(firm, file.id(), true);
                            assertTrue(files.find(firm, file.id()).orElseThrow().proposalOpen());
                            ClientFile changed =
                                    files.change(
                                            firm,
                                            file.id(),
                                            file.version(),
                                            named("D e").data(),
                                            OPERATOR);
                            assertTrue(changed.proposalOpen());
                            files.change(
                                    firm,
                                    file.id(),
                                    changed.version(),
                                    named("D f").data(),
                                    OPERATOR);
                        });
        assertEquals(List.of("D f"), names(search("d")));
    }

    @Test
    public void g9_an_invitation_is_stamped_and_published_once_a_minute() {
        ClientFile file = files.create(firm, named("D").email("a@b.fr").data(), OPERATOR);
        events.take();
        ClientFile invited = files.invite(firm, file.id(), OPERATOR);
        assertEquals(Optional.of(clock.instant()), invited.invitedAt());
        assertEquals(file.version(), invited.version());
        assertEquals(List.of("clientfile.invited"), events.takeTypes());
        clock.pass(Duration.ofSeconds(59));
        DomainException refused =
                assertThrows(DomainException.class, () -> files.invite(firm, file.id(), OPERATOR));
        assertEquals(Category.TOO_MANY, refused.category());
        assertEquals(List.of(), events.take());
        clock.pass(Duration.ofSeconds(1));
        files.invite(firm, file.id(), OPERATOR);
        assertEquals(List.of("clientfile.invited"), events.takeTypes());
    }

    @Test
    public void g9_without_an_email_nobody_can_be_invited() {
        ClientFile file = files.create(firm, named("D").data(), OPERATOR);
        DomainException refused =
                assertThrows(DomainException.class, () -> files.invite(firm, file.id(), OPERATOR));
        assertEquals(Category.INVALID, refused.category());
        assertEquals("email-missing", refused.code());
    }

    // look-ups

    @Test
    public void with_email_and_with_siren_give_the_oldest_first_and_no_more_than_asked() {
        List<String> ids = new ArrayList<>();
        for (String name : List.of("C", "B", "A")) {
            clock.pass(Duration.ofSeconds(1));
            ids.add(
                    files.create(
                                    firm,
                                    named(name).email("a@b.fr").siren("732829320").data(),
                                    OPERATOR)
                            .id());
        }
        assertEquals(
                ids, files.withEmail(firm, "a@b.fr", 10).stream().map(ClientFile::id).toList());
        assertEquals(
                ids.subList(0, 2),
                files.withEmail(firm, "a@b.fr", 2).stream().map(ClientFile::id).toList());
        assertEquals(
                ids, files.withSiren(firm, "732829320", 10).stream().map(ClientFile::id).toList());
    }

    @Test
    public void find_all_gives_those_that_exist_however_many_are_asked() {
        ClientFile one = files.create(firm, named("A").data(), OPERATOR);
        ClientFile two = files.create(firm, named("B").data(), OPERATOR);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            ids.add("unknown-" + i);
        }
        ids.add(one.id());
        ids.add(0, two.id());
        assertEquals(Map.of(one.id(), one, two.id(), two), files.findAll(firm, ids));
        assertEquals(Map.of(), files.findAll(firm, List.of()));
    }

    @Test
    public void files_are_looked_up_without_waiting_for_the_others_of_the_firm() throws Exception {
        ClientFile one = files.create(firm, named("One").data(), OPERATOR);
        ClientFile two = files.create(firm, named("Two").data(), OPERATOR);
        ClientFile changing = files.create(firm, named("Changing").data(), OPERATOR);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (var connection = database.connection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .executeUpdate(
                            "UPDATE clf_client_file SET link_count = 1 WHERE id = '"
                                    + changing.id()
                                    + "'");
            Future<Map<String, ClientFile>> found =
                    threads.submit(() -> files.findAll(firm, List.of(two.id(), one.id())));
            assertEquals(Map.of(one.id(), one, two.id(), two), found.get(20, TimeUnit.SECONDS));
            connection.rollback();
        } finally {
            threads.shutdownNow();
        }
    }

    // lists

    @Test
    public void p7_names_stand_in_french_order() {
        for (String name : List.of("Zoé", "école", "Eclair", "Été", "abeille", "Etage", "ÉCART")) {
            files.create(firm, named(name).data(), OPERATOR);
        }
        assertEquals(
                List.of("abeille", "ÉCART", "Eclair", "école", "Etage", "Été", "Zoé"),
                names(query()));
    }

    @Test
    public void the_newest_come_first_when_asked() {
        for (String name : List.of("B", "A", "C")) {
            clock.pass(Duration.ofSeconds(1));
            files.create(firm, named(name).data(), OPERATOR);
        }
        ClientFiles.Query newest =
                new ClientFiles.Query(Optional.empty(), Optional.empty(), ClientFiles.Sort.NEWEST);
        assertEquals(List.of("C", "A", "B"), names(newest));
        assertEquals(List.of("C", "A", "B"), paged(newest, 1));
    }

    @Test
    public void pages_are_whole_and_without_repetition_in_every_order() {
        for (int i = 0; i < 23; i++) {
            if (i % 4 == 0) {
                clock.pass(Duration.ofSeconds(1));
            }
            // equal names, equal instants and several words that fit: ties in every order
            files.create(
                    firm,
                    named("Mar Martin Marbre " + i % 3).email("a@b.fr").siren("732829320").data(),
                    OPERATOR);
        }
        for (ClientFiles.Query query :
                List.of(
                        query(),
                        new ClientFiles.Query(
                                Optional.empty(), Optional.empty(), ClientFiles.Sort.NEWEST),
                        search("mar"),
                        search("marb mart"),
                        search("7328"),
                        byEmail("a@b.fr"))) {
            for (int limit : List.of(1, 2, 5, 23, 50)) {
                List<String> ids = pagedIds(query, limit);
                assertEquals(query + " by " + limit, 23, ids.size());
                assertEquals(23, new TreeSet<>(ids).size());
            }
        }
    }

    @Test
    public void pages_stay_stable_while_others_insert() {
        for (char c = 'b'; c <= 'k'; c++) {
            files.create(firm, named("Mar" + c).data(), OPERATOR);
        }
        for (ClientFiles.Query query : List.of(query(), search("mar"))) {
            List<String> before = names(query);
            Page<ClientFile> first = files.list(firm, query, PageRequest.first(4));
            // one before what was read, one right behind it, one far behind
            files.create(firm, named("Mara").data(), OPERATOR);
            files.create(firm, named("Mare a").data(), OPERATOR);
            files.create(firm, named("Marz").data(), OPERATOR);
            List<String> seen =
                    new ArrayList<>(first.items().stream().map(ClientFile::name).toList());
            Optional<String> next = first.next();
            while (next.isPresent()) {
                Page<ClientFile> page =
                        files.list(
                                firm,
                                query,
                                new PageRequest(
                                        4,
                                        next.map(
                                                text ->
                                                        Cursor.decode(
                                                                text, ListQueries.CURSOR_KEYS))));
                seen.addAll(page.items().stream().map(ClientFile::name).toList());
                next = page.next();
            }
            List<String> old = new ArrayList<>(seen);
            old.retainAll(before);
            assertEquals("nothing lost, nothing twice", before, old);
            for (ClientFile file : files.list(firm, query(), PageRequest.first(200)).items()) {
                if (Set.of("Mara", "Mare a", "Marz").contains(file.name())) {
                    files.delete(firm, file.id(), file.version(), OPERATOR);
                }
            }
        }
    }

    @Test
    public void a_cursor_of_another_list_is_refused() {
        files.create(firm, named("Mara").data(), OPERATOR);
        files.create(firm, named("Marb").data(), OPERATOR);
        Cursor byName =
                Cursor.decode(
                        files.list(firm, query(), PageRequest.first(1)).next().orElseThrow(),
                        ListQueries.CURSOR_KEYS);
        for (Cursor cursor :
                List.of(
                        byName,
                        Cursor.of("x"),
                        Cursor.of("w", "a\u0000", "b", "c"),
                        Cursor.of("w", "a\ud800", "b", "c"))) {
            DomainException refused =
                    assertThrows(
                            DomainException.class,
                            () ->
                                    files.list(
                                            firm,
                                            search("mar"),
                                            new PageRequest(1, Optional.of(cursor))));
            assertEquals("bad-cursor", refused.code());
        }
        assertThrows(
                DomainException.class,
                () ->
                        files.list(
                                firm,
                                new ClientFiles.Query(
                                        Optional.empty(),
                                        Optional.empty(),
                                        ClientFiles.Sort.NEWEST),
                                new PageRequest(
                                        1, Optional.of(Cursor.of("a", "never", "", "id")))));
    }

    // search

    @Test
    public void a_search_ignores_accents_case_and_signs_and_meets_the_beginning_of_any_word() {
        for (String name :
                List.of(
                        "Société Générale d'Électricité",
                        "LA POSTE",
                        "La Posterie",
                        "L'Œuvre & Cie",
                        "Générations",
                        "Αθήνα")) {
            files.create(firm, named(name).data(), OPERATOR);
        }
        assertEquals(List.of("Société Générale d'Électricité"), names(search("electri")));
        assertEquals(
                List.of("Société Générale d'Électricité", "Générations"), names(search("GÉNÉR")));
        assertEquals(List.of("LA POSTE", "La Posterie"), names(search("la pos")));
        assertEquals(List.of("La Posterie"), names(search("  posterie  la ")));
        assertEquals(List.of("L'Œuvre & Cie"), names(search("oeuvre")));
        assertEquals(List.of("L'Œuvre & Cie"), names(search("l'œuv")));
        assertEquals(List.of("Αθήνα"), names(search("αθή")));
        assertEquals(List.of(), names(search("oste")));
        assertEquals(List.of(), names(search("&")));
        assertEquals(List.of(), names(search("%")));
        assertEquals(6, names(search(" ")).size());
    }

    @Test
    public void a_search_follows_a_changed_name() {
        ClientFile file = files.create(firm, named("Alpha Beta").data(), OPERATOR);
        files.change(firm, file.id(), file.version(), named("Beta Gamma").data(), OPERATOR);
        assertEquals(List.of(), names(search("alpha")));
        assertEquals(List.of("Beta Gamma"), names(search("beta")));
        assertEquals(List.of("Beta Gamma"), names(search("gamma")));
    }

    @Test
    public void digits_search_by_the_beginning_of_the_siren_wherever_it_comes_from() {
        files.create(firm, named("By SIREN").siren("732829320").data(), OPERATOR);
        files.create(firm, named("By SIRET").siret("73282932000074").data(), OPERATOR);
        files.create(firm, named("La Poste").siren("356000000").data(), OPERATOR);
        files.create(firm, named("None").data(), OPERATOR);
        assertEquals(Set.of("By SIREN", "By SIRET"), Set.copyOf(names(search("732 829"))));
        assertEquals(Set.of("By SIREN", "By SIRET"), Set.copyOf(names(search("732829320"))));
        assertEquals(Set.of("By SIREN", "By SIRET"), Set.copyOf(names(search("73282932000074"))));
        assertEquals(List.of("La Poste"), names(search("3")));
        assertEquals(List.of(), names(search("732829321")));
    }

    @Test
    public void an_email_is_met_however_it_is_written_and_narrows_a_search() {
        files.create(firm, named("Alpha").email("Paul@X.fr").data(), OPERATOR);
        files.create(firm, named("Beta").email("paul@x.fr").siren("732829320").data(), OPERATOR);
        files.create(firm, named("Beta too").email("paula@x.fr").data(), OPERATOR);
        assertEquals(List.of("Alpha", "Beta"), names(byEmail(" PAUL@x.FR")));
        assertEquals(List.of(), names(byEmail("paul")));
        assertEquals(
                List.of("Beta"),
                names(
                        new ClientFiles.Query(
                                Optional.of("bet"),
                                Optional.of("paul@x.fr"),
                                ClientFiles.Sort.NAME)));
        assertEquals(
                List.of("Beta"),
                names(
                        new ClientFiles.Query(
                                Optional.of("7328"),
                                Optional.of("paul@x.fr"),
                                ClientFiles.Sort.NEWEST)));
    }

    @Test
    public void a_total_is_exact_up_to_ten_thousand() throws Exception {
        insertDirectly(Page.EXACT_UP_TO, "same");
        for (ClientFiles.Query query : List.of(query(), search("same"))) {
            assertEquals(new Page.Total(Page.EXACT_UP_TO, true), list(query).total());
        }
        files.create(firm, named("Same").data(), OPERATOR);
        for (ClientFiles.Query query : List.of(query(), search("same"))) {
            assertEquals(new Page.Total(Page.EXACT_UP_TO, false), list(query).total());
        }
    }

    @Test
    public void a_total_counts_files_not_the_words_that_were_met() throws Exception {
        insertDirectly(6_000, "same", "sameness");
        assertEquals(new Page.Total(6_000, true), list(search("same")).total());
        assertEquals(new Page.Total(6_000, true), list(search("sameness same")).total());
    }

    private void insertDirectly(int number, String... words) throws Exception {
        String key = String.join(" ", words);
        try (var connection = database.connection();
                var file =
                        connection.prepareStatement(
                                "INSERT INTO clf_client_file (firm_id, id, version, name, name_key,"
                                        + " created_at, changed_at, deleted)"
                                        + " VALUES (?, ?, 1, ?, ?, CURRENT_TIMESTAMP,"
                                        + " CURRENT_TIMESTAMP, FALSE)");
                var word =
                        connection.prepareStatement(
                                "INSERT INTO clf_name_word (firm_id, client_file_id, word, name_key,"
                                        + " version) VALUES (?, ?, ?, ?, 1)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < number; i++) {
                addBatch(file, firm, "file-" + i, key, key);
                for (String text : words) {
                    addBatch(word, firm, "file-" + i, text, key);
                }
            }
            file.executeBatch();
            word.executeBatch();
            connection.commit();
        }
    }

    private static void addBatch(PreparedStatement statement, String... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private Page<ClientFile> list(ClientFiles.Query query) {
        return files.list(firm, query, PageRequest.first(200));
    }

    private List<String> names(ClientFiles.Query query) {
        return list(query).items().stream().map(ClientFile::name).toList();
    }

    private List<String> paged(ClientFiles.Query query, int limit) {
        return pagedIds(query, limit).stream()
                .map(id -> files.find(firm, id).orElseThrow().name())
                .toList();
    }

    private List<String> pagedIds(ClientFiles.Query query, int limit) {
        List<String> ids = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<ClientFile> page = files.list(firm, query, new PageRequest(limit, after));
            assertTrue(page.items().size() <= limit);
            page.items().forEach(file -> ids.add(file.id()));
            after = page.next().map(text -> Cursor.decode(text, ListQueries.CURSOR_KEYS));
        } while (after.isPresent());
        return ids;
    }

    private static void assertRefused(Category category, Runnable call) {
        assertEquals(category, assertThrows(DomainException.class, call::run).category());
    }

    private static ClientFiles.Query query() {
        return new ClientFiles.Query(Optional.empty(), Optional.empty(), ClientFiles.Sort.NAME);
    }

    private static ClientFiles.Query search(String text) {
        return new ClientFiles.Query(Optional.of(text), Optional.empty(), ClientFiles.Sort.NAME);
    }

    private static ClientFiles.Query byEmail(String email) {
        return new ClientFiles.Query(Optional.empty(), Optional.of(email), ClientFiles.Sort.NAME);
    }

    private static Data named(String name) {
        return new Data(name, null, null, null, null, null);
    }

    /** What a test writes into a file. */
    private record Data(
            String name, String siren, String siret, String vat, String email, String phone) {

        Data siren(String value) {
            return new Data(name, value, siret, vat, email, phone);
        }

        Data siret(String value) {
            return new Data(name, siren, value, vat, email, phone);
        }

        Data vat(String value) {
            return new Data(name, siren, siret, value, email, phone);
        }

        Data email(String value) {
            return new Data(name, siren, siret, vat, value, phone);
        }

        Data phone(String value) {
            return new Data(name, siren, siret, vat, email, value);
        }

        ClientFileData data() {
            return new ClientFileData(
                    name,
                    Optional.ofNullable(siren),
                    Optional.ofNullable(siret),
                    Optional.ofNullable(vat),
                    Optional.ofNullable(email),
                    Optional.ofNullable(phone),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** A clock that passes when told. */
    private static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00.123Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
