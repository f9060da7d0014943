package org.rattache.notification.channel.mail.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import javax.mail.Address;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rattache.notification.spi.Channel;
import org.rattache.notification.spi.ChannelName;
import org.rattache.notification.spi.Message;
import org.rattache.notification.spi.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails over SMTP; without a configured server it writes them as files. */
@Component(
        configurationPid = "org.rattache.notification.mail",
        property = "service.ranking:Integer=-100")
@ChannelName(channel = ChannelName.MAIL)
public final class MailChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);

    /** The keys of etc/org.rattache.notification.mail.cfg. */
    @interface Config {
        /** The SMTP server; empty: mails are written as files. */
        String host() default "";

        /** Its port: 587 for submission, 25 between servers, 465 with {@code tls}. */
        int port() default 587;

        /** Log-in; empty: without. */
        String user() default "";

        /** The password to it. */
        String password() default "";

        /** Requires STARTTLS: a server that does not offer it gets no mail. */
        boolean startTls() default true;

        /** TLS from the first byte (port 465). */
        boolean tls() default false;

        /** The sender of every mail. */
        String from() default "Rattache <rattache@localhost>";

        /** Where mails are written without a server; empty: {@code mail} in the data folder. */
        String folder() default "";
    }

    private final boolean smtp;
    private final String user;
    private final String password;
    private final Mime mime;
    private final MailFolder folder;

    @Activate
    public MailChannel(BundleContext context, Config config) {
        this(config, context.getProperty("karaf.data"), Clock.systemUTC());
    }

    MailChannel(Config config, String data, Clock clock) {
        smtp = !config.host().isBlank();
        user = config.user();
        password = config.password();
        mime = new Mime(Session.getInstance(properties(config)), config.from(), clock);
        folder =
                new MailFolder(
                        config.folder().isBlank()
                                ? Path.of(data == null ? "." : data, "mail")
                                : Path.of(config.folder()),
                        clock);
    }

    private static Properties properties(Config config) {
        Properties properties = new Properties();
        String protocol = config.tls() ? "smtps" : "smtp";
        properties.put("mail.transport.protocol", protocol);
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "host", config.host().strip());
        properties.put(prefix + "port", Integer.toString(config.port()));
        properties.put(prefix + "auth", Boolean.toString(!config.user().isBlank()));
        properties.put(prefix + "starttls.enable", Boolean.toString(config.startTls()));
        properties.put(
                prefix + "starttls.required", Boolean.toString(config.startTls() && !config.tls()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "connectiontimeout", "10000");
        properties.put(prefix + "timeout", "15000");
        properties.put(prefix + "writetimeout", "15000");
        // a host name of our own in HELO would need a look-up that may hang
        properties.put(prefix + "localhost", "rattache.invalid");
        return properties;
    }

    @Override
    public Receipt deliver(Message message) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // javax.mail finds its transports and the writers of its MIME types by this loader alone
        Thread.currentThread().setContextClassLoader(Session.class.getClassLoader());
        try {
            MimeMessage mail = mime.of(message);
            if (!smtp) {
                folder.write(mail, message.id());
                return Receipt.delivered("Written to the mail folder.");
            }
            return send(mail);
        } catch (AddressException e) {
            return Receipt.rejected("The address is not one that mail can go to.");
        } catch (MessagingException | IOException e) {
            LOG.debug("A mail could not be sent.", e);
            return Receipt.retry(e.getClass().getSimpleName());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private Receipt send(MimeMessage mail) throws MessagingException {
        Address[] to = mail.getAllRecipients();
        try (Transport transport = mime.session().getTransport()) {
            if (user.isBlank()) {
                transport.connect();
            } else {
                transport.connect(user, password);
            }
            transport.sendMessage(mail, to);
            return Receipt.delivered("Taken by the mail server.");
        } catch (AuthenticationFailedException e) {
            return Receipt.retry("The mail server refuses the log-in.");
        } catch (SendFailedException e) {
            int code = replyCode(e);
            if (code >= 500 && code < 600) {
                return Receipt.rejected("The mail server refuses it (" + code + ").");
            }
            return Receipt.retry("The mail server does not take it now (" + code + ").");
        }
    }

    /** The server's answer to the recipient, or to the mail; 0 where there is none. */
    private static int replyCode(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
            if (e instanceof com.sun.mail.smtp.SMTPAddressFailedException refused) {
                return refused.getReturnCode();
            }
            if (e instanceof com.sun.mail.smtp.SMTPSendFailedException refused
                    && refused.getNextException() == null) {
                return refused.getReturnCode();
            }
        }
        return 0;
    }
}
