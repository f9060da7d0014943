package org.rattache.notification.core.internal;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.rattache.platform.event.Event;

/**
 * Documents that wait a short quiet time, so that one mail tells of all of them. Every new document
 * begins the quiet time anew, up to ten times its length. Each method works in the transaction of
 * its caller; the row of the batch is the lock between the handler and the sender.
 */
final class Batches {

    /** Which way documents went. */
    enum Direction {
        /** From the firm to its client. */
        SENT,
        /** From the client to the firm. */
        RECEIVED
    }

    /**
     * Documents whose quiet time is over.
     *
     * @param sentAt when each of them was sent
     */
    record Batch(
            String firm,
            String clientFile,
            Direction direction,
            String event,
            List<Instant> sentAt) {}

    private static final int LONGEST_WAIT = 10;

    private Batches() {}

    static void add(
            EntityManager em, Event event, Direction direction, Instant now, Duration quiet) {
        String firm = event.firm().orElseThrow();
        String file = event.get("clientFile");
        String batch = Optional.ofNullable(event.data().get("batch")).orElse("-");
        int moved =
                update(
                        em,
                        "UPDATE ntf_batch SET due_at = CASE WHEN created_at < ? THEN due_at ELSE ? END,"
                                + " version = version + 1"
                                + " WHERE firm_id = ? AND client_file_id = ? AND direction = ? AND batch = ?",
                        Messages.timestamp(now.minus(quiet.multipliedBy(LONGEST_WAIT))),
                        Messages.timestamp(now.plus(quiet)),
                        firm,
                        file,
                        direction.name(),
                        batch);
        if (moved == 0) {
            update(
                    em,
                    "INSERT INTO ntf_batch (firm_id, client_file_id, direction, batch, event_id, created_at, due_at, version)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                    firm,
                    file,
                    direction.name(),
                    batch,
                    event.id(),
                    Messages.timestamp(now),
                    Messages.timestamp(now.plus(quiet)));
        }
        // delete, then insert: the same document twice is one document, without a failed statement
        remove(em, firm, file, event.get("document"));
        update(
                em,
                "INSERT INTO ntf_batch_document (firm_id, client_file_id, direction, batch, document_id, sent_at, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 1)",
                firm,
                file,
                direction.name(),
                batch,
                event.get("document"),
                Messages.timestamp(event.at()));
    }

    /** Takes a recalled document out: nobody is told of it any more. */
    static void remove(EntityManager em, String firm, String clientFile, String document) {
        update(
                em,
                "DELETE FROM ntf_batch_document WHERE firm_id = ? AND client_file_id = ? AND document_id = ?",
                firm,
                clientFile,
                document);
    }

    /** Takes the oldest batch that is due out of the tables. */
    static Optional<Batch> take(EntityManager em, Instant now) {
        List<?> due =
                em.createNativeQuery(
                                "SELECT firm_id, client_file_id, direction, batch, event_id FROM ntf_batch"
                                        + " WHERE due_at <= ? ORDER BY due_at FETCH FIRST 1 ROWS ONLY")
                        .setParameter(1, Messages.timestamp(now))
                        .getResultList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) due.get(0);
        int taken =
                update(
                        em,
                        "DELETE FROM ntf_batch WHERE firm_id = ? AND client_file_id = ? AND direction = ?"
                                + " AND batch = ? AND due_at <= ?",
                        row[0],
                        row[1],
                        row[2],
                        row[3],
                        Messages.timestamp(now));
        if (taken == 0) {
            return Optional.empty();
        }
        List<Instant> sentAt = sentAt(em, row);
        update(
                em,
                "DELETE FROM ntf_batch_document WHERE firm_id = ? AND client_file_id = ?"
                        + " AND direction = ? AND batch = ?",
                row[0],
                row[1],
                row[2],
                row[3]);
        return Optional.of(
                new Batch(
                        (String) row[0],
                        (String) row[1],
                        Direction.valueOf((String) row[2]),
                        (String) row[4],
                        sentAt));
    }

    private static List<Instant> sentAt(EntityManager em, Object[] batch) {
        var query =
                em.createNativeQuery(
                        "SELECT sent_at FROM ntf_batch_document WHERE firm_id = ?"
                                + " AND client_file_id = ? AND direction = ? AND batch = ?");
        for (int i = 0; i < 4; i++) {
            query.setParameter(i + 1, batch[i]);
        }
        List<Instant> sentAt = new ArrayList<>();
        for (Object at : query.getResultList()) {
            sentAt.add(at == null ? Instant.EPOCH : Messages.instant((Timestamp) at));
        }
        return sentAt;
    }

    private static int update(EntityManager em, String sql, Object... values) {
        var query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query.executeUpdate();
    }
}
