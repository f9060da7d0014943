package org.rattache.platform.persistence.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.SystemException;
import javax.transaction.TransactionManager;
import javax.transaction.TransactionSynchronizationRegistry;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.FailureTranslation;
import org.rattache.platform.persistence.Transactions;

/**
 * The transactions of one persistence unit on JTA. The entity manager lives in the transaction
 * itself (not in a thread), so it is shared by nested calls and gone with the commit: no thread can
 * carry stale entities into the next request.
 */
final class JtaTransactions implements Transactions {

    private static final System.Logger LOG = System.getLogger(JtaTransactions.class.getName());

    private static final int ATTEMPTS = 5;

    /** Two that undid each other would meet again if both began at once. */
    private static final int LONGEST_PAUSE_MILLIS = 50;

    /** A lock that was refused before this was not waited for; after it, it took long enough. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final EntityManagerFactory unit;
    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry registry;
    private final InstantSource clock;

    JtaTransactions(
            EntityManagerFactory unit,
            TransactionManager manager,
            TransactionSynchronizationRegistry registry,
            InstantSource clock) {
        this.unit = unit;
        this.manager = manager;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public <R> R call(Function<EntityManager, R> work) {
        try {
            return manager.getStatus() == Status.STATUS_NO_TRANSACTION
                    ? repeated(work)
                    : inCurrent(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(
                    "interrupted", "The server is stopping.", Duration.ofSeconds(5));
        } catch (Exception e) {
            throw FailureTranslation.translate(e);
        }
    }

    /** Only the outermost work can begin anew: it alone has the whole transaction in hand. */
    private <R> R repeated(Function<EntityManager, R> work) throws Exception {
        for (int attempt = 1; ; attempt++) {
            Instant began = clock.instant();
            try {
                return inNew(work);
            } catch (Exception e) {
                if (attempt == ATTEMPTS || !mayGoBetter(e, began)) {
                    tellOfDatabase(e);
                    throw e;
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS * attempt));
            }
        }
    }

    private boolean mayGoBetter(Exception failure, Instant began) {
        return FailureTranslation.isLostRace(failure)
                || (FailureTranslation.isLockRefused(failure)
                        && clock.instant().isBefore(began.plus(AT_ONCE)));
    }

    /** Whoever asked is told that the database is busy or away; what it said stands here alone. */
    private static void tellOfDatabase(Exception failure) {
        if (FailureTranslation.translate(failure) instanceof DomainException known
                && known.category() == DomainException.Category.UNAVAILABLE) {
            saidByDatabase(failure)
                    .ifPresent(
                            said ->
                                    LOG.log(
                                            System.Logger.Level.WARNING,
                                            "A transaction was given up: {0}",
                                            String.valueOf(said)));
        }
    }

    /** What a translated failure was translated from is suppressed in it. */
    private static Optional<SQLException> saidByDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said) {
                return Optional.of(said);
            }
            for (Throwable translated : cause.getSuppressed()) {
                Optional<SQLException> said = saidByDatabase(translated);
                if (said.isPresent()) {
                    return said;
                }
            }
        }
        return Optional.empty();
    }

    private <R> R inNew(Function<EntityManager, R> work) throws Exception {
        manager.begin();
        boolean done = false;
        try {
            R result = flushed(work);
            done = true;
            return result;
        } finally {
            if (done) {
                manager.commit();
            } else {
                manager.rollback();
            }
        }
    }

    private <R> R inCurrent(Function<EntityManager, R> work) throws SystemException {
        boolean done = false;
        try {
            R result = flushed(work);
            done = true;
            return result;
        } finally {
            if (!done) {
                manager.setRollbackOnly();
            }
        }
    }

    /**
     * Flushes at the end of the work, so that a failure shows here, where it can be told whose it
     * is.
     */
    private <R> R flushed(Function<EntityManager, R> work) {
        EntityManager em = entityManager();
        R result = work.apply(em);
        em.flush();
        return result;
    }

    private EntityManager entityManager() {
        EntityManager current = (EntityManager) registry.getResource(unit);
        if (current != null) {
            return current;
        }
        EntityManager em = unit.createEntityManager();
        em.joinTransaction();
        registry.putResource(unit, em);
        registry.registerInterposedSynchronization(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        // the work was flushed when it ended
                    }

                    @Override
                    public void afterCompletion(int status) {
                        em.close();
                    }
                });
        return em;
    }
}
