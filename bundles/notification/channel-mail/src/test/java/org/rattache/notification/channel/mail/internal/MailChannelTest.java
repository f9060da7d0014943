package org.rattache.notification.channel.mail.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimeUtility;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.notification.spi.Message;
import org.rattache.notification.spi.Receipt;

public class MailChannelTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00.123Z"), ZoneOffset.UTC);
    private static final String TEXT =
            "Bonjour Hélène,\n\n.une ligne qui commence par un point\n"
                    + "https://rattache.example/platform/activation/"
                    + "x".repeat(200)
                    + "\n";
    private static final String HTML = "<p>Bonjour Hélène &amp; Cie — 5 €</p>";

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private record Mail(String id, String recipient, String subject, Map<String, String> properties)
            implements Message {

        @Override
        public String text() {
            return TEXT;
        }

        @Override
        public Optional<String> html() {
            return Optional.of(HTML);
        }
    }

    private record Config(String host, int port, String user) implements MailChannel.Config {

        @Override
        public String password() {
            return "secret";
        }

        @Override
        public boolean startTls() {
            return false;
        }

        @Override
        public boolean tls() {
            return false;
        }

        @Override
        public String from() {
            return "Rattache <noreply@rattache.example>";
        }

        @Override
        public String folder() {
            return "";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return MailChannel.Config.class;
        }
    }

    private MailChannel channel(String host, int port) {
        return new MailChannel(
                new Config(host, port, ""), folder.getRoot().getAbsolutePath(), CLOCK);
    }

    private static Mail mail(String id, String recipient, String subject, String name) {
        return new Mail(
                id,
                recipient,
                subject,
                Map.of(Message.RECIPIENT_NAME, name, Message.LANGUAGE, "fr"));
    }

    private List<Path> written() throws Exception {
        try (Stream<Path> files = Files.list(folder.getRoot().toPath().resolve("mail"))) {
            return files.sorted().toList();
        }
    }

    private static MimeMessage parsed(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    @Test
    public void without_a_server_a_mail_is_a_private_file_that_reads_back_as_it_was()
            throws Exception {
        String subject =
                "BATIE vous invite — « Société d'Études » à créer votre espace légal ".repeat(3);
        Receipt receipt =
                channel("", 0)
                        .deliver(mail("id-1", "c@demolitor.example", subject, "Hélène, d'Études"));
        assertEquals(Receipt.Outcome.DELIVERED, receipt.outcome());

        List<Path> files = written();
        assertEquals(1, files.size());
        assertEquals("20260301T120000123Z-id-1.eml", files.get(0).getFileName().toString());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))));

        MimeMessage mail = parsed(files.get(0));
        assertEquals(subject.strip(), mail.getSubject());
        assertEquals("<id-1@rattache.example>", mail.getMessageID());
        InternetAddress to = (InternetAddress) mail.getAllRecipients()[0];
        assertEquals("c@demolitor.example", to.getAddress());
        assertEquals("Hélène, d'Études", to.getPersonal());
        assertEquals(
                "noreply@rattache.example", ((InternetAddress) mail.getFrom()[0]).getAddress());
        assertTrue(
                mail.getContentType(), mail.getContentType().startsWith("multipart/alternative"));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertEquals(2, parts.getCount());
        assertTrue(parts.getBodyPart(0).isMimeType("text/plain"));
        assertEquals(TEXT, ((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"));
        assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
        assertEquals(HTML, parts.getBodyPart(1).getContent());
        for (byte b : Files.readAllBytes(files.get(0))) {
            assertTrue("seven bits", b >= 0);
        }
        for (String line : Files.readAllLines(files.get(0))) {
            assertTrue(line, line.length() <= 78 || line.startsWith("\t") || line.startsWith(" "));
        }
    }

    @Test
    public void mails_of_one_millisecond_keep_their_order_and_leave_no_temporary_files()
            throws Exception {
        MailChannel channel = channel("", 0);
        for (String id : List.of("z", "y", "x")) {
            channel.deliver(mail(id, "c@demolitor.example", "s", ""));
        }
        List<String> ids = List.of("z", "y", "x");
        List<Path> files = written();
        for (int i = 0; i < 3; i++) {
            assertTrue(files.get(i).toString().endsWith("-" + ids.get(i) + ".eml"));
        }
        assertEquals(3, files.size());
    }

    @Test
    public void no_name_and_no_subject_begins_a_header() throws Exception {
        channel("", 0)
                .deliver(
                        mail(
                                "../../id",
                                "c@demolitor.example",
                                "Hello\r\nBcc: all@example.fr\r\n\r\nbody",
                                "X\r\nBcc: all@example.fr"));
        Path file = written().get(0);
        MimeMessage mail = parsed(file);
        assertNull(mail.getHeader("Bcc"));
        assertEquals("Hello Bcc: all@example.fr body", mail.getSubject());
        assertEquals(1, mail.getAllRecipients().length);
        assertEquals(folder.getRoot().toPath().resolve("mail"), file.getParent());
    }

    @Test
    public void an_address_that_is_none_or_two_is_refused() {
        for (String address :
                List.of(
                        "",
                        "nobody",
                        "a@x.example, b@x.example",
                        "a@x.example\r\nBcc: b@x.example",
                        "<a@x.example> b")) {
            assertEquals(
                    address,
                    Receipt.Outcome.REJECTED,
                    channel("", 0).deliver(mail("id", address, "s", "")).outcome());
        }
        assertFalse(Files.exists(folder.getRoot().toPath().resolve("mail")));
    }

    @Test
    public void a_server_gets_the_mail_and_its_answers_decide() throws Exception {
        try (FakeSmtp server = new FakeSmtp("250 OK")) {
            Receipt receipt =
                    channel("127.0.0.1", server.port())
                            .deliver(mail("id-1", "c@demolitor.example", "Sujet", "Hélène"));
            assertEquals(receipt.note(), Receipt.Outcome.DELIVERED, receipt.outcome());
            assertTrue(server.lines().contains("RCPT TO:<c@demolitor.example>"));
            assertTrue(server.lines().contains("MAIL FROM:<noreply@rattache.example>"));
            String data = String.join("\r\n", server.data());
            MimeMessage mail =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new java.io.ByteArrayInputStream(
                                    data.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            assertEquals("Sujet", mail.getSubject());
            assertEquals("<id-1@rattache.example>", mail.getMessageID());
        }
        try (FakeSmtp server = new FakeSmtp("550 5.1.1 <c@demolitor.example> no such user")) {
            Receipt receipt =
                    channel("127.0.0.1", server.port())
                            .deliver(mail("id-1", "c@demolitor.example", "Sujet", ""));
            assertEquals(Receipt.Outcome.REJECTED, receipt.outcome());
            assertEquals("The mail server refuses it (550).", receipt.note());
        }
        try (FakeSmtp server = new FakeSmtp("451 try later")) {
            assertEquals(
                    Receipt.Outcome.RETRY,
                    channel("127.0.0.1", server.port())
                            .deliver(mail("id-1", "c@demolitor.example", "Sujet", ""))
                            .outcome());
        }
    }

    @Test
    public void a_server_that_is_away_is_tried_again_and_leaves_the_class_loader_as_it_was()
            throws Exception {
        int port;
        try (java.net.ServerSocket free =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Receipt receipt =
                channel("127.0.0.1", port).deliver(mail("id", "c@demolitor.example", "s", ""));
        assertEquals(Receipt.Outcome.RETRY, receipt.outcome());
        assertEquals(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    public void a_foreign_context_class_loader_does_no_harm() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertEquals(
                    Receipt.Outcome.DELIVERED,
                    channel("", 0).deliver(mail("id", "c@demolitor.example", "s", "")).outcome());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertArrayEquals(
                new Object[] {"multipart/alternative"},
                new Object[] {parsed(written().get(0)).getContentType().replaceAll(";(?s).*", "")});
        assertEquals("s", MimeUtility.decodeText(parsed(written().get(0)).getSubject()));
    }
}
