package org.rattache.audit.core.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.audit.api.Verification;
import org.rattache.audit.core.internal.AnchorFile.Anchor;
import org.rattache.audit.core.internal.jpa.DetailRow;
import org.rattache.audit.core.internal.jpa.EntryRow;
import org.rattache.audit.core.internal.jpa.HeadRow;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/**
 * Recomputes chains, some hundred entries at a time, each batch in a transaction of its own: no
 * lock is held while a long chain is read, and entries may be appended meanwhile.
 */
@Component(service = Verification.class)
public final class Verifier implements Verification {

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final AnchorFile anchors;
    private final Semaphore one = new Semaphore(1);

    @Activate
    public Verifier(
            @Reference(target = "(unit=audit)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Anchoring anchoring) {
        this(transactions, anchoring.file());
    }

    Verifier(Transactions transactions, AnchorFile anchors) {
        this.transactions = transactions;
        this.anchors = anchors;
    }

    @Override
    public Result ofFirm(String firm) {
        return alone(
                () -> {
                    Tally tally = new Tally();
                    chain(firm, tally);
                    compareAnchors(Optional.of(firm), tally);
                    return tally.result();
                });
    }

    @Override
    public Result ofAll() {
        return alone(
                () -> {
                    Tally tally = new Tally();
                    Optional<String> firm = nextChain("");
                    while (firm.isPresent() && tally.broken == null) {
                        chain(firm.get(), tally);
                        firm = nextChain(firm.get());
                    }
                    compareAnchors(Optional.empty(), tally);
                    return tally.result();
                });
    }

    private Result alone(Supplier<Result> work) {
        if (!one.tryAcquire()) {
            throw DomainException.tooMany(
                    "verification-running",
                    "Another verification is running. Try again when it is through.",
                    Duration.ofSeconds(10));
        }
        try {
            return work.get();
        } finally {
            one.release();
        }
    }

    /** The chain after this one, known by its head or by entries that have lost theirs. */
    private Optional<String> nextChain(String after) {
        return transactions.call(
                em -> {
                    Optional<String> head = Optional.empty();
                    for (String entity : List.of("HeadRow", "EntryRow")) {
                        String next =
                                em.createQuery(
                                                "SELECT MIN(x.firm) FROM "
                                                        + entity
                                                        + " x WHERE x.firm > :after",
                                                String.class)
                                        .setParameter("after", after)
                                        .getSingleResult();
                        if (next != null && head.map(h -> next.compareTo(h) < 0).orElse(true)) {
                            head = Optional.of(next);
                        }
                    }
                    return head;
                });
    }

    private void chain(String firm, Tally tally) {
        tally.chains++;
        Walk walk = new Walk(firm, tally);
        while (true) {
            boolean more = batch(walk);
            if (tally.broken != null) {
                return;
            }
            if (more) {
                continue;
            }
            HeadRow head =
                    transactions.call(
                            em ->
                                    em.createQuery(
                                                    "SELECT h FROM HeadRow h WHERE h.firm = :firm",
                                                    HeadRow.class)
                                            .setParameter("firm", firm)
                                            .getResultStream()
                                            .findFirst()
                                            .orElse(null));
            long end = head == null ? 0 : head.getNumber();
            if (end > walk.number && batch(walk)) {
                // appended between the last batch and the look at the head
                continue;
            }
            if (tally.broken == null) {
                walk.compare(end, head == null ? Digests.START : head.getDigest());
            }
            return;
        }
    }

    /** Checks the next entries; false when there were none. */
    private boolean batch(Walk walk) {
        return transactions.call(
                em -> {
                    List<EntryRow> rows = entries(em, walk, Long.MAX_VALUE);
                    if (rows.isEmpty()) {
                        return false;
                    }
                    if (lastOf(rows) != walk.number + rows.size()) {
                        // Derby takes no snapshot: of the entries that come meanwhile it may show
                        // one and not the one before it. Up to that one all are there by now.
                        rows = entries(em, walk, lastOf(rows));
                    }
                    long last = lastOf(rows);
                    List<DetailRow> details =
                            em.createQuery(
                                            "SELECT d FROM DetailRow d WHERE d.firm = :firm"
                                                    + " AND d.number > :after AND d.number <= :last"
                                                    + " ORDER BY d.number",
                                            DetailRow.class)
                                    .setParameter("firm", walk.firm)
                                    .setParameter("after", walk.number)
                                    .setParameter("last", last)
                                    .getResultList();
                    List<Long> indexed =
                            em.createQuery(
                                            "SELECT e.number FROM EntryRow e JOIN SpaceRow s"
                                                    + " ON s.space = e.space AND s.firm = e.firm AND s.number = e.number"
                                                    + " AND s.occurredAt = e.occurredAt"
                                                    + " WHERE e.firm = :firm AND e.number > :after AND e.number <= :last",
                                            Long.class)
                                    .setParameter("firm", walk.firm)
                                    .setParameter("after", walk.number)
                                    .setParameter("last", last)
                                    .getResultList();
                    walk.take(rows, details, new HashSet<>(indexed));
                    em.clear();
                    return true;
                });
    }

    private static List<EntryRow> entries(EntityManager em, Walk walk, long last) {
        return em.createQuery(
                        "SELECT e FROM EntryRow e WHERE e.firm = :firm AND e.number > :after"
                                + " AND e.number <= :last ORDER BY e.number",
                        EntryRow.class)
                .setParameter("firm", walk.firm)
                .setParameter("after", walk.number)
                .setParameter("last", last)
                .setMaxResults(BATCH)
                .getResultList();
    }

    private static long lastOf(List<EntryRow> rows) {
        return rows.get(rows.size() - 1).getNumber();
    }

    private void compareAnchors(Optional<String> firm, Tally tally) {
        if (tally.broken != null) {
            return;
        }
        try {
            anchors.read(
                    (line, anchor) -> {
                        if (anchor.isEmpty()) {
                            // half a line that a crash left says nothing
                            return true;
                        }
                        if (firm.map(f -> f.equals(anchor.get().firm())).orElse(true)) {
                            compareAnchor(anchor.get(), tally);
                        }
                        return tally.broken == null;
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("The anchors cannot be read.", e);
        }
    }

    private void compareAnchor(Anchor anchor, Tally tally) {
        tally.anchors++;
        List<String> digest =
                transactions.call(
                        em ->
                                em.createQuery(
                                                "SELECT e.digest FROM EntryRow e"
                                                        + " WHERE e.firm = :firm AND e.number = :number",
                                                String.class)
                                        .setParameter("firm", anchor.firm())
                                        .setParameter("number", anchor.number())
                                        .getResultList());
        if (digest.isEmpty()) {
            tally.broken(
                    anchor.firm(),
                    anchor.number(),
                    "It was anchored at " + anchor.at() + " and is gone: the chain was cut off.");
        } else if (!digest.get(0).equals(anchor.digest())) {
            tally.broken(
                    anchor.firm(),
                    anchor.number(),
                    "It was another one when it was anchored at "
                            + anchor.at()
                            + ": the chain was built anew.");
        }
    }

    /** What was counted, and the first break. */
    private static final class Tally {

        private long chains;
        private long entries;
        private long anchors;
        private long erased;
        private Break broken;

        void broken(String firm, long number, String why) {
            if (broken == null) {
                broken = new Break(firm, number, why);
            }
        }

        Result result() {
            return new Result(
                    broken == null, chains, entries, anchors, erased, Optional.ofNullable(broken));
        }
    }

    /** The way along one chain. */
    private static final class Walk {

        private final String firm;
        private final Tally tally;
        private long number;
        private String digest = Digests.START;

        Walk(String firm, Tally tally) {
            this.firm = firm;
            this.tally = tally;
        }

        void take(List<EntryRow> rows, List<DetailRow> details, Set<Long> indexed) {
            Map<Long, DetailRow> byNumber = new HashMap<>();
            details.forEach(detail -> byNumber.put(detail.getNumber(), detail));
            for (EntryRow row : rows) {
                String why = fault(row, byNumber.get(row.getNumber()), indexed);
                if (why != null) {
                    tally.broken(firm, number + 1, why);
                    return;
                }
                tally.entries++;
                number = row.getNumber();
                digest = row.getDigest();
            }
        }

        private String fault(EntryRow row, DetailRow detail, Set<Long> indexed) {
            if (row.getNumber() != number + 1) {
                return "It is missing; the next one is " + row.getNumber() + ".";
            }
            if (!row.getPreviousDigest().equals(digest)) {
                return "It does not follow the entry before it.";
            }
            if (!row.getDigest().equals(Digests.ofEntry(row))) {
                return "It was changed.";
            }
            if (row.getSpace() != null && !indexed.contains(row.getNumber())) {
                return "It was hidden from the trail of its space.";
            }
            return detailFault(row, detail);
        }

        private String detailFault(EntryRow row, DetailRow detail) {
            if (detail == null) {
                return "Its detail is missing and was not erased in the regular way.";
            }
            if (detail.getErasedAt().isPresent()) {
                tally.erased++;
                return null;
            }
            try {
                String found =
                        Digests.ofData(
                                detail.getSalt().orElse(""),
                                Digests.read(detail.getData().orElse("{}")));
                return found.equals(row.getDataDigest()) ? null : "Its detail was changed.";
            } catch (IllegalArgumentException e) {
                return "Its detail was changed and cannot be read.";
            }
        }

        void compare(long head, String headDigest) {
            if (head > number) {
                tally.broken(firm, number + 1, "The chain ends before its head: it was cut off.");
            } else if (head < number) {
                tally.broken(firm, head + 1, "The head of the chain does not know it.");
            } else if (!digest.equals(headDigest)) {
                tally.broken(firm, number, "The head of the chain has another digest.");
            }
        }
    }
}
