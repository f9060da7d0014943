package org.rattache.audit.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.audit.api.Entry;
import org.rattache.audit.api.Trail;
import org.rattache.audit.api.Verification;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.Event;
import org.rattache.platform.persistence.Transactions;
import org.rattache.platform.testkit.TestDatabase;

/** The chain, its verification and the trail, on real databases. */
@RunWith(Parameterized.class)
public class ChainTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** More than one batch of the verification. */
    private static final int ENTRIES = 600;

    private static final Actor OPERATOR = Actor.user("operator-1");

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private final TestDatabase.Kind kind;
    private Transactions transactions;
    private Chains chains;
    private AnchorFile file;
    private Anchoring anchoring;
    private Verifier verifier;
    private StoredTrail trail;
    private Set<Source> readable = Set.of();
    private final List<Event> published = new ArrayList<>();
    private int events;

    public ChainTest(TestDatabase.Kind kind) {
        this.kind = kind;
        database = new TestDatabase(kind, "audit", "audit", new File("src/main/resources/db"));
    }

    @Before
    public void wire() throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        transactions = database.transactions();
        chains = new Chains(transactions, clock);
        file = new AnchorFile(folder.getRoot().toPath().resolve("audit/anchors.log"));
        anchoring =
                new Anchoring(
                        transactions,
                        file,
                        clock,
                        1000,
                        Executors.newSingleThreadScheduledExecutor());
        verifier = new Verifier(transactions, file);
        AccessFilter access =
                new AccessFilter() {
                    @Override
                    public Set<Source> readableBy(String space) {
                        return readable;
                    }

                    @Override
                    public Set<Reader> readersOf(String firm, String clientFile) {
                        return Set.of();
                    }
                };
        trail =
                new StoredTrail(
                        transactions,
                        access,
                        (type, aggregate, firm, actor, data) ->
                                published.add(event(type, aggregate, firm, actor, data)),
                        clock);
    }

    private Event event(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {
        events++;
        return new Event(
                "event-" + events,
                type,
                aggregate,
                Optional.ofNullable(firm),
                actor,
                NOW.plusSeconds(events),
                data);
    }

    private Event append(String type, String firm, Actor actor, Map<String, String> data) {
        Event event = event(type, "aggregate", firm, actor, data);
        chains.append(event);
        return event;
    }

    private void fill(String firm, int count) {
        transactions.run(
                em -> {
                    for (int i = 0; i < count; i++) {
                        append(
                                "clientfile.email-changed",
                                firm,
                                OPERATOR,
                                Map.of("clientFile", "file-" + i % 7, "before", i + "@example.fr"));
                    }
                });
    }

    private int sql(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private void assertBroken(String how, long number) {
        Verification.Result result = verifier.ofFirm("firm-a");
        assertFalse(how, result.whole());
        assertEquals(how, number, result.broken().orElseThrow().number());
        assertEquals(how, "firm-a", result.broken().orElseThrow().firm());
        assertFalse(how, verifier.ofAll().whole());
    }

    private void assertWhole() {
        Verification.Result result = verifier.ofAll();
        assertTrue(result.broken().toString(), result.whole());
    }

    @Test
    public void s5_a_chain_of_some_thousand_entries_is_whole_and_each_firm_has_its_own()
            throws Exception {
        fill("firm-a", 2 * ENTRIES);
        fill("firm-b", 3);
        append("identity.logged-in", null, OPERATOR, Map.of("user", "operator-1"));
        anchoring.anchor();

        Verification.Result all = verifier.ofAll();
        assertTrue(all.broken().toString(), all.whole());
        assertEquals(2 * ENTRIES + 4, all.entries());
        assertEquals(3, all.chains());
        assertEquals(3, all.anchors());
        assertEquals(3, verifier.ofFirm("firm-b").entries());
        assertEquals(1, verifier.ofFirm(Trail.NO_FIRM).entries());
        assertTrue(verifier.ofFirm("nobody").whole());
    }

    @Test
    public void s5_every_edited_column_is_found() throws Exception {
        fill("firm-a", 50);
        append("document.read", "firm-a", OPERATOR, Map.of("document", "d", "space", "space-1"));
        assertWhole();
        for (String column :
                List.of(
                        "event_id",
                        "actor_kind",
                        "actor_id",
                        "type",
                        "aggregate",
                        "client_file_id",
                        "main_file_id",
                        "link_id",
                        "request_id",
                        "document_id",
                        "space_id",
                        "data_digest",
                        "previous_digest",
                        "digest")) {
            String before = single(column);
            sql(
                    "UPDATE aud_entry SET "
                            + column
                            + " = 'x' WHERE firm_id = 'firm-a' AND number = 20");
            assertBroken(column, 20);
            sql(
                    "UPDATE aud_entry SET "
                            + column
                            + " = "
                            + (before == null ? "NULL" : "'" + before + "'")
                            + " WHERE firm_id = 'firm-a' AND number = 20");
            assertWhole();
        }
        sql(
                "UPDATE aud_entry SET occurred_at = '2026-03-01 12:00:00.5' WHERE firm_id = 'firm-a' AND number = 20");
        assertBroken("occurred_at", 20);
    }

    private String single(String column) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT "
                                        + column
                                        + " FROM aud_entry WHERE firm_id = 'firm-a' AND number = 20")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    public void s5_an_edited_or_deleted_detail_is_found() throws Exception {
        fill("firm-a", 50);
        sql(
                "UPDATE aud_detail SET data = '{\"before\":\"other@example.fr\"}' WHERE firm_id = 'firm-a' AND number = 9");
        assertBroken("edited", 9);
        sql("UPDATE aud_detail SET data = '{' WHERE firm_id = 'firm-a' AND number = 9");
        assertBroken("spoilt", 9);
        sql("DELETE FROM aud_detail WHERE firm_id = 'firm-a' AND number = 9");
        assertBroken("deleted", 9);
    }

    @Test
    public void s5_a_deleted_entry_is_found() throws Exception {
        fill("firm-a", ENTRIES);
        sql("DELETE FROM aud_entry WHERE firm_id = 'firm-a' AND number = 555");
        assertBroken("deleted", 555);
    }

    @Test
    public void s5_a_deleted_entry_is_found_when_the_rest_is_renumbered() throws Exception {
        fill("firm-a", 100);
        sql("DELETE FROM aud_entry WHERE firm_id = 'firm-a' AND number = 77");
        for (int number = 78; number <= 100; number++) {
            sql(
                    "UPDATE aud_entry SET number = "
                            + (number - 1)
                            + " WHERE firm_id = 'firm-a' AND number = "
                            + number);
        }
        sql("UPDATE aud_head SET number = 99 WHERE firm_id = 'firm-a'");
        assertBroken("renumbered", 77);
    }

    @Test
    public void s5_an_inserted_entry_is_found() throws Exception {
        fill("firm-a", 100);
        String copy =
                "INSERT INTO aud_entry SELECT firm_id, 101, 'made-up', occurred_at, actor_kind, actor_id, type, aggregate,"
                        + " client_file_id, main_file_id, link_id, request_id, document_id, space_id, data_digest, %s, digest,"
                        + " version FROM aud_entry WHERE firm_id = 'firm-a' AND number = 100";
        sql(String.format(copy, "digest"));
        assertBroken("appended behind the head", 101);
        sql("UPDATE aud_head SET number = 101 WHERE firm_id = 'firm-a'");
        assertBroken("appended with the head", 101);
    }

    @Test
    public void s5_two_swapped_entries_are_found() throws Exception {
        fill("firm-a", ENTRIES);
        sql("UPDATE aud_entry SET number = -1 WHERE firm_id = 'firm-a' AND number = 500");
        sql("UPDATE aud_entry SET number = 500 WHERE firm_id = 'firm-a' AND number = 590");
        sql("UPDATE aud_entry SET number = 590 WHERE firm_id = 'firm-a' AND number = -1");
        assertBroken("swapped", 500);
    }

    @Test
    public void s5_a_cut_off_end_is_found_by_the_head() throws Exception {
        fill("firm-a", ENTRIES);
        sql("DELETE FROM aud_entry WHERE firm_id = 'firm-a' AND number > 501");
        assertBroken("cut off", 502);
    }

    @Test
    public void s5_a_cut_off_end_is_found_by_the_anchor_when_the_head_was_forged_too()
            throws Exception {
        fill("firm-a", ENTRIES);
        anchoring.anchor();
        String forged =
                "UPDATE aud_head SET number = 501, digest = (SELECT e.digest FROM aud_entry e"
                        + " WHERE e.firm_id = 'firm-a' AND e.number = 501) WHERE firm_id = 'firm-a'";
        sql("DELETE FROM aud_entry WHERE firm_id = 'firm-a' AND number > 501");
        sql(forged);
        assertBroken("cut off with its head", ENTRIES);
        assertTrue(verifier.ofFirm("firm-a").broken().orElseThrow().why().contains("cut off"));
    }

    @Test
    public void s5_a_chain_that_was_built_anew_is_found_by_the_anchor() throws Exception {
        fill("firm-a", 40);
        anchoring.anchor();
        for (String table : List.of("aud_entry", "aud_detail", "aud_head")) {
            sql("DELETE FROM " + table + " WHERE firm_id = 'firm-a'");
        }
        assertBroken("gone with its head", 40);
        fill("firm-a", 60);
        assertBroken("built anew", 40);
    }

    @Test
    public void s5_an_entry_hidden_from_its_space_is_found() throws Exception {
        append("document.read", "firm-a", OPERATOR, Map.of("document", "d", "space", "space-1"));
        sql("DELETE FROM aud_space");
        assertBroken("hidden", 1);
    }

    @Test
    public void s5_a_lost_head_is_found() throws Exception {
        fill("firm-a", 5);
        sql("DELETE FROM aud_head WHERE firm_id = 'firm-a'");
        assertBroken("no head", 1);
    }

    @Test
    public void an_event_that_comes_twice_has_one_entry() {
        Event event = event("clientfile.created", "f", "firm-a", OPERATOR, Map.of());
        assertTrue(chains.append(event));
        assertFalse(chains.append(event));
        assertEquals(1, verifier.ofFirm("firm-a").entries());
        assertWhole();
    }

    @Test
    public void an_entry_exists_only_if_its_transaction_commits() {
        fill("firm-a", 1);
        try {
            transactions.run(
                    em -> {
                        append("clientfile.created", "firm-a", OPERATOR, Map.of());
                        throw DomainException.notFound();
                    });
        } catch (DomainException expected) {
            assertEquals(1, verifier.ofFirm("firm-a").entries());
        }
        fill("firm-a", 1);
        assertEquals(2, verifier.ofFirm("firm-a").entries());
        assertWhole();
    }

    @Test
    public void what_is_verified_while_it_grows_is_whole() throws Exception {
        if (kind == TestDatabase.Kind.DERBY) {
            // as it may choose to anyhow: it reads the rows in no order then
            database.discard();
            sql("ALTER TABLE aud_entry DROP PRIMARY KEY");
        }
        append("clientfile.changed", "firm-a", OPERATOR, Map.of());
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> growing = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            String writer = "w" + w + "-";
            growing.add(
                    threads.submit(
                            () -> {
                                for (int i = 0; i < ENTRIES / writers; i++) {
                                    append(writer + i);
                                }
                            }));
        }
        while (!growing.stream().allMatch(Future::isDone)) {
            assertWhole();
        }
        for (Future<?> one : growing) {
            one.get();
        }
        threads.shutdown();
        assertEquals(ENTRIES + 1, verifier.ofFirm("firm-a").entries());
    }

    /** As the outbox does: what the database has refused comes again. */
    private void append(String event) {
        for (int tries = 1; true; tries++) {
            try {
                chains.append(
                        new Event(
                                event,
                                "clientfile.changed",
                                "f",
                                Optional.of("firm-a"),
                                OPERATOR,
                                NOW,
                                Map.of()));
                return;
            } catch (DomainException e) {
                assertTrue(e.code(), tries < ENTRIES);
            }
        }
    }

    @Test
    public void two_threads_give_one_chain_without_gaps() throws Exception {
        int each = 150;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            String thread = "t" + t + "-";
            done.add(
                    threads.submit(
                            () -> {
                                for (int i = 0; i < each; i++) {
                                    append(thread + i);
                                }
                            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        threads.shutdown();
        Verification.Result result = verifier.ofFirm("firm-a");
        assertTrue(result.broken().toString(), result.whole());
        assertEquals(2 * each, result.entries());
    }

    @Test
    public void an_erased_detail_leaves_the_chain_whole_and_stands_in_the_trail() {
        fill("firm-a", 10);
        trail.eraseDetail("firm-a", 4, "request of the person", OPERATOR);
        trail.eraseDetail("firm-a", 4, "again", OPERATOR);
        Verification.Result result = verifier.ofFirm("firm-a");
        assertTrue(result.whole());
        assertEquals(1, result.erased());
        assertEquals(1, published.size());
        assertEquals("audit.detail-erased", published.get(0).type());
        Page<Entry> page = trail.ofFirm("firm-a", Trail.Filter.NONE, PageRequest.first(50));
        Entry erased = page.items().stream().filter(e -> e.number() == 4).findFirst().orElseThrow();
        assertTrue(erased.detail().isEmpty());
    }

    @Test
    public void no_address_stands_in_the_chain_itself() throws Exception {
        fill("firm-a", 3);
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM aud_entry")) {
            int columns = rows.getMetaData().getColumnCount();
            int seen = 0;
            while (rows.next()) {
                for (int c = 1; c <= columns; c++) {
                    assertFalse(String.valueOf(rows.getString(c)).contains("@"));
                }
                seen++;
            }
            assertEquals(3, seen);
        }
    }

    @Test
    public void anchors_are_private_appended_and_written_once_a_head() throws Exception {
        fill("firm-a", 3);
        assertEquals(1, anchoring.anchor());
        assertEquals(0, anchoring.anchor());
        fill("firm-a", 1);
        fill("firm-b", 1);
        assertEquals(2, anchoring.anchor());
        List<String> lines = Files.readAllLines(file.path());
        assertEquals(3, lines.size());
        assertTrue(lines.get(0), lines.get(0).contains(" firm-a 3 "));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(3, verifier.ofAll().anchors());
    }

    @Test
    public void half_a_line_that_a_crash_left_spoils_no_other_anchor() throws Exception {
        fill("firm-a", 3);
        anchoring.anchor();
        Files.writeString(file.path(), "2026-03-01T12", java.nio.file.StandardOpenOption.APPEND);
        fill("firm-a", 1);
        anchoring.anchor();
        assertEquals(2, verifier.ofFirm("firm-a").anchors());
        assertWhole();
    }

    @Test
    public void s3_a_firm_reads_its_own_chain_alone_and_pages_through_it_once() {
        fill("firm-a", 25);
        fill("firm-b", 5);
        List<Long> numbers = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<Entry> page =
                    trail.ofFirm(
                            "firm-a",
                            Trail.Filter.NONE,
                            new PageRequest(
                                    10, next.map(n -> Cursor.decode(n, Trail.CURSOR_KEYS))));
            assertEquals(25, page.total().value());
            page.items()
                    .forEach(
                            entry -> {
                                assertEquals("firm-a", entry.firm());
                                numbers.add(entry.number());
                            });
            next = page.next();
        } while (next.isPresent());
        assertEquals(
                java.util.stream.LongStream.rangeClosed(1, 25).map(n -> 26 - n).boxed().toList(),
                numbers);
    }

    @Test
    public void a_trail_is_narrowed_by_type_client_file_document_and_time() {
        append("clientfile.created", "firm-a", OPERATOR, Map.of("clientFile", "f1"));
        append(
                "linking.linked",
                "firm-a",
                OPERATOR,
                Map.of("link", "l1", "main", "f1", "secondary", "f2"));
        append("document.sent", "firm-a", OPERATOR, Map.of("document", "d1", "clientFile", "f2"));
        append("document.sent", "firm-b", OPERATOR, Map.of("document", "d1", "clientFile", "f2"));

        assertEquals(
                List.of("linking.linked", "clientfile.created"),
                types(filter(null, "f1", null, null, null)));
        assertEquals(
                List.of("document.sent", "linking.linked"),
                types(filter(null, "f2", null, null, null)));
        assertEquals(List.of("document.sent"), types(filter("document.*", null, null, null, null)));
        assertEquals(
                List.of("linking.linked"), types(filter("linking.linked", null, null, null, null)));
        assertEquals(List.of("document.sent"), types(filter(null, null, "d1", null, null)));
        assertEquals(
                List.of("linking.linked"),
                types(filter(null, null, null, NOW.plusSeconds(2), NOW.plusSeconds(3))));
    }

    private static Trail.Filter filter(
            String type, String file, String document, Instant from, Instant to) {
        return new Trail.Filter(
                Optional.ofNullable(type),
                Optional.ofNullable(file),
                Optional.ofNullable(document),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

    private List<String> types(Trail.Filter filter) {
        Page<Entry> page = trail.ofFirm("firm-a", filter, PageRequest.first(50));
        assertEquals(page.items().size(), page.total().value());
        return page.items().stream().map(Entry::type).toList();
    }

    @Test
    public void s1_a_firm_learns_not_which_of_its_clients_one_person_is_behind() {
        Actor holder = Actor.user("holder-1");
        for (String clientFile : List.of("f1", "f1", "f2")) {
            append(
                    "document.read",
                    "firm-a",
                    holder,
                    Map.of("document", "d", "clientFile", clientFile, "space", "space-1"));
        }
        append(
                "identity.space-activated",
                "firm-a",
                holder,
                Map.of("user", "holder-1", "clientFile", "f1", "newUser", "false", "space", "s"));
        Page<Entry> page = trail.ofFirm("firm-a", Trail.Filter.NONE, PageRequest.first(50));
        List<Entry> entries = page.items();
        assertEquals(entries.get(3).actor(), entries.get(2).actor());
        assertNotEquals(entries.get(2).actor(), entries.get(1).actor());
        assertFalse(entries.toString(), entries.toString().contains("holder-1"));
        assertFalse(entries.toString(), entries.toString().contains("space-1"));
        assertFalse(entries.toString(), entries.toString().contains("newUser"));
    }

    @Test
    public void s1_no_entry_gives_the_id_of_a_person_of_the_platform_to_a_firm() {
        Map<String, String> asked = Map.of("clientFile", "file-1", "kind", "agreement");
        append("partner.request-sent", "firm-a", Actor.user("director"), asked);
        for (String type : List.of("partner.reopened", "partner.voided", "partner.left")) {
            append(type, "firm-a", Actor.user("director"), Map.of("clientFile", "file-1"));
        }
        append(
                "identity.space-activated",
                "firm-a",
                new Actor(Actor.Kind.LINK_HOLDER, "director"),
                Map.of("clientFile", "file-1", "user", "director", "newUser", "true"));
        append("partner.request-sent", "firm-a", OPERATOR, Map.of("kind", "company"));
        List<Entry> entries =
                trail.ofFirm("firm-a", Trail.Filter.NONE, PageRequest.first(50)).items();
        assertEquals(OPERATOR, entries.get(0).actor());
        for (Entry entry : entries.subList(1, entries.size())) {
            assertFalse(entry.toString(), entry.toString().contains("director"));
        }
    }

    @Test
    public void a_space_reads_what_names_it_and_what_was_done_with_documents_that_it_may_read() {
        Actor holder = Actor.user("holder-1");
        append(
                "partner.refused",
                "firm-a",
                holder,
                Map.of("request", "r1", "space", "space-1", "clientFile", "f1", "reason", "no"));
        append("document.sent", "firm-a", OPERATOR, Map.of("document", "old", "clientFile", "f1"));
        append("document.sent", "firm-a", OPERATOR, Map.of("document", "d1", "clientFile", "f1"));
        append(
                "document.read",
                "firm-a",
                holder,
                Map.of("document", "d1", "clientFile", "f1", "space", "space-1"));
        append(
                "document.read",
                "firm-a",
                Actor.user("other"),
                Map.of("document", "d1", "clientFile", "f1", "space", "space-2"));
        append("document.sent", "firm-a", OPERATOR, Map.of("document", "d9", "clientFile", "f9"));
        append("clientfile.changed", "firm-a", OPERATOR, Map.of("clientFile", "f1"));
        append("document.sent", "firm-b", OPERATOR, Map.of("document", "d2", "clientFile", "f1"));

        assertEquals(
                "an empty set of sources means no documents",
                List.of("document.read", "partner.refused"),
                spaceTypes());

        readable = Set.of(new Source("firm-a", "f1", "space-1", Optional.empty()));
        assertEquals(
                List.of(
                        "document.read",
                        "document.read",
                        "document.sent",
                        "document.sent",
                        "partner.refused"),
                spaceTypes());

        readable = Set.of(new Source("firm-a", "f1", "space-1", Optional.of(NOW.plusSeconds(3))));
        assertEquals(
                "documents sent before stay closed",
                List.of("document.read", "document.read", "document.sent", "partner.refused"),
                spaceTypes());
    }

    private List<String> spaceTypes() {
        Page<Entry> page = trail.ofSpace("space-1", Trail.Filter.NONE, PageRequest.first(50));
        assertEquals(page.items().size(), page.total().value());
        return page.items().stream().map(Entry::type).toList();
    }
}
