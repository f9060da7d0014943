package org.rattache.document.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.DamagedContentException;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentCounts.Key;
import org.rattache.document.api.DocumentFilter;
import org.rattache.document.api.DocumentState;
import org.rattache.document.api.FilterCounts;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments.Purpose;
import org.rattache.document.api.Section;
import org.rattache.document.api.Sent;
import org.rattache.document.api.SentDocument;
import org.rattache.document.api.Upload;
import org.rattache.document.spi.ContentStoreException;
import org.rattache.document.spi.DocumentClassifier;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.DomainException.Category;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

/** The module on its real tables. */
@RunWith(Parameterized.class)
public final class DocumentsTest {

    private static final Optional<ByteRange> WHOLE = Optional.empty();

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private Bench bench;

    public DocumentsTest(TestDatabase.Kind kind) {
        database = Bench.database(kind);
    }

    @Before
    public void setUp() {
        bench = new Bench(database);
    }

    private List<String> names(String space, String account, DocumentFilter filter) {
        return bench.documents.list(space, account, filter, PageRequest.first(50)).items().stream()
                .map(d -> d.document().name())
                .toList();
    }

    private List<String> names(String space, String account) {
        return names(space, account, DocumentFilter.NONE);
    }

    private static String text(DocumentContent content) throws IOException {
        try (content) {
            byte[] bytes = content.stream().readAllBytes();
            assertEquals(content.length(), bytes.length);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private String read(String space, String id) throws IOException {
        return text(bench.documents.open(space, id, WHOLE, Purpose.READ, Bench.HOLDER));
    }

    private static void refused(Category category, String code, Runnable call) {
        DomainException refusal = assertThrows(DomainException.class, call::run);
        assertEquals(category, refusal.category());
        assertEquals(code, refusal.code());
    }

    private static void notFound(Runnable call) {
        refused(Category.NOT_FOUND, "not-found", call);
    }

    // Sending

    @Test
    public void what_was_sent_is_read_byte_for_byte_and_stands_in_the_events() throws IOException {
        SentDocument sent =
                bench.send("f1", "demolitor", Bench.document("Contrat été.pdf", "Contrats"));
        bench.open("s1", "f1", "demolitor", "a1");

        ReadableDocument found = bench.documents.find("s1", sent.document().id());
        assertEquals("Contrat été.pdf", found.document().name());
        assertEquals("application/pdf", found.document().mediaType());
        assertEquals(List.of("Contrats"), found.document().keywords());
        assertEquals("a1", found.account());
        assertFalse(found.read());
        assertEquals("content of Contrat été.pdf", read("s1", sent.document().id()));
        assertTrue(bench.documents.find("s1", sent.document().id()).read());
        assertEquals(List.of("document.sent", "document.read"), bench.types());
        Bench.Published reading = bench.events.get(1);
        assertEquals("f1", reading.firm());
        assertEquals(
                Map.of(
                        "document", sent.document().id(),
                        "clientFile", "demolitor",
                        "space", "s1",
                        "range", "0-27/28"),
                reading.data());
        assertEquals(0, bench.store.open());
    }

    @Test
    public void an_empty_and_a_too_large_file_are_refused_and_leave_nothing() {
        refused(Category.INVALID, "empty-file", () -> bench.upload(""));
        refused(Category.TOO_LARGE, "file-too-large", () -> bench.upload("x".repeat(1_001)));
        assertTrue(bench.store.contents.isEmpty());
        bench.upload("x".repeat(1_000));
    }

    @Test
    public void a_full_store_and_an_absent_one_are_told_apart() {
        bench.store.failure =
                new ContentStoreException(ContentStoreException.Reason.FULL, "full", null);
        refused(Category.STORAGE_FULL, "storage-full", () -> bench.upload("x"));
        bench.vault.with(null);
        refused(Category.UNAVAILABLE, "store-away", () -> bench.upload("x"));
    }

    @Test
    public void one_upload_becomes_one_document() {
        Upload upload = bench.upload("x");
        bench.sent.send("f1", "demolitor", upload, Bench.document("a"), Bench.OPERATOR);
        refused(
                Category.CONFLICT,
                "duplicate",
                () ->
                        bench.sent.send(
                                "f1", "demolitor", upload, Bench.document("b"), Bench.OPERATOR));
    }

    @Test
    public void when_the_event_cannot_be_stored_nothing_is_sent() {
        bench.failing = "document.sent";
        assertThrows(
                IllegalStateException.class,
                () -> bench.send("f1", "demolitor", Bench.document("a", "urgent")));
        assertEquals(
                List.of(),
                bench.sent
                        .list("f1", "demolitor", DocumentFilter.NONE, PageRequest.first(9))
                        .items());
        bench.failing = null;
        assertEquals(
                "its content is not known either",
                Optional.empty(),
                bench.send("f1", "demolitor", Bench.document("b"), "content of a").duplicateOf());
    }

    @Test
    public void an_upload_that_waited_too_long_becomes_no_document() {
        Upload upload = bench.upload("x");
        bench.clock.now = bench.clock.now.plus(Duration.ofMinutes(31));
        refused(
                Category.CONFLICT,
                "upload-expired",
                () ->
                        bench.sent.send(
                                "f1", "demolitor", upload, Bench.document("a"), Bench.OPERATOR));
    }

    @Test
    public void the_same_content_again_is_sent_and_flagged() {
        Sent<SentDocument> first = bench.send("f1", "demolitor", Bench.document("a"), "same");
        Sent<SentDocument> again = bench.send("f1", "demolitor", Bench.document("b"), "same");
        Sent<SentDocument> elsewhere = bench.send("f2", "demolitor", Bench.document("c"), "same");
        assertEquals(Optional.empty(), first.duplicateOf());
        assertEquals(Optional.of(first.document().document().id()), again.duplicateOf());
        assertEquals(Optional.empty(), elsewhere.duplicateOf());
    }

    @Test
    public void every_faulty_field_is_named() {
        DomainException refusal =
                assertThrows(
                        DomainException.class,
                        () ->
                                bench.send(
                                        "f1",
                                        "demolitor",
                                        Bench.document("../..", " ", "x".repeat(61))));
        assertEquals(
                List.of("/name", "/keywords/0", "/keywords/1"),
                refusal.errors().stream().map(DomainException.FieldError::pointer).toList());
    }

    @Test
    public void nothing_is_sent_to_a_client_file_of_another_firm() {
        notFound(() -> bench.send("f2", "constructor", Bench.document("a")));
        notFound(() -> bench.send("f1", "nobody", Bench.document("a")));
        notFound(() -> bench.sent.requireClientFile("f1", "other"));
        assertEquals(List.of(), bench.types());
    }

    // Sections and keywords [G8]

    private Section section(String name, String... keywords) {
        return bench.sections.create("f1", "demolitor", name, List.of(keywords), Bench.OPERATOR);
    }

    private static Optional<String> sectionOf(Document document) {
        return document.section().map(s -> s.name());
    }

    @Test
    public void g8_a_keyword_routes_a_document_to_its_section() {
        section("Factures", "facture", "avoir");
        Section contracts = section("Contrats", "contrat");
        assertEquals(
                Optional.of("Factures"),
                sectionOf(
                        bench.send("f1", "demolitor", Bench.document("a", "urgent", "FACTURÉ"))
                                .document()));
        assertEquals(
                "the section that is named wins",
                Optional.of("Contrats"),
                sectionOf(
                        bench.send("f1", "demolitor", Bench.inSection("b", contracts.id(), "avoir"))
                                .document()));
        assertEquals(
                Optional.empty(),
                sectionOf(bench.send("f1", "demolitor", Bench.document("c", "x")).document()));
        assertEquals(
                "keywords of another client file route nothing",
                Optional.empty(),
                sectionOf(
                        bench.send("f1", "constructor", Bench.document("d", "avoir")).document()));
        notFound(() -> bench.send("f1", "constructor", Bench.inSection("e", contracts.id())));
    }

    @Test
    public void g8_a_document_is_filed_afterwards() {
        Section invoices = section("Factures", "facture");
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();

        Document routed = classify(sent, Optional.empty(), Optional.of(List.of("Facture")));
        assertEquals(Optional.of("Factures"), sectionOf(routed));
        assertEquals(List.of("Facture"), routed.keywords());
        refused(
                Category.STALE,
                "stale",
                () -> classify(sent, Optional.empty(), Optional.of(List.of())));

        Document out = classify(routed, Optional.of(Optional.empty()), Optional.empty());
        assertEquals(Optional.empty(), out.section());
        assertEquals(List.of("Facture"), out.keywords());

        Document back =
                classify(out, Optional.of(Optional.of(invoices.id())), Optional.of(List.of()));
        assertEquals(Optional.of("Factures"), sectionOf(back));
        assertEquals(List.of(), back.keywords());
        notFound(() -> classify(back, Optional.of(Optional.of("none")), Optional.empty()));
        assertEquals(3, bench.types().stream().filter("document.classified"::equals).count());
    }

    private Document classify(
            Document document,
            Optional<Optional<String>> section,
            Optional<List<String>> keywords) {
        return bench.sent
                .classify(
                        document.firm(),
                        document.clientFile(),
                        document.id(),
                        document.version(),
                        section,
                        keywords,
                        Bench.OPERATOR)
                .document();
    }

    @Test
    public void sections_have_names_and_keywords_of_their_own() {
        Section invoices = section("Factures", "facture");
        Section contracts = section("Éléments", "contrat");
        refused(Category.CONFLICT, "section-exists", () -> section("FACTURES"));
        refused(Category.CONFLICT, "keyword-taken", () -> section("Autres", "Facturé"));
        refused(Category.INVALID, "invalid-fields", () -> section(" "));
        bench.sections.create("f1", "constructor", "Factures", List.of(), Bench.OPERATOR);
        assertEquals(
                List.of("Éléments", "Factures"),
                bench.sections.list("f1", "demolitor").stream().map(Section::name).toList());

        Section changed =
                bench.sections.change(
                        "f1",
                        "demolitor",
                        invoices.id(),
                        invoices.version(),
                        "Factures",
                        List.of("facture", "avoir"),
                        Bench.OPERATOR);
        assertEquals(List.of("avoir", "facture"), changed.keywords());
        refused(
                Category.STALE,
                "stale",
                () ->
                        bench.sections.delete(
                                "f1",
                                "demolitor",
                                invoices.id(),
                                invoices.version(),
                                Bench.OPERATOR));
        notFound(() -> bench.sections.find("f1", "constructor", contracts.id()));
        notFound(() -> bench.sections.find("f2", "demolitor", contracts.id()));
    }

    @Test
    public void documents_of_a_deleted_section_are_in_none() {
        Section invoices = section("Factures", "facture");
        Document sent = bench.send("f1", "demolitor", Bench.document("a", "facture")).document();
        bench.sections.delete("f1", "demolitor", invoices.id(), invoices.version(), Bench.OPERATOR);
        assertEquals(
                Optional.empty(),
                bench.sent.find("f1", "demolitor", sent.id()).document().section());
        assertEquals(List.of(), bench.sections.list("f1", "demolitor"));
        assertEquals(
                "its keyword is free", List.of("facture"), section("Neu", "facture").keywords());
    }

    @Test
    public void a_classifier_suggests_only_what_exists_and_never_stops_a_document() {
        Section invoices = section("Factures");
        bench.classification.with(
                d ->
                        new DocumentClassifier.Suggestion(
                                Optional.of(d.sections().get(0).id()), List.of("auto", "\u0000")));
        Document filed = bench.send("f1", "demolitor", Bench.document("a")).document();
        assertEquals(Optional.of("Factures"), sectionOf(filed));
        assertEquals(List.of("auto"), filed.keywords());
        assertEquals(
                List.of("mine"),
                bench.send("f1", "demolitor", Bench.document("b", "mine")).document().keywords());
        assertEquals(
                Optional.empty(),
                bench.send("f1", "constructor", Bench.document("c")).document().section());
        bench.classification.with(
                d -> new DocumentClassifier.Suggestion(Optional.of(invoices.id()), List.of()));
        assertEquals(
                "a foreign section is dropped",
                Optional.empty(),
                bench.send("f1", "constructor", Bench.document("d")).document().section());
        bench.classification.with(
                d -> {
                    throw new IllegalStateException("broken on purpose");
                });
        bench.send("f1", "demolitor", Bench.document("e"));
        bench.classification.with(d -> null);
        bench.send("f1", "demolitor", Bench.document("f"));
    }

    // Who may read what

    @Test
    public void p3_before_acceptance_nothing_is_there_and_afterwards_all_that_was_sent()
            throws IOException {
        String id = bench.send("f1", "demolitor", Bench.document("a")).document().id();
        assertEquals(List.of(), names("s1", "s1"));
        notFound(() -> names("s1", "a1"));
        notFound(() -> bench.documents.find("s1", id));
        notFound(() -> bench.documents.open("s1", id, WHOLE, Purpose.READ, Bench.HOLDER));
        bench.open("s1", "f1", "demolitor", "a1");
        assertEquals(List.of("a"), names("s1", "a1"));
        assertEquals("content of a", read("s1", id));
    }

    @Test
    public void s1_a_link_opens_only_the_client_file_of_the_firm_that_vouched_for_it() {
        String ofOtherFirm = bench.send("f2", "demolitor", Bench.document("b")).document().id();
        String ofOtherFile = bench.send("f1", "constructor", Bench.document("c")).document().id();
        bench.send("f1", "demolitor", Bench.document("a"));
        bench.open("s1", "f1", "demolitor", "a1");

        assertEquals(List.of("a"), names("s1", "a1"));
        for (String id : List.of(ofOtherFirm, ofOtherFile, "none", "'; --", "")) {
            notFound(() -> bench.documents.find("s1", id));
            notFound(() -> bench.documents.open("s1", id, WHOLE, Purpose.READ, Bench.HOLDER));
            notFound(() -> bench.documents.mark("s1", id, true));
            notFound(() -> bench.documents.findAll("s1", List.of(id)));
        }
        notFound(() -> bench.sent.find("f1", "demolitor", ofOtherFirm));
        notFound(() -> bench.sent.find("f1", "demolitor", ofOtherFile));
        notFound(() -> bench.sent.open("f1", "demolitor", ofOtherFile, WHOLE, Bench.OPERATOR));
        assertFalse(bench.types().contains("document.read"));
    }

    @Test
    public void an_empty_answer_of_the_filter_means_no_documents() {
        bench.send("f1", "demolitor", Bench.document("a"));
        bench.readable.put("s1", Set.of());
        Page<ReadableDocument> page =
                bench.documents.list("s1", "s1", DocumentFilter.NONE, PageRequest.first(50));
        assertEquals(List.of(), page.items());
        assertEquals(0, page.total().value());
        assertEquals(List.of(), bench.documents.sections("s1", "s1"));
    }

    @Test
    public void s2_a_source_with_a_beginning_opens_nothing_older() {
        Section before = section("Contrats", "contrat");
        Section since = section("Factures", "facture");
        section("Vide", "vide");
        Document old = bench.send("f1", "demolitor", Bench.document("old", "contrat")).document();
        bench.open("s2", "f1", "demolitor", "s2");
        Document oldReply = bench.answer("s2", "s2", null, "reply").document().document();
        Document fresh = bench.send("f1", "demolitor", Bench.document("new", "facture")).document();
        Set<Source> delayed =
                Set.of(new Source("f1", "demolitor", "a1", Optional.of(fresh.sentAt())));
        bench.readable.put("s1", delayed);

        assertEquals(List.of("new"), names("s1", "a1"));
        assertEquals(
                1,
                bench.documents
                        .list("s1", "a1", DocumentFilter.NONE, PageRequest.first(1))
                        .total()
                        .value());
        assertEquals(List.of(), names("s1", "a1", text("old")));
        assertEquals(List.of("new"), names("s1", "a1", unread(true)));
        assertEquals(
                new FilterCounts(
                        Map.of(since.id(), 1L),
                        Map.of("facture", 1L),
                        Map.of(Direction.TO_CLIENT, 1L),
                        1,
                        0),
                bench.documents.counts("s1", "a1", DocumentFilter.NONE));
        for (Document closed : List.of(old, oldReply)) {
            String id = closed.id();
            notFound(() -> bench.documents.find("s1", id));
            notFound(() -> bench.documents.open("s1", id, WHOLE, Purpose.READ, Bench.HOLDER));
            notFound(() -> bench.documents.open("s1", id, WHOLE, Purpose.EXPORT, Bench.HOLDER));
            notFound(() -> bench.documents.mark("s1", id, true));
            notFound(() -> bench.documents.findAll("s1", List.of(id)));
            notFound(() -> bench.documents.findAll("s1", List.of(fresh.id(), id)));
        }
        bench.documents.find("s1", fresh.id());
        assertEquals(
                "a section without a document that may be read stays closed",
                List.of(since.id()),
                bench.documents.sections("s1", "a1").stream().map(Section::id).toList());
        assertTrue(
                bench.documents.sections("s2", "s2").stream()
                        .anyMatch(section -> section.id().equals(before.id())));

        assertEquals(
                "the same content, sent before, is not named",
                Optional.empty(),
                bench.answer("s1", "a1", null, "reply").duplicateOf());
        assertEquals(
                Optional.of(oldReply.id()), bench.answer("s2", "s2", null, "reply").duplicateOf());
    }

    @Test
    public void s2_counts_begin_where_the_right_does() {
        Document old = bench.send("f1", "demolitor", Bench.document("old")).document();
        Document fresh = bench.send("f1", "demolitor", Bench.document("new")).document();
        bench.send("f1", "constructor", Bench.document("own"));
        Key all = new Key("f1", "demolitor");
        Key since = new Key("f1", "demolitor", Optional.of(fresh.sentAt()));
        Key later = new Key("f1", "demolitor", Optional.of(fresh.sentAt().plusMillis(1)));
        Key other = new Key("f1", "constructor");
        assertEquals(
                Map.of(all, 2L, since, 1L, later, 0L, other, 1L),
                bench.counts.unread("s1", List.of(all, since, later, other)));
        Map<Key, Map<String, Long>> sent = bench.counts.sent(List.of(all, since, later));
        assertEquals(2, sent.get(all).values().stream().mapToLong(n -> n).sum());
        assertEquals(1, sent.get(since).values().stream().mapToLong(n -> n).sum());
        assertEquals(Map.of(), sent.get(later));
        assertTrue(old.sentAt().isBefore(fresh.sentAt()));
    }

    @Test
    public void an_access_that_ends_while_the_content_is_checked_opens_nothing() {
        String id = bench.send("f1", "demolitor", Bench.document("a")).document().id();
        bench.open("s1", "f1", "demolitor", "a1");
        bench.countLooks();
        bench.beforeSecondLook = () -> bench.readable.clear();
        notFound(() -> bench.documents.open("s1", id, WHOLE, Purpose.READ, Bench.HOLDER));
        assertEquals(List.of("document.sent"), bench.types());
        assertEquals("the content is closed again", 0, bench.store.open());
        assertFalse(bench.sent.find("f1", "demolitor", id).opened());
    }

    @Test
    public void when_the_event_cannot_be_stored_nothing_is_opened() throws IOException {
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        bench.open("s1", "f1", "demolitor", "a1");
        bench.failing = "document.read";
        assertThrows(IllegalStateException.class, () -> read("s1", sent.id()));
        assertFalse(bench.documents.find("s1", sent.id()).read());
        assertFalse(bench.sent.find("f1", "demolitor", sent.id()).opened());
        assertEquals("the content is closed again", 0, bench.store.open());
        assertEquals("as before the first opening", Optional.empty(), recall(sent));
    }

    // Lists

    @Test
    public void p7_both_directions_of_an_account_stand_in_one_list_newest_first() {
        bench.open("s1", "f1", "demolitor", "a1");
        bench.open("s1", "f2", "demolitor", "a1");
        bench.open("s1", "f1", "constructor", "s1");
        bench.send("f1", "demolitor", Bench.document("1"));
        bench.send("f2", "demolitor", Bench.document("2"));
        bench.answer("s1", "a1", "f1", "3");
        bench.send("f1", "constructor", Bench.document("own"));
        assertEquals(List.of("3", "2", "1"), names("s1", "a1"));
        assertEquals(List.of("own"), names("s1", "s1"));
        assertEquals(List.of("3"), names("s1", "a1", direction(Direction.FROM_CLIENT)));
        assertEquals(List.of("2", "1"), names("s1", "a1", direction(Direction.TO_CLIENT)));
        assertEquals(
                List.of("3", "1"),
                bench
                        .sent
                        .list("f1", "demolitor", DocumentFilter.NONE, PageRequest.first(9))
                        .items()
                        .stream()
                        .map(d -> d.document().name())
                        .toList());
    }

    private static DocumentFilter direction(Direction direction) {
        Optional<String> no = Optional.empty();
        return new DocumentFilter(
                no,
                no,
                no,
                Optional.empty(),
                Optional.empty(),
                Optional.of(direction),
                Optional.empty());
    }

    private static DocumentFilter text(String text) {
        Optional<String> no = Optional.empty();
        return new DocumentFilter(
                no,
                no,
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DocumentFilter filed(String section, String keyword) {
        return new DocumentFilter(
                Optional.ofNullable(section),
                Optional.ofNullable(keyword),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DocumentFilter unread(boolean unread) {
        Optional<String> no = Optional.empty();
        return new DocumentFilter(
                no,
                no,
                no,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(unread));
    }

    @Test
    public void p8_a_list_is_filtered_by_section_keyword_name_and_time() {
        bench.open("s1", "f1", "demolitor", "a1");
        Section invoices = section("Factures", "facture");
        Document first =
                bench.send("f1", "demolitor", Bench.document("Reçu_100%.pdf", "facture"))
                        .document();
        Document second =
                bench.send("f1", "demolitor", Bench.document("Œuvre.pdf", "Été")).document();
        assertEquals(List.of("Reçu_100%.pdf"), names("s1", "a1", filed(invoices.id(), null)));
        assertEquals(List.of("Œuvre.pdf"), names("s1", "a1", filed(null, "ete")));
        assertEquals(List.of(), names("s1", "a1", filed(invoices.id(), "ete")));
        assertEquals(List.of(), names("s1", "a1", filed("' OR 1=1", null)));
        assertEquals(List.of("Reçu_100%.pdf"), names("s1", "a1", text("recu_")));
        assertEquals(List.of("Reçu_100%.pdf"), names("s1", "a1", text("0%")));
        assertEquals("no wild card", List.of(), names("s1", "a1", text("R%pdf")));
        assertEquals("no wild card", List.of(), names("s1", "a1", text("Re_u")));
        assertEquals(List.of("Œuvre.pdf"), names("s1", "a1", text("OEUVRE")));
        assertEquals(List.of(), names("s1", "a1", text("\u0000!'\ud800x")));
        Optional<String> no = Optional.empty();
        assertEquals(
                List.of("Œuvre.pdf"),
                names(
                        "s1",
                        "a1",
                        new DocumentFilter(
                                no,
                                no,
                                no,
                                Optional.of(second.sentAt()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        assertEquals(
                List.of("Reçu_100%.pdf"),
                names(
                        "s1",
                        "a1",
                        new DocumentFilter(
                                no,
                                no,
                                no,
                                Optional.empty(),
                                Optional.of(first.sentAt()),
                                Optional.empty(),
                                Optional.empty())));
        assertEquals(
                List.of("Factures"),
                bench.documents.sections("s1", "a1").stream().map(Section::name).toList());
    }

    @Test
    public void each_choice_of_a_filter_says_what_it_would_leave() throws IOException {
        bench.open("s1", "f1", "demolitor", "a1");
        bench.open("s1", "f2", "demolitor", "a1");
        Section invoices = section("Factures", "facture");
        String one =
                bench.send("f1", "demolitor", Bench.document("a", "facture", "Été"))
                        .document()
                        .id();
        bench.send("f1", "demolitor", Bench.document("b", "Facture"));
        bench.send("f2", "demolitor", Bench.document("c", "Été"));
        bench.answer("s1", "a1", "f1", "d");
        recall(bench.send("f1", "demolitor", Bench.document("e", "facture")).document());
        read("s1", one);

        FilterCounts all = bench.documents.counts("s1", "a1", DocumentFilter.NONE);
        assertEquals(Map.of(invoices.id(), 2L), all.sections());
        assertEquals(2, all.keywords().size());
        assertEquals(2L, (long) all.keywords().get("Été"));
        assertEquals(Map.of(Direction.TO_CLIENT, 3L, Direction.FROM_CLIENT, 1L), all.directions());
        assertEquals("the own one is read", List.of(2L, 2L), List.of(all.unread(), all.read()));

        FilterCounts invoiced =
                bench.documents.counts("s1", "a1", filed(invoices.id(), null).withUnread(true));
        assertEquals("as without it", Map.of(invoices.id(), 1L), invoiced.sections());
        assertEquals(Map.of("Facture", 1L), invoiced.keywords());
        assertEquals(Map.of(Direction.TO_CLIENT, 1L), invoiced.directions());
        assertEquals(List.of(1L, 1L), List.of(invoiced.unread(), invoiced.read()));

        FilterCounts nothing = bench.documents.counts("s1", "a1", filed("' OR 1=1", null));
        assertEquals(Map.of(), nothing.keywords());
        assertEquals(List.of(0L, 0L), List.of(nothing.unread(), nothing.read()));
        notFound(() -> bench.documents.counts("s2", "a1", DocumentFilter.NONE));
    }

    @Test
    public void pages_follow_one_another_without_gap_or_repetition() {
        bench.open("s1", "f1", "demolitor", "a1");
        bench.open("s1", "f2", "demolitor", "a1");
        Instant frozen = Instant.parse("2026-03-02T10:00:00Z");
        for (int i = 0; i < 11; i++) {
            // the same instant for all: the id must decide
            bench.clock.now = frozen.minusSeconds(2);
            bench.send(i % 2 == 0 ? "f1" : "f2", "demolitor", Bench.document("d" + i));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<ReadableDocument> page =
                    bench.documents.list(
                            "s1",
                            "a1",
                            DocumentFilter.NONE,
                            new PageRequest(3, next.map(text -> Cursor.decode(text, 2))));
            assertEquals(11, page.total().value());
            page.items().forEach(d -> seen.add(d.document().id()));
            next = page.next();
        } while (next.isPresent());
        assertEquals(11, seen.size());
        assertEquals(11, new HashSet<>(seen).size());
        refused(
                Category.INVALID,
                "bad-cursor",
                () ->
                        bench.documents.list(
                                "s1",
                                "a1",
                                DocumentFilter.NONE,
                                new PageRequest(3, Optional.of(Cursor.of("x", "y")))));
    }

    @Test
    public void read_and_unread_are_kept_for_each_space() throws IOException {
        bench.open("s1", "f1", "demolitor", "a1");
        bench.open("s2", "f1", "demolitor", "s2");
        String a = bench.send("f1", "demolitor", Bench.document("a")).document().id();
        bench.send("f1", "demolitor", Bench.document("b"));
        read("s1", a);
        read("s1", a);
        assertEquals(List.of("b"), names("s1", "a1", unread(true)));
        assertEquals(List.of("a"), names("s1", "a1", unread(false)));
        assertEquals(List.of("b", "a"), names("s2", "s2", unread(true)));
        assertFalse(bench.documents.mark("s1", a, false).read());
        assertEquals(List.of("b", "a"), names("s1", "a1", unread(true)));
        assertTrue(bench.documents.mark("s1", a, true).read());
        assertEquals(
                "what one sends is read already",
                true,
                bench.answer("s1", "a1", null, "c").document().read());
        assertEquals(List.of("b"), names("s1", "a1", unread(true)));
        assertEquals(List.of("c", "b", "a"), names("s2", "s2", unread(true)));
        assertEquals(
                Map.of(new Key("f1", "demolitor"), 1L, new Key("f2", "demolitor"), 0L),
                bench.counts.unread(
                        "s1", List.of(new Key("f1", "demolitor"), new Key("f2", "demolitor"))));
    }

    @Test
    public void marking_as_read_is_no_opening() {
        bench.open("s1", "f1", "demolitor", "a1");
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        bench.documents.mark("s1", sent.id(), true);
        assertFalse(bench.sent.find("f1", "demolitor", sent.id()).opened());
        assertEquals(Optional.empty(), recall(sent));
    }

    // Sending to the firm

    @Test
    public void a_client_sends_to_the_firm_through_a_source_that_it_may_read() throws IOException {
        notFound(() -> bench.answer("s1", "s1", null, "x"));
        notFound(() -> bench.answer("s1", "a1", null, "x"));
        bench.open("s1", "f1", "demolitor", "a1");
        notFound(() -> bench.answer("s1", "a1", "f2", "x"));
        Document sent = bench.answer("s1", "a1", null, "signed.pdf").document().document();
        assertEquals("f1", sent.firm());
        assertEquals(Direction.FROM_CLIENT, sent.direction());
        bench.open("s1", "f2", "demolitor", "a1");
        DomainException refusal =
                assertThrows(DomainException.class, () -> bench.answer("s1", "a1", null, "x"));
        assertEquals("/firm", refusal.errors().get(0).pointer());
        assertEquals("f2", bench.answer("s1", "a1", "f2", "y").document().document().firm());

        assertEquals(
                "content of signed.pdf",
                text(bench.sent.open("f1", "demolitor", sent.id(), WHOLE, Bench.OPERATOR)));
        assertTrue(bench.sent.find("f1", "demolitor", sent.id()).opened());
        assertEquals(
                List.of("document.received", "document.received", "document.read"), bench.types());
        assertEquals("s1", bench.events.get(0).data().get("space"));
        refused(Category.CONFLICT, "not-sent-by-firm", () -> recall(sent));
    }

    // Recall

    private Optional<DocumentState> recall(Document document) {
        return bench.sent.recall(
                document.firm(),
                document.clientFile(),
                document.id(),
                document.version(),
                Bench.OPERATOR);
    }

    @Test
    public void before_the_first_opening_a_recalled_document_is_gone() throws IOException {
        bench.open("s1", "f1", "demolitor", "a1");
        Document kept = bench.send("f1", "demolitor", Bench.document("kept")).document();
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        assertEquals(Optional.empty(), recall(sent));
        assertEquals(List.of("kept"), names("s1", "a1"));
        notFound(() -> bench.documents.find("s1", sent.id()));
        notFound(() -> bench.sent.find("f1", "demolitor", sent.id()));
        notFound(() -> recall(sent));
        notFound(() -> bench.documents.findAll("s1", List.of(kept.id(), sent.id())));
        assertEquals(2, bench.store.contents.size());
        assertEquals(1, bench.sweeper.sweep());
        assertEquals(1, bench.store.contents.size());
        assertEquals("content of kept", read("s1", kept.id()));
        assertEquals(
                Map.of(new Key("f1", "demolitor"), Map.of("application/octet-stream", 1L)),
                bench.counts.sent(List.of(new Key("f1", "demolitor"))));
    }

    @Test
    public void when_the_event_cannot_be_stored_nothing_is_recalled() throws IOException {
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        bench.open("s1", "f1", "demolitor", "a1");
        bench.failing = "document.recalled";
        assertThrows(IllegalStateException.class, () -> recall(sent));
        assertEquals(sent, bench.sent.find("f1", "demolitor", sent.id()).document());
        bench.sweeper.sweep();
        assertEquals("content of a", read("s1", sent.id()));
    }

    @Test
    public void after_the_first_opening_it_stays_visible_and_is_not_given_out() throws IOException {
        bench.open("s1", "f1", "demolitor", "a1");
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        read("s1", sent.id());
        refused(
                Category.STALE,
                "stale",
                () -> bench.sent.recall("f1", "demolitor", sent.id(), 99, Bench.OPERATOR));
        assertEquals(Optional.of(DocumentState.WITHDRAWN), recall(sent));
        assertEquals(List.of("a"), names("s1", "a1"));
        assertEquals(
                DocumentState.WITHDRAWN, bench.documents.find("s1", sent.id()).document().state());
        refused(
                Category.CONFLICT,
                "withdrawn",
                () -> bench.documents.open("s1", sent.id(), WHOLE, Purpose.READ, Bench.HOLDER));
        refused(
                Category.CONFLICT,
                "withdrawn",
                () -> bench.sent.open("f1", "demolitor", sent.id(), WHOLE, Bench.OPERATOR));
        refused(Category.CONFLICT, "withdrawn", () -> recall(sent));
    }

    @Test
    public void a_recall_that_wins_against_an_opening_leaves_nothing_open() {
        bench.open("s1", "f1", "demolitor", "a1");
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        bench.countLooks();
        bench.beforeSecondLook = () -> recallElsewhere(sent);
        notFound(() -> bench.documents.open("s1", sent.id(), WHOLE, Purpose.READ, Bench.HOLDER));
        assertFalse(bench.types().contains("document.read"));
        assertEquals(0, bench.store.open());
    }

    private void recallElsewhere(Document document) {
        Thread other = new Thread(() -> recall(document));
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void an_opening_and_a_recall_at_the_same_time_have_one_winner() throws Exception {
        bench.open("s1", "f1", "demolitor", "a1");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 20; round++) {
                Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
                CyclicBarrier start = new CyclicBarrier(3);
                Callable<Boolean> reading =
                        () -> {
                            start.await();
                            return succeeds(() -> read("s1", sent.id()));
                        };
                // the same space twice: a viewer asks for several parts at once
                Future<Boolean> one = threads.submit(reading);
                Future<Boolean> two = threads.submit(reading);
                Future<Optional<DocumentState>> recall =
                        threads.submit(
                                () -> {
                                    start.await();
                                    return recall(sent);
                                });
                boolean anyRead = one.get() | two.get();
                Optional<DocumentState> outcome = recall.get();
                assertEquals(
                        "read exactly when it could not be recalled unseen",
                        anyRead,
                        outcome.isPresent());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean succeeds(Callable<?> call) throws Exception {
        try {
            call.call();
            return true;
        } catch (DomainException e) {
            assertTrue(e.code(), Set.of("not-found", "withdrawn").contains(e.code()));
            return false;
        }
    }

    // Contents

    @Test
    public void f6_a_flipped_bit_is_never_given_out_and_raises_the_alarm() throws IOException {
        bench.open("s1", "f1", "demolitor", "a1");
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        byte[] bytes = bench.store.contents.values().iterator().next();
        bytes[bytes.length - 1] ^= 1;
        for (Optional<ByteRange> range : List.of(WHOLE, Optional.of(new ByteRange(0, 1)))) {
            assertThrows(
                    DamagedContentException.class,
                    () -> bench.documents.open("s1", sent.id(), range, Purpose.READ, Bench.HOLDER));
        }
        assertThrows(
                DamagedContentException.class,
                () -> bench.sent.open("f1", "demolitor", sent.id(), WHOLE, Bench.OPERATOR));
        assertEquals(3, bench.types().stream().filter("document.damaged"::equals).count());
        assertFalse(bench.types().contains("document.read"));
        assertEquals(0, bench.store.open());
        bytes[bytes.length - 1] ^= 1;
        assertEquals("content of a", read("s1", sent.id()));
        bench.store.contents.clear();
        assertThrows(DamagedContentException.class, () -> read("s1", sent.id()));
    }

    @Test
    public void a_part_is_recorded_as_a_part() throws IOException {
        bench.open("s1", "f1", "demolitor", "a1");
        Document sent = bench.send("f1", "demolitor", Bench.document("a")).document();
        assertEquals(
                "ten",
                text(
                        bench.documents.open(
                                "s1",
                                sent.id(),
                                Optional.of(new ByteRange(3, 3)),
                                Purpose.EXPORT,
                                Bench.HOLDER)));
        assertEquals("3-5/12", bench.events.get(2).data().get("range"));
        assertEquals(List.of("document.sent", "document.exported", "document.read"), bench.types());
    }

    // Sweeping, counting, waiting

    @Test
    public void the_sweeper_takes_old_orphans_and_nothing_else() throws IOException {
        bench.store.now = bench.clock.now.minus(Duration.ofHours(2));
        bench.upload("orphan of a fresh installation");
        assertEquals("a database that knows nothing", 0, bench.sweeper.sweep());
        bench.send("f1", "demolitor", Bench.document("a"));
        bench.store.now = bench.clock.now.minus(Duration.ofMinutes(59));
        bench.upload("young");
        assertEquals(1, bench.sweeper.sweep());
        assertEquals(2, bench.store.contents.size());
        bench.clock.now = bench.clock.now.plus(Duration.ofMinutes(5));
        assertEquals(1, bench.sweeper.sweep());
        assertEquals(1, bench.store.contents.size());
    }

    @Test
    public void p11_counts_tell_types_and_no_more() {
        bench.send("f1", "demolitor", Bench.document("a.pdf"));
        bench.send("f1", "demolitor", Bench.document("b.pdf"));
        bench.send("f1", "demolitor", Bench.document("c.exe"));
        bench.send("f2", "demolitor", Bench.document("d.pdf"));
        Key key = new Key("f1", "demolitor");
        Key none = new Key("f1", "constructor");
        assertEquals(
                Map.of(
                        key,
                        Map.of("application/pdf", 2L, "application/octet-stream", 1L),
                        none,
                        Map.of()),
                bench.counts.sent(List.of(key, none)));
        assertEquals(Map.of(), bench.counts.sent(List.of()));
    }

    @Test
    public void g7_documents_that_cannot_be_read_yet_wait_on_the_dashboard() throws IOException {
        bench.send("f1", "demolitor", Bench.document("a"));
        bench.send("f1", "demolitor", Bench.document("b"));
        bench.send("f1", "constructor", Bench.document("c"));
        bench.send("f2", "demolitor", Bench.document("d"));
        bench.activeClients.add("constructor");
        assertEquals(2, bench.waiting.actions("f1").get(0).count());
        assertEquals("demolitor", bench.waiting.waiting("f1").get(0).clientFile());
        bench.activeClients.add("demolitor");
        assertEquals(0, bench.waiting.actions("f1").get(0).count());
    }

    @Test
    public void g7_what_the_main_account_can_read_waits_no_more() throws IOException {
        bench.send("f1", "demolitor", Bench.document("a"));
        bench.open("space-of-demolitor", "f1", "demolitor", "space-of-demolitor");
        assertEquals("nobody holds its own space", 1, bench.waiting.actions("f1").get(0).count());
        bench.open("main", "f1", "demolitor", "space-of-demolitor");
        assertEquals(0, bench.waiting.actions("f1").get(0).count());
    }

    @Test
    public void g7_what_the_delay_of_a_link_holds_back_waits() {
        bench.send("f1", "demolitor", Bench.document("old"));
        Document fresh = bench.send("f1", "demolitor", Bench.document("new")).document();
        bench.readable.put(
                "main",
                Set.of(
                        new Source(
                                "f1",
                                "demolitor",
                                "space-of-demolitor",
                                Optional.of(fresh.sentAt()))));
        assertEquals(1, bench.waiting.actions("f1").get(0).count());
        assertTrue(bench.waiting.waiting("f1").get(0).newest().isBefore(fresh.sentAt()));
    }
}
