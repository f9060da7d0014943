package org.rattache.notification.channel.mail.internal;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.rattache.notification.spi.Message;

/** Makes MIME messages: plain text and HTML side by side, everything in UTF-8. */
final class Mime {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final String from;
    private final Clock clock;

    Mime(Session session, String from, Clock clock) {
        this.session = session;
        this.from = from;
        this.clock = clock;
    }

    Session session() {
        return session;
    }

    MimeMessage of(Message message) throws MessagingException, UnsupportedEncodingException {
        InternetAddress sender = new InternetAddress(from, true);
        MimeMessage mail = new Identified(session, message.id(), domain(sender));
        mail.setFrom(sender);
        mail.setRecipient(RecipientType.TO, recipient(message));
        mail.setSubject(oneLine(message.subject()), UTF_8);
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        String language = message.properties().get(Message.LANGUAGE);
        if (language != null) {
            mail.setHeader("Content-Language", oneLine(language));
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), UTF_8);
        text.setHeader("Content-Transfer-Encoding", "quoted-printable");
        if (message.html().isEmpty()) {
            mail.setText(message.text(), UTF_8);
        } else {
            MimeBodyPart html = new MimeBodyPart();
            html.setText(message.html().get(), UTF_8, "html");
            html.setHeader("Content-Transfer-Encoding", "quoted-printable");
            mail.setContent(new MimeMultipart("alternative", text, html));
        }
        mail.saveChanges();
        return mail;
    }

    private static InternetAddress recipient(Message message)
            throws MessagingException, UnsupportedEncodingException {
        // strict, and one address alone: a comma in it does not make two of it
        InternetAddress address = new InternetAddress();
        address.setAddress(message.recipient());
        address.validate();
        String name = oneLine(message.properties().getOrDefault(Message.RECIPIENT_NAME, ""));
        if (!name.isEmpty()) {
            address.setPersonal(name, UTF_8);
        }
        return address;
    }

    private static String domain(InternetAddress sender) {
        String address = sender.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** javax.mail does not encode a line break among plain letters: it would begin a header. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    /** Keeps the same Message-ID at every try, so that a repetition can be recognised. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id, String domain) {
            super(session);
            this.id = "<" + id + "@" + domain + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
