package org.rattache.notification.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final int MOST = 50;

    private static final String KEY = "request ";

    private Requests() {}

    static void add(EntityManager em, Event event, String holder, Instant now) {
        String firm = event.firm().orElseThrow();
        String file = event.get("clientFile");
        String key = KEY + event.get("request");
        String asked =
                String.join(
                        " ",
                        event.get("kind").toLowerCase(Locale.ROOT),
                        file,
                        event.data().getOrDefault("link", ""));
        for (MessageRow waiting : waiting(em, firm)) {
            if (!waiting.getRecipient().equals(holder)) {
                continue;
            }
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

    /**
     * Takes the requests of a link that has ended out of the mails that wait.
     *
     * @return the holders who hear nothing of the link now
     */
    static Set<String> withdraw(EntityManager em, Event ended) {
        String firm = ended.firm().orElseThrow();
        String link = " " + ended.get("link");
        Set<String> untold = new HashSet<>();
        for (MessageRow waiting : waiting(em, firm)) {
            Map<String, String> data = new HashMap<>(Data.read(waiting.getData()));
            if (data.entrySet().removeIf(one -> isRequest(one) && one.getValue().endsWith(link))) {
                untold.add(waiting.getRecipient());
                if (data.entrySet().stream().anyMatch(Requests::isRequest)) {
                    waiting.setData(Data.write(data));
                } else {
                    em.remove(waiting);
                }
            }
        }
        return untold;
    }

    private static boolean isRequest(Map.Entry<String, String> data) {
        return data.getKey().startsWith(KEY);
    }

    private static List<MessageRow> waiting(EntityManager em, String firm) {
        return em.createQuery(
                        "SELECT m FROM MessageRow m WHERE m.firm = :firm"
                                + " AND m.state = 'WAITING' AND m.template = :template"
                                + " AND m.attempts = 0 ORDER BY m.createdAt",
                        MessageRow.class)
                .setParameter("firm", firm)
                .setParameter("template", MailTemplate.REQUEST_RECEIVED.text())
                .getResultList();
    }

    /** The kinds of the requests of a message, by client file. */
    static Map<String, List<String>> of(Map<String, String> data) {
        Map<String, List<String>> kinds = new TreeMap<>();
        data.entrySet().stream()
                .filter(Requests::isRequest)
                .map(request -> request.getValue().split(" ", 3))
                .forEach(asked -> kinds.merge(asked[1], List.of(asked[0]), Requests::both));
        return kinds;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
