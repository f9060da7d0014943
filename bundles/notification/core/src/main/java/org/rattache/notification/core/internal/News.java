package org.rattache.notification.core.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.spi.ChannelName;

/**
 * News that a person wants to have later: they are collected in the message that will tell of all
 * of them. Each method works in the transaction of its caller; the version of the message is the
 * lock between who adds and the sender.
 */
final class News {

    /** So many fit into the row of a message; with more companies a second mail is sent. */
    private static final int MOST = 60;

    private static final String WAITING =
            " WHERE m.firm = :firm AND m.recipient = :person AND m.state = 'WAITING'"
                    + " AND m.template = :template AND m.attempts = 0";

    /**
     * New documents of one client file.
     *
     * @param newest when the latest of them was sent
     */
    record Item(String firm, String clientFile, int documents, Instant newest) {

        /** As an entry of a message's data: no name, no address. */
        private Map.Entry<String, String> entry() {
            return Map.entry(firm + " " + clientFile, documents + " " + newest);
        }

        private static Item of(String key, String value) {
            String[] file = key.split(" ", 2);
            String[] told = value.split(" ", 2);
            return new Item(file[0], file[1], Integer.parseInt(told[0]), Instant.parse(told[1]));
        }

        private Item and(Item other) {
            return new Item(
                    firm,
                    clientFile,
                    documents + other.documents,
                    newest.isAfter(other.newest) ? newest : other.newest);
        }
    }

    private News() {}

    static void add(
            EntityManager em, String person, Item item, String event, Instant at, Instant now) {
        Map.Entry<String, String> entry = item.entry();
        for (MessageRow waiting : waiting(em, person)) {
            Map<String, String> data = new HashMap<>(Data.read(waiting.getData()));
            String before = data.get(entry.getKey());
            if (before != null || data.size() < MOST) {
                Item all = before == null ? item : Item.of(entry.getKey(), before).and(item);
                data.put(entry.getKey(), all.entry().getValue());
                waiting.setData(Data.write(data));
                return;
            }
        }
        Messages.add(
                em,
                new Draft(
                        Messages.NO_FIRM,
                        ChannelName.MAIL,
                        MailTemplate.NEWS.text(),
                        Audience.USER,
                        person,
                        Optional.empty(),
                        Optional.empty(),
                        event,
                        Map.ofEntries(entry),
                        MailTemplate.NEWS.triedFor()),
                now,
                at);
    }

    private static List<MessageRow> waiting(EntityManager em, String person) {
        return em.createQuery(
                        "SELECT m FROM MessageRow m" + WAITING + " ORDER BY m.createdAt",
                        MessageRow.class)
                .setParameter("firm", Messages.NO_FIRM)
                .setParameter("person", person)
                .setParameter("template", MailTemplate.NEWS.text())
                .getResultList();
    }

    /** Sends what waits for the person at another time. */
    static void move(EntityManager em, String person, Instant at) {
        for (MessageRow waiting : waiting(em, person)) {
            waiting.setNextAt(at);
            waiting.setExpiresAt(at.plus(MailTemplate.NEWS.triedFor()));
        }
    }

    static List<Item> of(Map<String, String> data) {
        return data.entrySet().stream()
                .map(entry -> Item.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
