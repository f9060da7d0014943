package org.rattache.notification.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.spi.ChannelName;
import org.rattache.platform.event.Event;

/**
 * Requests that come at once, as those of all companies of a validated group do: one mail tells a
 * holder of all that a firm asks of his space. Each method works in the transaction of its caller;
 * the version of the message is the lock between who adds and the sender.
 */
final class Requests {

    private static final Duration QUIET = Duration.ofSeconds(5);

    /** So many fit into the row of a message; with more requests a second mail is sent. */
    private static final int MOST = 60;

    private static final String KEY = "request ";

    private Requests() {}

    static void add(EntityManager em, Event event, String holder, Instant now) {
        String firm = event.firm().orElseThrow();
        String file = event.get("clientFile");
        String key = KEY + event.get("request");
        String asked = event.get("kind").toLowerCase(Locale.ROOT) + " " + file;
        for (MessageRow waiting : waiting(em, firm, holder)) {
            Map<String, String> data = new HashMap<>(Data.read(waiting.getData()));
            if (event.get("space").equals(data.get("space")) && data.size() < MOST) {
                data.put(key, asked);
                waiting.setData(Data.write(data));
                if (!waiting.getClientFile().equals(Optional.of(file))) {
                    waiting.setClientFile(Optional.empty());
                }
                return;
            }
        }
        Messages.add(
                em,
                new Draft(
                        firm,
                        ChannelName.MAIL,
                        MailTemplate.REQUEST_RECEIVED.text(),
                        Audience.HOLDER,
                        holder,
                        Optional.of(file),
                        Optional.empty(),
                        event.id(),
                        Map.of("space", event.get("space"), key, asked),
                        MailTemplate.REQUEST_RECEIVED.triedFor()),
                now,
                now.plus(QUIET));
    }

    private static List<MessageRow> waiting(EntityManager em, String firm, String holder) {
        return em.createQuery(
                        "SELECT m FROM MessageRow m WHERE m.firm = :firm AND m.recipient = :holder"
                                + " AND m.state = 'WAITING' AND m.template = :template"
                                + " AND m.attempts = 0 ORDER BY m.createdAt",
                        MessageRow.class)
                .setParameter("firm", firm)
                .setParameter("holder", holder)
                .setParameter("template", MailTemplate.REQUEST_RECEIVED.text())
                .getResultList();
    }

    /** The kinds of the requests of a message, by client file. */
    static Map<String, List<String>> of(Map<String, String> data) {
        Map<String, List<String>> kinds = new TreeMap<>();
        data.forEach(
                (key, asked) -> {
                    if (key.startsWith(KEY)) {
                        String[] parts = asked.split(" ", 2);
                        kinds.merge(parts[1], List.of(parts[0]), Requests::both);
                    }
                });
        return kinds;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
