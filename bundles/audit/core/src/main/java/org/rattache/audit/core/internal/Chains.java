package org.rattache.audit.core.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.rattache.audit.api.Trail;
import org.rattache.audit.core.internal.jpa.DetailRow;
import org.rattache.audit.core.internal.jpa.EntryRow;
import org.rattache.audit.core.internal.jpa.HeadRow;
import org.rattache.audit.core.internal.jpa.SpaceRow;
import org.rattache.platform.event.Event;
import org.rattache.platform.persistence.Transactions;

/** Appends entries. The row of the chain's head is the lock under which a chain grows. */
final class Chains {

    /** A longer value is no id of ours: it goes into the detail, where it cannot stop the chain. */
    private static final int MAX_ID = 100;

    private static final int SALT_BYTES = 32;

    private final Transactions transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Chains(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Writes the entry of an event, in the caller's transaction; without effect when it stands.
     *
     * @return false when it stood already
     */
    boolean append(Event event) {
        return transactions.call(em -> append(em, event));
    }

    private boolean append(EntityManager em, Event event) {
        String firm = event.firm().orElse(Trail.NO_FIRM);
        Instant now = clock.instant();
        lock(em, firm, now);
        if (stands(em, firm, event.id())) {
            return false;
        }
        Object[] head =
                em.createQuery(
                                "SELECT h.number, h.digest FROM HeadRow h WHERE h.firm = :firm",
                                Object[].class)
                        .setParameter("firm", firm)
                        .getSingleResult();
        long before = (Long) head[0];
        Map<String, String> data = new HashMap<>(event.data());
        EntryRow row = row(firm, before + 1, (String) head[1], event, data);
        String salt = salt();
        row.setDataDigest(Digests.ofData(salt, data));
        row.setDigest(Digests.ofEntry(row));
        em.persist(row);
        em.persist(new DetailRow(firm, row.getNumber(), salt, Digests.write(data)));
        if (row.getSpace() != null) {
            em.persist(new SpaceRow(row));
        }
        em.flush();
        em.clear();
        advance(em, before, row, now);
        return true;
    }

    /** Others who append to this chain wait here until this transaction has ended. */
    private static void lock(EntityManager em, String firm, Instant now) {
        int locked =
                em.createQuery(
                                "UPDATE HeadRow h SET h.version = h.version + 1 WHERE h.firm = :firm")
                        .setParameter("firm", firm)
                        .executeUpdate();
        if (locked == 0) {
            // two at once: the second meets the primary key, is undone and comes again
            em.persist(new HeadRow(firm, 0, Digests.START, now));
            em.flush();
        }
    }

    private static boolean stands(EntityManager em, String firm, String event) {
        return !em.createQuery(
                        "SELECT e.number FROM EntryRow e WHERE e.firm = :firm AND e.event = :event",
                        Long.class)
                .setParameter("firm", firm)
                .setParameter("event", event)
                .getResultList()
                .isEmpty();
    }

    private static void advance(EntityManager em, long before, EntryRow row, Instant now) {
        int moved =
                em.createQuery(
                                "UPDATE HeadRow h SET h.number = :number, h.digest = :digest,"
                                        + " h.changedAt = :now, h.version = h.version + 1"
                                        + " WHERE h.firm = :firm AND h.number = :before")
                        .setParameter("number", row.getNumber())
                        .setParameter("digest", row.getDigest())
                        .setParameter("now", now)
                        .setParameter("firm", row.getFirm())
                        .setParameter("before", before)
                        .executeUpdate();
        if (moved != 1) {
            throw new IllegalStateException("The head of a chain moved under its lock.");
        }
    }

    /** Moves the ids from the data into the columns of the row. */
    private static EntryRow row(
            String firm, long number, String previous, Event event, Map<String, String> data) {
        EntryRow row = new EntryRow();
        row.setFirm(firm);
        row.setNumber(number);
        row.setEvent(event.id());
        row.setOccurredAt(event.at());
        row.setActorKind(event.actor().kind().name());
        row.setActorId(event.actor().id());
        row.setType(event.type());
        row.setAggregate(event.aggregate());
        row.setClientFile(take(data, "clientFile", "secondary"));
        row.setMain(take(data, "main"));
        row.setLink(take(data, "link"));
        row.setRequest(take(data, "request"));
        row.setDocument(take(data, "document"));
        row.setSpace(take(data, "space"));
        row.setPreviousDigest(previous);
        return row;
    }

    private static String take(Map<String, String> data, String... keys) {
        for (String key : List.of(keys)) {
            String value = data.get(key);
            if (value != null && value.length() <= MAX_ID) {
                data.remove(key);
                return value;
            }
        }
        return null;
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
