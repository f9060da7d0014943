package org.rattache.platform.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.persistence.OptimisticLockException;
import org.rattache.platform.api.DomainException;

/**
 * Turns what the database and the transaction manager throw into what a module's caller
 * understands.
 */
public final class FailureTranslation {

    /** Serialisation failure, and deadlock in Derby; deadlock in PostgreSQL. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    private FailureTranslation() {}

    /**
     * Looks for a known cause.
     *
     * @return the exception to throw: a DomainException where the cause is known, else the failure
     *     itself
     */
    public static RuntimeException translate(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException known) {
                return known;
            }
            if (cause instanceof OptimisticLockException) {
                DomainException stale = DomainException.stale();
                stale.addSuppressed(failure);
                return stale;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                DomainException known = ofState(sql.getSQLState());
                if (known != null) {
                    known.addSuppressed(failure);
                    return known;
                }
            } else if (cause instanceof SQLException) {
                // the pool's own exceptions carry no state: no connection was to be had
                return away(failure);
            }
        }
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    /**
     * Whether a transaction was undone only because another one was faster: the same work may
     * succeed when it is done again from its beginning. A lock that was not given is not among
     * these: see {@link #isLockRefused}.
     *
     * @param failure what was thrown, translated or not
     */
    public static boolean isLostRace(Throwable failure) {
        return isCausedBy(
                failure,
                cause ->
                        cause instanceof OptimisticLockException
                                || LOST_RACES.contains(stateOf(cause)));
    }

    /**
     * Whether a lock was not given, after a wait or without one: Derby says the same of both. It
     * does not wait for the counter of an identity column while another statement that uses the
     * counter is being compiled.
     *
     * @param failure what was thrown, translated or not
     */
    public static boolean isLockRefused(Throwable failure) {
        return isCausedBy(failure, cause -> stateOf(cause).equals("40XL1"));
    }

    /** What a translated failure was translated from is suppressed in it. */
    private static boolean isCausedBy(Throwable failure, Predicate<Throwable> known) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (known.test(cause)
                    || Stream.of(cause.getSuppressed())
                            .anyMatch(translated -> isCausedBy(translated, known))) {
                return true;
            }
        }
        return false;
    }

    private static String stateOf(Throwable cause) {
        return cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    }

    private static DomainException ofState(String state) {
        if (state.equals("23505")) {
            return DomainException.conflict("duplicate", "This exists already.");
        }
        // Derby: lock timeout and deadlock; PostgreSQL: serialisation failure, deadlock, lock
        // timeout
        if (state.startsWith("40") || state.equals("55P03")) {
            return DomainException.unavailable(
                    "database-busy",
                    "Others are changing the same thing. Try again.",
                    Duration.ofSeconds(1));
        }
        if (state.equals("53100") || state.equals("XSDG1")) {
            return new DomainException(
                    DomainException.Category.STORAGE_FULL,
                    "storage-full",
                    "There is no room left to store this.");
        }
        // connection exceptions; PostgreSQL is shutting down; Derby is shut down
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("XJ0")
                || state.equals("53300")) {
            return away(null);
        }
        return null;
    }

    private static DomainException away(Exception cause) {
        DomainException away =
                DomainException.unavailable(
                        "database-away",
                        "The database cannot be reached. Try again in a moment.",
                        Duration.ofSeconds(5));
        if (cause != null) {
            away.addSuppressed(cause);
        }
        return away;
    }
}
