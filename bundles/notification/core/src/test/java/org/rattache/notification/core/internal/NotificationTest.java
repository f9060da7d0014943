package org.rattache.notification.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.Holders;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.api.Person;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.api.LoggedMail;
import org.rattache.notification.api.NewsPreferences;
import org.rattache.notification.api.Rhythm;
import org.rattache.notification.api.Webhook;
import org.rattache.notification.api.WebhookDelivery;
import org.rattache.notification.api.Webhooks;
import org.rattache.notification.spi.Message;
import org.rattache.notification.spi.Receipt;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.Event;
import org.rattache.platform.persistence.Transactions;
import org.rattache.platform.testkit.TestDatabase;

/** From the event to the channel, on real databases. */
@RunWith(Parameterized.class)
public class NotificationTest {

    private static final String FIRM = World.FIRM;
    private static final Actor BY = Actor.user("op");
    private static final PageRequest PAGE = PageRequest.first(50);

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private final World world = new World();
    private final List<Message> delivered = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private Receipt receipt = Receipt.delivered("ok");
    private Transactions transactions;
    private MailHandler mails;
    private WebhookHandler hooks;
    private WebhookService webhooks;
    private StoredMailLog log;
    private int events;

    public NotificationTest(TestDatabase.Kind kind) {
        database =
                new TestDatabase(
                        kind, "notification", "notification", new File("src/main/resources/db"));
    }

    @Before
    public void wire() {
        transactions = database.transactions();
        mails = new MailHandler(transactions, world.directory(), world.settings, world.clock);
        hooks = new WebhookHandler(transactions, world.clock);
        webhooks =
                new WebhookService(
                        transactions,
                        (type, aggregate, firm, actor, data) -> published.add(type),
                        world.clock);
        log = new StoredMailLog(transactions, world.clock);
        world.file("file", "DEMOLITOR", "Contact@Demolitor.example");
    }

    private Event event(String type, Map<String, String> data) {
        return new Event(
                "event-" + ++events,
                type,
                "aggregate",
                Optional.of(FIRM),
                BY,
                world.clock.instant(),
                data);
    }

    private void mailed(String type, Map<String, String> data) {
        mails.handle(event(type, data));
    }

    /** Sends what is due on a channel; returns how many were. */
    private int send(String channel) {
        Composer composer =
                channel.equals("mail")
                        ? new MailComposer(world.directory(), world.links(), world.settings)
                        : new WebhookComposer(transactions);
        Dispatch dispatch = new Dispatch(transactions, composer, world.clock);
        List<Messages.Key> due =
                transactions.call(em -> Messages.due(em, channel, world.clock.instant(), 100));
        for (Messages.Key key : due) {
            dispatch.send(
                    key,
                    message -> {
                        delivered.add(message);
                        return receipt;
                    });
        }
        return due.size();
    }

    private void expand() {
        while (mails.expandBatch()) {
            assertTrue("ends", events < 10_000);
        }
    }

    private LoggedMail only() {
        List<LoggedMail> items = log.list(FIRM, Optional.empty(), PAGE).items();
        assertEquals(items.toString(), 1, items.size());
        return items.get(0);
    }

    private String everything() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM ntf_message")) {
            while (rows.next()) {
                for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                    all.append(rows.getString(c)).append('\n');
                }
            }
        }
        return all.toString();
    }

    @Test
    public void g9_an_invitation_carries_a_one_time_link_that_is_stored_nowhere() throws Exception {
        world.spaces.put("file", new Spaces.Space("space-1", "DEMOLITOR", Optional.empty()));
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        assertTrue("a token is made when the mail is sent", world.issued.isEmpty());

        assertEquals(1, send("mail"));

        Message mail = delivered.get(0);
        assertEquals("Contact@Demolitor.example", mail.recipient());
        assertTrue(mail.subject().contains("BATIE CONSTRUCTION"));
        assertTrue(mail.text().contains("DEMOLITOR"));
        assertTrue(
                mail.text(),
                mail.text().contains("https://rattache.example/platform/activation/token-1"));
        World.Issued issued = world.issued.get(0);
        assertEquals(OneTimeLinks.Purpose.ACTIVATION, issued.purpose());
        assertEquals(
                Map.of(
                        "kind", "space",
                        "firm", FIRM,
                        "clientFile", "file",
                        "email", "Contact@Demolitor.example",
                        "contact", "contact@demolitor.example",
                        "company", "DEMOLITOR",
                        "siren", "404833048",
                        "space", "space-1"),
                issued.data());
        assertFalse(everything().contains("token-1"));
        LoggedMail logged = only();
        assertEquals(DeliveryState.SENT, logged.state());
        assertEquals("C***@Demolitor.example", logged.recipient());
        assertEquals(0, send("mail"));
    }

    @Test
    public void an_invitation_never_goes_to_an_address_that_is_no_longer_the_contact() {
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        world.file("file", "DEMOLITOR", "other@demolitor.example");
        send("mail");
        assertTrue(delivered.isEmpty());
        assertTrue(world.issued.isEmpty());
        assertEquals(DeliveryState.DROPPED, only().state());
    }

    @Test
    public void a_channel_that_answers_nothing_or_misses_a_class_is_tried_again() {
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        Dispatch dispatch =
                new Dispatch(
                        transactions,
                        new MailComposer(world.directory(), world.links(), world.settings),
                        world.clock);
        Messages.Key key =
                transactions.call(em -> Messages.due(em, "mail", world.clock.instant(), 1)).get(0);
        dispatch.send(key, message -> null);
        assertEquals(DeliveryState.WAITING, only().state());
        world.clock.pass(Duration.ofSeconds(30));
        dispatch.send(
                key,
                message -> {
                    throw new NoClassDefFoundError("gone");
                });
        assertEquals(DeliveryState.WAITING, only().state());
        assertEquals("NoClassDefFoundError", only().note().orElseThrow());
        assertEquals(2, only().attempts());
    }

    @Test
    public void a_mail_that_is_tried_again_carries_a_new_link_and_waits_longer_each_time() {
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        receipt = Receipt.retry("No connection to contact@demolitor.example");
        send("mail");
        assertEquals(DeliveryState.WAITING, only().state());
        assertEquals("No connection to ***", only().note().orElseThrow());
        assertEquals("not before its pause", 0, send("mail"));
        world.clock.pass(Duration.ofSeconds(30));
        assertEquals(1, send("mail"));
        world.clock.pass(Duration.ofSeconds(30));
        assertEquals("the second pause is longer", 0, send("mail"));
        world.clock.pass(Duration.ofSeconds(30));
        receipt = Receipt.delivered("ok");
        assertEquals(1, send("mail"));

        assertEquals(3, only().attempts());
        assertEquals(DeliveryState.SENT, only().state());
        assertEquals(3, world.issued.size());
        assertTrue(delivered.get(2).text().contains("token-3"));
        assertEquals("one id for all tries", delivered.get(0).id(), delivered.get(2).id());
    }

    @Test
    public void pauses_double_up_to_an_hour() {
        assertEquals(Duration.ofSeconds(30), Messages.pause(1));
        assertEquals(Duration.ofSeconds(60), Messages.pause(2));
        assertEquals(Duration.ofMinutes(32), Messages.pause(7));
        assertEquals(Duration.ofHours(1), Messages.pause(8));
        assertEquals(Duration.ofHours(1), Messages.pause(Integer.MAX_VALUE));
    }

    @Test
    public void g7_a_mail_that_failed_stands_on_the_dashboard_and_can_be_sent_again() {
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        assertEquals(0, log.actions(FIRM).get(0).count());
        receipt = Receipt.retry("down");
        for (int i = 0; i < 100 && only().state() == DeliveryState.WAITING; i++) {
            send("mail");
            world.clock.pass(Duration.ofHours(1));
        }
        LoggedMail failed = only();
        assertEquals(DeliveryState.FAILED, failed.state());
        assertTrue("it was tried for two days: " + failed, failed.attempts() > 40);
        assertEquals("mails-failed", log.actions(FIRM).get(0).kind());
        assertEquals(1, log.actions(FIRM).get(0).count());
        assertEquals("another firm's", 0, log.actions("firm-b").get(0).count());
        assertTrue(log.find("firm-b", failed.id()).isEmpty());

        LoggedMail again = log.retry(FIRM, failed.id());
        assertEquals(DeliveryState.WAITING, again.state());
        receipt = Receipt.delivered("ok");
        assertEquals(1, send("mail"));
        assertEquals(DeliveryState.SENT, only().state());
        try {
            log.retry(FIRM, failed.id());
            assertTrue("a second retry is refused", false);
        } catch (DomainException e) {
            assertEquals("not-failed", e.code());
        }
    }

    @Test
    public void a_refused_mail_is_not_tried_again() {
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        receipt = Receipt.rejected("550");
        send("mail");
        assertEquals(DeliveryState.FAILED, only().state());
        world.clock.pass(Duration.ofDays(1));
        assertEquals(0, send("mail"));
    }

    @Test
    public void a_mail_whose_sender_died_is_sent_again_after_its_lease() {
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        Messages.Key key =
                transactions.call(em -> Messages.due(em, "mail", world.clock.instant(), 1).get(0));
        assertTrue(transactions.call(em -> Messages.claim(em, key, world.clock.instant())));
        assertFalse(transactions.call(em -> Messages.claim(em, key, world.clock.instant())));
        assertEquals(0, send("mail"));
        world.clock.pass(Messages.LEASE);
        assertEquals(1, send("mail"));
        assertEquals(DeliveryState.SENT, only().state());
    }

    @Test
    public void two_senders_send_a_mail_once() throws Exception {
        for (int i = 0; i < 40; i++) {
            mailed("clientfile.invited", Map.of("clientFile", "file"));
        }
        List<String> sent = java.util.Collections.synchronizedList(new ArrayList<>());
        MailComposer composer =
                new MailComposer(
                        world.directory(),
                        World.fake(OneTimeLinks.class, (method, args) -> "token"),
                        world.settings);
        List<Messages.Key> due =
                transactions.call(em -> Messages.due(em, "mail", world.clock.instant(), 100));
        var threads = Executors.newFixedThreadPool(2);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            done.add(
                    threads.submit(
                            () -> {
                                Dispatch dispatch =
                                        new Dispatch(transactions, composer, world.clock);
                                for (Messages.Key key : due) {
                                    dispatch.send(
                                            key,
                                            message -> {
                                                sent.add(message.id());
                                                return Receipt.delivered("ok");
                                            });
                                }
                            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        threads.shutdown();
        assertEquals(40, sent.size());
        assertEquals(40, Set.copyOf(sent).size());
    }

    @Test
    public void a_mail_that_cannot_be_composed_waits_and_leaves_no_link_behind() {
        mailed("identity.operator-invited", Map.of("user", "op"));
        world.operatorInvited = true;
        world.firmName = null;
        send("mail");
        assertTrue(delivered.isEmpty());
        LoggedMail waiting = only();
        assertEquals(DeliveryState.WAITING, waiting.state());
        assertEquals(1, waiting.attempts());
        assertTrue(waiting.note().orElseThrow().startsWith("It could not be composed"));
    }

    @Test
    public void an_operator_and_a_forgotten_password_get_their_links() {
        world.operatorInvited = true;
        mailed("identity.operator-invited", Map.of("user", "op"));
        mails.handle(
                new Event(
                        "reset",
                        "identity.password-reset-requested",
                        "user:holder",
                        Optional.empty(),
                        Actor.user("holder"),
                        world.clock.instant(),
                        Map.of("user", "holder")));
        assertEquals(2, send("mail"));
        Message invitation =
                delivered.stream()
                        .filter(m -> m.recipient().equals(World.OPERATOR.email()))
                        .findFirst()
                        .orElseThrow();
        assertTrue(
                invitation.text().contains("https://rattache.example/gateway/activation/token-"));
        Message reset =
                delivered.stream()
                        .filter(m -> m.recipient().equals(World.HOLDER.email()))
                        .findFirst()
                        .orElseThrow();
        assertEquals("Your new password", reset.subject());
        assertTrue(
                world.issued.contains(
                        new World.Issued(
                                OneTimeLinks.Purpose.PASSWORD_RESET,
                                Map.of("user", "holder"),
                                Duration.ofHours(1))));
        assertEquals(
                "what belongs to no firm is in no firm's log",
                "operator-invitation",
                only().template());
        assertEquals("o***@batie.example", only().recipient());
    }

    @Test
    public void p11_a_request_says_who_asks_and_how_many_documents_wait_and_no_names() {
        world.holders.put("main", List.of(World.HOLDER));
        mailed(
                "partner.request-sent",
                Map.of(
                        "request",
                        "r",
                        "kind",
                        "company",
                        "space",
                        "main",
                        "link",
                        "l",
                        "clientFile",
                        "file"));
        world.clock.pass(Duration.ofSeconds(5));
        send("mail");
        Message mail = delivered.get(0);
        assertEquals(World.HOLDER.email(), mail.recipient());
        assertEquals("en", mail.properties().get(Message.LANGUAGE));
        assertTrue(mail.text(), mail.text().contains("BATIE CONSTRUCTION"));
        assertTrue(mail.text(), mail.text().contains("3 documents are waiting"));
        assertEquals("a firm learns no log-in address", "***", only().recipient());
    }

    @Test
    public void a_holder_who_is_none_any_more_is_told_nothing() {
        world.holders.put("main", List.of(World.HOLDER));
        mailed(
                "partner.request-sent",
                Map.of("request", "r", "kind", "firm", "space", "main", "clientFile", "file"));
        world.holders.clear();
        world.clock.pass(Duration.ofSeconds(5));
        send("mail");
        assertTrue(delivered.isEmpty());
        assertEquals(DeliveryState.DROPPED, only().state());
    }

    @Test
    public void requests_that_come_at_once_are_one_mail_and_those_of_another_space_are_another() {
        world.holders.put("main", List.of(World.HOLDER));
        world.holders.put("other", List.of(World.HOLDER));
        world.file("second", "SECOND", null);
        requested("r1", "company", "main", "file");
        requested("r2", "firm", "main", "file");
        requested("r3", "company", "main", "second");
        world.clock.pass(Duration.ofMillis(1));
        requested("r4", "agreement", "other", "second");
        assertEquals("they are waited for", 0, send("mail"));
        world.clock.pass(Duration.ofSeconds(5));
        assertEquals(2, send("mail"));
        Message both = delivered.get(0);
        assertTrue(both.subject(), both.subject().contains("2 companies"));
        assertTrue(both.text(), both.text().contains("- DEMOLITOR: to be linked"));
        assertTrue(both.text(), both.text().contains("- SECOND: to be linked"));
        Message agreement = delivered.get(1);
        assertTrue(agreement.subject(), agreement.subject().contains("agreement for SECOND"));

        requested("r5", "company", "main", "file");
        requested("r6", "firm", "main", "file");
        world.clock.pass(Duration.ofSeconds(5));
        assertEquals("what was sent is told of no more", 1, send("mail"));
        Message link = delivered.get(2);
        assertTrue(link.subject(), link.subject().endsWith("to link DEMOLITOR to your account"));
        assertTrue(link.text(), link.text().contains("accepted as a partner for DEMOLITOR"));
    }

    private void requested(String request, String kind, String space, String file) {
        mailed(
                "partner.request-sent",
                Map.of(
                        "request",
                        request,
                        "kind",
                        kind,
                        "space",
                        space,
                        "clientFile",
                        file,
                        "link",
                        "link-of-" + file));
    }

    private void closed(String file) {
        mailed(
                "partner.closed",
                Map.of("link", "link-of-" + file, "space", "main", "clientFile", file));
    }

    @Test
    public void a_link_that_is_undone_at_once_is_told_of_neither_when_made_nor_when_undone() {
        world.holders.put("main", List.of(World.HOLDER));
        world.file("second", "SECOND", null);
        requested("r1", "company", "main", "file");
        requested("r2", "firm", "main", "file");
        requested("r3", "company", "main", "second");
        closed("file");
        world.clock.pass(Duration.ofSeconds(5));
        assertEquals(1, send("mail"));
        String text = delivered.get(0).text();
        assertTrue(text, text.contains("the company SECOND"));
        assertFalse(text, text.contains("DEMOLITOR"));

        closed("second");
        assertEquals("who was told is told that it has ended", 1, send("mail"));
        requested("r4", "company", "main", "second");
        closed("second");
        world.clock.pass(Duration.ofSeconds(5));
        assertEquals("nothing is left to tell", 0, send("mail"));
    }

    @Test
    public void p12_the_operators_are_told_of_an_answer_with_its_reason() {
        mailed(
                "partner.refused",
                Map.of(
                        "request",
                        "r",
                        "kind",
                        "company",
                        "space",
                        "main",
                        "clientFile",
                        "file",
                        "reason",
                        "inconnue\r\nBcc: x"));
        send("mail");
        Message mail = delivered.get(0);
        assertEquals(World.OPERATOR.email(), mail.recipient());
        assertEquals("DEMOLITOR : demande refusée", mail.subject());
        assertTrue(mail.text(), mail.text().contains("Motif indiqué : inconnue Bcc: x"));
    }

    @Test
    public void
            s2_the_former_contact_is_told_of_the_change_and_of_the_link_unless_somebody_holds_the_space() {
        mailed(
                "clientfile.email-changed",
                Map.of(
                        "clientFile",
                        "file",
                        "before",
                        "old@demolitor.example",
                        "beforeAsTyped",
                        "Old@Demolitor.example",
                        "after",
                        "x@y.example"));
        mailed(
                "partner.request-sent",
                Map.of(
                        "request",
                        "r",
                        "kind",
                        "company",
                        "space",
                        "main",
                        "clientFile",
                        "file",
                        "formerEmail",
                        "old@demolitor.example"));
        send("mail");
        assertEquals(2, delivered.size());
        assertEquals(
                "as it was typed, where that is known",
                Set.of("Old@Demolitor.example", "old@demolitor.example"),
                Set.of(delivered.get(0).recipient(), delivered.get(1).recipient()));
        for (Message mail : delivered) {
            assertTrue(
                    mail.text(),
                    mail.text().contains("https://rattache.example/platform/not-me/token-"));
            assertFalse("the new address is not given away", mail.text().contains("x@y"));
        }
        assertEquals(Map.of("firm", FIRM, "clientFile", "file"), world.issued.get(0).data());
        assertEquals(OneTimeLinks.Purpose.LINK_FREEZE, world.issued.get(1).purpose());

        world.spaces.put("file", new Spaces.Space("own", "DEMOLITOR", Optional.empty()));
        world.holders.put("own", List.of(World.HOLDER));
        mailed(
                "clientfile.email-changed",
                Map.of("clientFile", "file", "before", "old@demolitor.example"));
        assertEquals("its holder decides", 0, send("mail"));
    }

    private void sent(String document, String batch) {
        mailed("document.sent", Map.of("document", document, "clientFile", "file", "batch", batch));
    }

    @Test
    public void documents_of_a_batch_are_one_mail_to_those_who_may_read_them_then() {
        world.readers.put("file", Set.of("main", "own"));
        world.holders.put("main", List.of(World.HOLDER));
        world.holders.put(
                "own", List.of(World.HOLDER, new Person("p2", "Paul", "p@x.example", "fr")));
        sent("d1", "b");
        world.clock.pass(Duration.ofSeconds(20));
        sent("d2", "b");
        sent("d2", "b");
        sent("d3", "b");
        mailed("document.recalled", Map.of("document", "d3", "clientFile", "file"));
        world.clock.pass(Duration.ofSeconds(20));
        expand();
        assertEquals("the quiet time began anew", 0, send("mail"));
        world.clock.pass(Duration.ofSeconds(10));
        expand();
        assertEquals("one a person, whatever spaces he holds", 2, send("mail"));
        Message mail =
                delivered.stream()
                        .filter(m -> m.recipient().equals(World.HOLDER.email()))
                        .findFirst()
                        .orElseThrow();
        assertEquals("BATIE CONSTRUCTION: 2 new documents for DEMOLITOR", mail.subject());
        expand();
        assertEquals(0, send("mail"));
    }

    /** A document of a client file that the holder may read, its quiet time over. */
    private void told(String file, String document) {
        world.readers.put(file, Set.of("main"));
        world.holders.put("main", List.of(World.HOLDER));
        mailed(
                "document.sent",
                Map.of("document", document, "clientFile", file, "batch", document));
        world.clock.pass(Duration.ofSeconds(30));
        expand();
    }

    private StoredNewsPreferences preferences() {
        return new StoredNewsPreferences(transactions, world.settings, world.clock);
    }

    @Test
    public void p13_who_wants_to_hear_once_a_day_gets_one_mail_for_all_companies() {
        world.file("other", "CONSTRUCTOR", "contact@constructor.example");
        world.file("third", "Unlinked", "contact@unlinked.example");
        preferences().change(World.HOLDER.id(), 0, Rhythm.DAILY);
        told("file", "d1");
        told("file", "d2");
        told("other", "d3");
        told("third", "d4");
        world.readers.remove("third");
        assertEquals("not before the morning", 0, send("mail"));
        world.clock.pass(Duration.ofHours(18));
        assertEquals(1, send("mail"));
        Message mail = delivered.get(0);
        assertEquals("Rattache: new documents for 2 companies", mail.subject());
        assertTrue(
                mail.text(),
                mail.text()
                        .contains(
                                "- CONSTRUCTOR: one document, from BATIE CONSTRUCTION\n"
                                        + "- DEMOLITOR: 2 documents, from BATIE CONSTRUCTION\n"));
        assertFalse("no longer readable", mail.text().contains("Unlinked"));
        told("file", "d5");
        assertEquals("for the next morning", 0, send("mail"));
    }

    @Test
    public void s1_news_that_nobody_may_read_any_more_are_told_to_nobody() {
        preferences().change(World.HOLDER.id(), 0, Rhythm.WEEKLY);
        told("file", "d1");
        world.readers.clear();
        world.clock.pass(Duration.ofDays(7));
        send("mail");
        assertTrue(delivered.isEmpty());
    }

    @Test
    public void p13_news_that_wait_come_at_once_when_that_is_chosen() {
        NewsPreferences.Preference weekly =
                preferences().change(World.HOLDER.id(), 0, Rhythm.WEEKLY);
        told("file", "d1");
        assertEquals(0, send("mail"));
        assertEquals(
                Rhythm.AT_ONCE,
                preferences().change(World.HOLDER.id(), weekly.version(), Rhythm.AT_ONCE).rhythm());
        assertEquals(1, send("mail"));
    }

    @Test
    public void p13_news_come_at_once_unless_something_else_is_chosen() {
        assertEquals(
                new NewsPreferences.Preference(Rhythm.AT_ONCE, 0),
                preferences().of(World.HOLDER.id()));
        told("file", "d1");
        assertEquals(1, send("mail"));
    }

    @Test
    public void a_preference_that_was_changed_meanwhile_is_stale() {
        preferences().change(World.HOLDER.id(), 0, Rhythm.DAILY);
        assertEquals(
                DomainException.Category.STALE,
                assertThrows(
                                DomainException.class,
                                () -> preferences().change(World.HOLDER.id(), 0, Rhythm.WEEKLY))
                        .category());
        assertEquals(Rhythm.DAILY, preferences().of(World.HOLDER.id()).rhythm());
    }

    @Test
    public void more_news_than_a_message_holds_are_two_mails() {
        preferences().change(World.HOLDER.id(), 0, Rhythm.DAILY);
        for (int i = 0; i < 61; i++) {
            world.file("f" + i, "Company " + i, "c" + i + "@x.example");
            told("f" + i, "d" + i);
        }
        world.clock.pass(Duration.ofDays(1));
        assertEquals(2, send("mail"));
    }

    @Test
    public void s1_a_document_that_nobody_may_read_is_told_to_nobody() {
        world.holders.put("main", List.of(World.HOLDER));
        sent("d1", "b");
        world.clock.pass(Duration.ofSeconds(30));
        expand();
        assertEquals(0, send("mail"));

        world.readers.put("file", Set.of("main"));
        sent("d2", "b");
        world.clock.pass(Duration.ofSeconds(30));
        expand();
        world.readers.clear();
        send("mail");
        assertTrue("unlinked before the mail went out", delivered.isEmpty());
        assertEquals(DeliveryState.DROPPED, only().state());
    }

    @Test
    public void s2_who_may_not_read_the_earlier_documents_yet_is_told_of_the_others_alone() {
        world.readers.put("file", Set.of("main"));
        world.holders.put("main", List.of(World.HOLDER));
        sent("d1", "b");
        world.clock.pass(Duration.ofSeconds(10));
        world.readableFrom = Optional.of(world.clock.instant());
        sent("d2", "b");
        world.clock.pass(Duration.ofSeconds(30));
        expand();
        assertEquals(1, send("mail"));
        assertTrue(
                delivered.get(0).subject(), delivered.get(0).subject().contains("a new document"));

        sent("d3", "c");
        world.clock.pass(Duration.ofSeconds(30));
        world.readableFrom = Optional.of(world.clock.instant());
        expand();
        assertEquals("nothing of it may be read yet", 0, send("mail"));

        sent("d4", "d");
        world.clock.pass(Duration.ofSeconds(30));
        expand();
        world.readableFrom = Optional.of(world.clock.instant());
        send("mail");
        assertEquals("linked anew before the mail went out", 1, delivered.size());
    }

    @Test
    public void s2b_both_addresses_are_told_of_a_change_and_the_new_one_learns_no_name() {
        world.addressChange = change(false, true);
        mailed("identity.address-change-requested", Map.of("user", "p1", "change", "c1"));
        assertEquals(2, send("mail"));
        Message old = to("old@x.example");
        assertTrue(old.text(), old.text().contains("/platform/not-my-address/"));
        Message fresh = to("new@x.example");
        assertTrue(fresh.text(), fresh.text().contains("/platform/address-change/"));
        assertFalse(fresh.text(), fresh.text().contains(World.HOLDER.name()));
        assertEquals(
                List.of(OneTimeLinks.Purpose.ADDRESS_CANCEL, OneTimeLinks.Purpose.ADDRESS_CHANGE),
                world.issued.stream()
                        .map(World.Issued::purpose)
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    @Test
    public void s2b_the_owner_of_a_taken_address_is_told_and_gets_no_link() {
        world.addressChange = change(true, false);
        mailed("identity.address-change-requested", Map.of("user", "p1", "change", "c1"));
        assertEquals(2, send("mail"));
        assertTrue(to("new@x.example").subject().contains("already"));
        assertEquals(1, world.issued.size());
        assertEquals(OneTimeLinks.Purpose.ADDRESS_CANCEL, world.issued.get(0).purpose());
    }

    @Test
    public void s2_the_end_of_a_delay_is_told_to_holders_who_may_read_everything_now() {
        world.holders.put("main", List.of(World.HOLDER));
        Map<String, String> end = Map.of("space", "main", "clientFile", "file", "link", "l1");
        mailed("partner.delay-ended", end);
        send("mail");
        assertEquals("who may read nothing is told nothing", 0, delivered.size());
        world.readers.put("file", Set.of("main"));
        mailed("partner.delay-ended", end);
        assertEquals(1, send("mail"));
        assertTrue(delivered.get(0).text(), delivered.get(0).text().contains("delay"));
    }

    @Test
    public void s2_the_other_holders_are_told_and_who_is_invited_gets_a_link() {
        Person other = new Person("other", "Odette Autre", "odette@x.example", "fr");
        world.holders.put("space", List.of(World.HOLDER, other));
        world.holderInvitation =
                new Holders.Invitation("i1", "new@x.example", other, "CONSTRUCTOR");
        // Messages of the tests come from a person of the gateway: both holders are "the others"
        mailed(
                "identity.holder-invited",
                Map.of("space", "space", "user", "other", "invitation", "i1"));
        assertEquals(3, send("mail"));
        Message invitation = to("new@x.example");
        assertTrue(invitation.text(), invitation.text().contains("/platform/activation/"));
        assertTrue(invitation.subject(), invitation.subject().contains("CONSTRUCTOR"));
        assertEquals(Map.of("kind", "holder", "invitation", "i1"), world.issued.get(0).data());
        assertFalse(to("odette@x.example").text().contains("/platform/activation/"));
        assertTrue(to(World.HOLDER.email()).text().contains("invited somebody else"));
    }

    private static LogInAddresses.Change change(boolean taken, boolean open) {
        return new LogInAddresses.Change(
                "c1", World.HOLDER, "old@x.example", "new@x.example", taken, open);
    }

    private Message to(String address) {
        return delivered.stream()
                .filter(mail -> mail.recipient().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void a_recalled_batch_is_told_to_nobody_and_an_endless_one_is_told_after_a_while() {
        world.readers.put("file", Set.of("main"));
        world.holders.put("main", List.of(World.HOLDER));
        sent("d1", "recalled");
        mailed("document.recalled", Map.of("document", "d1", "clientFile", "file"));
        for (int i = 0; i < 40; i++) {
            sent("e" + i, "endless");
            world.clock.pass(Duration.ofSeconds(10));
            expand();
        }
        send("mail");
        assertEquals(1, delivered.size());
    }

    @Test
    public void documents_from_the_client_are_told_to_the_operators() {
        mailed("document.received", Map.of("document", "d1", "clientFile", "file", "space", "own"));
        world.clock.pass(Duration.ofSeconds(30));
        expand();
        send("mail");
        assertEquals(World.OPERATOR.email(), delivered.get(0).recipient());
        assertEquals("DEMOLITOR vous a transmis un document", delivered.get(0).subject());
    }

    private Webhooks.Created hook(String... types) {
        return webhooks.create(
                FIRM, new Webhooks.Draft("https://erp.example/hook", List.of(types), null), BY);
    }

    @Test
    public void a_webhook_is_told_of_its_types_with_ids_alone() {
        Webhooks.Created created = hook("document.*", "clientfile.email-changed");
        hooks.handle(
                event(
                        "document.read",
                        Map.of("document", "d", "clientFile", "file", "space", "secret-space")));
        hooks.handle(
                event(
                        "clientfile.email-changed",
                        Map.of(
                                "clientFile",
                                "file",
                                "before",
                                "a@x.example",
                                "after",
                                "b@x.example")));
        hooks.handle(event("linking.linked", Map.of("link", "l", "main", "m", "secondary", "s")));
        hooks.handle(
                new Event(
                        "other",
                        "document.read",
                        "d",
                        Optional.of("firm-b"),
                        BY,
                        world.clock.instant(),
                        Map.of("document", "d")));
        hooks.handle(event("document.unheard-of", Map.of("document", "d")));

        assertEquals(2, send("webhook"));
        Message first = delivered.get(0);
        assertEquals("https://erp.example/hook", first.recipient());
        assertEquals(created.secret(), first.properties().get(Message.SECRET));
        assertFalse(first.toString().contains(created.secret()));
        List<String> bodies = delivered.stream().map(Message::text).sorted().toList();
        assertEquals(
                "{\"id\":\"event-1\",\"type\":\"document.read\",\"at\":\"2026-03-01T12:00:00Z\",\"firm\":\"firm-a\","
                        + "\"data\":{\"clientFile\":\"file\",\"document\":\"d\"}}",
                bodies.get(0));
        assertFalse(bodies.toString(), bodies.toString().contains("@"));
        List<WebhookDelivery> deliveries =
                webhooks.deliveries(FIRM, created.webhook().id(), PAGE).items();
        assertEquals(2, deliveries.size());
        assertEquals(DeliveryState.SENT, deliveries.get(0).state());
        assertTrue(
                "mails and webhooks have logs of their own",
                log.list(FIRM, Optional.empty(), PAGE).items().isEmpty());
    }

    @Test
    public void a_dead_webhook_costs_one_try_a_pause_and_is_given_up_after_a_day() {
        String dead = hook("document.*").webhook().id();
        for (int i = 0; i < 10; i++) {
            hooks.handle(event("document.sent", Map.of("document", "d" + i, "clientFile", "file")));
        }
        receipt = Receipt.retry("HTTP 503");
        for (int round = 0; round < 5; round++) {
            int before = delivered.size();
            send("webhook");
            assertTrue("ten wait, one is tried", delivered.size() - before <= 1);
            world.clock.pass(Duration.ofSeconds(30));
        }
        assertTrue("it is tried again", delivered.size() >= 2);
        for (int hour = 0; hour < 26; hour++) {
            world.clock.pass(Duration.ofHours(1));
            send("webhook");
        }
        for (WebhookDelivery delivery : webhooks.deliveries(FIRM, dead, PAGE).items()) {
            assertEquals(delivery.toString(), DeliveryState.FAILED, delivery.state());
        }
    }

    @Test
    public void what_waits_for_a_removed_webhook_is_dropped() {
        Webhook hook = hook("document.*").webhook();
        hooks.handle(event("document.sent", Map.of("document", "d", "clientFile", "file")));
        try {
            webhooks.delete(FIRM, hook.id(), hook.version() + 1, BY);
            assertTrue("a stale version is refused", false);
        } catch (DomainException e) {
            assertEquals(DomainException.Category.STALE, e.category());
        }
        webhooks.delete(FIRM, hook.id(), hook.version(), BY);
        send("webhook");
        assertTrue(delivered.isEmpty());
        assertEquals(
                List.of("notification.webhook-created", "notification.webhook-deleted"), published);
    }

    @Test
    public void an_inactive_webhook_is_told_nothing_and_another_firm_sees_none() {
        Webhook hook = hook("*").webhook();
        Webhook changed =
                webhooks.change(
                        FIRM,
                        hook.id(),
                        hook.version(),
                        new Webhooks.Draft("https://erp.example/2", List.of("*"), false),
                        BY);
        assertNotEquals(hook.version(), changed.version());
        hooks.handle(event("document.sent", Map.of("document", "d", "clientFile", "file")));
        assertEquals(0, send("webhook"));
        assertTrue(webhooks.find("firm-b", hook.id()).isEmpty());
        assertTrue(webhooks.list("firm-b", PAGE).items().isEmpty());
        assertEquals(1, webhooks.list(FIRM, PAGE).total().value());
        try {
            webhooks.deliveries("firm-b", hook.id(), PAGE);
            assertTrue("must not be found", false);
        } catch (DomainException e) {
            assertEquals(DomainException.Category.NOT_FOUND, e.category());
        }
    }

    @Test
    public void a_draft_is_checked_field_by_field() {
        for (String url :
                List.of(
                        "ftp://x.example/",
                        "/relative",
                        "https://u:p@x.example/",
                        "https:///x",
                        "https://x.example/#f",
                        "javascript:alert(1)",
                        "https://a b/")) {
            assertEquals(
                    url, List.of("/url"), pointers(new Webhooks.Draft(url, List.of("*"), null)));
        }
        assertEquals(List.of("/url", "/types"), pointers(new Webhooks.Draft(null, null, null)));
        assertEquals(
                List.of("/types/1"),
                pointers(
                        new Webhooks.Draft(
                                "https://x.example/", List.of("document.*", "identity.*"), null)));
    }

    private List<String> pointers(Webhooks.Draft draft) {
        try {
            webhooks.create(FIRM, draft, BY);
            return List.of();
        } catch (DomainException e) {
            return e.errors().stream().map(DomainException.FieldError::pointer).toList();
        }
    }

    @Test
    public void the_log_comes_in_pages_and_forgets_what_is_old() {
        for (int i = 0; i < 5; i++) {
            mailed("clientfile.invited", Map.of("clientFile", "file"));
            world.clock.pass(Duration.ofSeconds(1));
        }
        send("mail");
        var first = log.list(FIRM, Optional.of(DeliveryState.SENT), PageRequest.first(3));
        assertEquals(3, first.items().size());
        assertEquals(5, first.total().value());
        var second =
                log.list(
                        FIRM,
                        Optional.of(DeliveryState.SENT),
                        new PageRequest(
                                3,
                                first.next()
                                        .map(n -> org.rattache.platform.api.Cursor.decode(n, 2))));
        assertEquals(2, second.items().size());
        assertTrue(second.next().isEmpty());
        assertTrue(first.items().get(0).createdAt().isAfter(second.items().get(0).createdAt()));
        mailed("clientfile.invited", Map.of("clientFile", "file"));
        world.clock.pass(Duration.ofDays(1));
        assertEquals(5, (int) transactions.call(em -> Messages.forget(em, world.clock.instant())));
        assertEquals("what waits is kept", DeliveryState.WAITING, only().state());
    }

    @Test
    public void a_mail_of_one_space_leads_into_it_and_nobody_into_a_space_he_holds_no_more() {
        String space = "https://rattache.example/platform/spaces/main/";
        world.holders.put("main", List.of(World.HOLDER));
        requested("r1", "company", "main", "file");
        world.clock.pass(Duration.ofSeconds(5));
        send("mail");
        closed("file");
        send("mail");
        mailed("identity.holder-joined", Map.of("space", "main", "user", "other"));
        send("mail");
        world.readers.put("file", Set.of("main"));
        mailed(
                "partner.delay-ended",
                Map.of("space", "main", "clientFile", "file", "link", "link-of-file"));
        send("mail");
        assertEquals(4, delivered.size());
        for (Message mail : delivered) {
            assertTrue(mail.text(), mail.text().contains(space));
        }

        world.holders.clear();
        mailed("identity.holder-removed", Map.of("space", "main", "user", World.HOLDER.id()));
        send("mail");
        String removed = delivered.get(4).text();
        assertTrue(removed, removed.contains("https://rattache.example/platform/"));
        assertFalse(removed, removed.contains(space));
    }

    @Test
    public void a_mail_of_documents_leads_to_whichever_space_shows_them() {
        told("file", "d1");
        send("mail");
        String text = delivered.get(0).text();
        assertTrue(text, text.contains("https://rattache.example/platform/"));
        assertFalse(text, text.contains("/spaces/"));
    }
}
