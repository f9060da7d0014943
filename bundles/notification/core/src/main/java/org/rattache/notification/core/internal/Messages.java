package org.rattache.notification.core.internal;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.core.internal.jpa.FirmKey;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.spi.ChannelName;

/** The table of the messages. Every method works in the transaction of its caller. */
final class Messages {

    /** Stands for no firm. */
    static final String NO_FIRM = "-";

    /** After so long a message that is being sent is taken for one whose sender died. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** The key of a message. */
    record Key(String firm, String id) {}

    private Messages() {}

    static void add(EntityManager em, Draft draft, Instant now) {
        add(em, draft, now, now);
    }

    /** Adds a message that is not sent before {@code at}. */
    static void add(EntityManager em, Draft draft, Instant now, Instant at) {
        MessageRow row = new MessageRow(draft.firm(), UUID.randomUUID().toString());
        row.setChannel(draft.channel());
        row.setTemplate(draft.template());
        row.setAudience(draft.audience().name());
        row.setRecipient(draft.recipient());
        row.setClientFile(draft.clientFile());
        row.setWebhook(draft.webhook());
        row.setEvent(draft.event());
        row.setData(Data.write(draft.data()));
        row.setState(DeliveryState.WAITING.name());
        row.setCreatedAt(now);
        row.setNextAt(at);
        row.setExpiresAt(at.plus(draft.triedFor()));
        em.persist(row);
    }

    static Optional<MessageRow> find(EntityManager em, Key key) {
        return Optional.ofNullable(em.find(MessageRow.class, new FirmKey(key.firm(), key.id())));
    }

    /** What may be sent now, longest due first. */
    static List<Key> due(EntityManager em, String channel, Instant now, int limit) {
        return em
                .createQuery(
                        "SELECT m.firm, m.id FROM MessageRow m WHERE m.channel = :channel"
                                + " AND m.state IN ('WAITING', 'SENDING') AND m.nextAt <= :now"
                                + " ORDER BY m.nextAt, m.id",
                        Object[].class)
                .setParameter("channel", channel)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(key -> new Key((String) key[0], (String) key[1]))
                .toList();
    }

    /** Takes a due message for sending; false when another thread or node was first. */
    static boolean claim(EntityManager em, Key key, Instant now) {
        return em.createQuery(
                                "UPDATE MessageRow m SET m.state = 'SENDING', m.attempts = m.attempts + 1,"
                                        + " m.nextAt = :lease, m.version = m.version + 1"
                                        + " WHERE m.firm = :firm AND m.id = :id"
                                        + " AND m.state IN ('WAITING', 'SENDING') AND m.nextAt <= :now")
                        .setParameter("lease", now.plus(LEASE))
                        .setParameter("firm", key.firm())
                        .setParameter("id", key.id())
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /**
     * Notes what became of a try.
     *
     * @param attempt the try that the result belongs to: a later one is not touched
     */
    static boolean finish(
            EntityManager em,
            Key key,
            int attempt,
            DeliveryState state,
            Instant now,
            Instant nextAt,
            String note) {
        boolean sent = state == DeliveryState.SENT;
        // PostgreSQL does not know the type of a null that is given as a parameter
        Query update =
                em.createQuery(
                        "UPDATE MessageRow m SET m.state = :state, m.attempts = :attempt, m.nextAt = :next,"
                                + (sent ? " m.sentAt = :now," : "")
                                + " m.note = :note, m.version = m.version + 1"
                                + " WHERE m.firm = :firm AND m.id = :id"
                                + " AND m.state IN ('WAITING', 'SENDING') AND m.attempts <= :attempt");
        if (sent) {
            update.setParameter("now", now);
        }
        return update.setParameter("state", state.name())
                        .setParameter("attempt", attempt)
                        .setParameter("next", nextAt)
                        .setParameter("note", PlainText.note(note))
                        .setParameter("firm", key.firm())
                        .setParameter("id", key.id())
                        .executeUpdate()
                == 1;
    }

    /**
     * Lets everything that waits for a webhook wait as long as the try that failed, and gives up
     * what is over its time: a dead address costs one try a pause, however much waits for it.
     */
    static void postpone(
            EntityManager em, String firm, String webhook, Instant now, Instant until) {
        em.createQuery(
                        "UPDATE MessageRow m SET m.state = 'FAILED', m.nextAt = :now,"
                                + " m.note = 'Not delivered in time.', m.version = m.version + 1"
                                + " WHERE m.firm = :firm AND m.webhook = :webhook"
                                + " AND m.state = 'WAITING' AND m.expiresAt < :now")
                .setParameter("now", now)
                .setParameter("firm", firm)
                .setParameter("webhook", webhook)
                .executeUpdate();
        em.createQuery(
                        "UPDATE MessageRow m SET m.nextAt = :until, m.version = m.version + 1"
                                + " WHERE m.firm = :firm AND m.webhook = :webhook"
                                + " AND m.state = 'WAITING' AND m.nextAt < :until")
                .setParameter("until", until)
                .setParameter("firm", firm)
                .setParameter("webhook", webhook)
                .executeUpdate();
    }

    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Forgets what is done and older than this. */
    static int forget(EntityManager em, Instant before) {
        return em.createQuery(
                        "DELETE FROM MessageRow m WHERE m.channel IN (:mail, :webhook)"
                                + " AND m.state IN ('SENT', 'DROPPED', 'FAILED') AND m.nextAt < :before")
                .setParameter("mail", ChannelName.MAIL)
                .setParameter("webhook", ChannelName.WEBHOOK)
                .setParameter("before", before)
                .executeUpdate();
    }

    static Instant instant(Timestamp timestamp) {
        return timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
