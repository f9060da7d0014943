package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/**
 * Counts tries before they are evaluated, each in a transaction of its own and by one conditional
 * update: tries at the same moment, on any number of nodes, cannot exceed the limit.
 *
 * <p>An account's window begins anew with each try, so within any window no more than the limit is
 * evaluated; it opens again by itself. An address has a fixed window, because many people may share
 * it, and a success gives its try back.
 */
@Component(service = Throttle.class)
public final class Throttle {

    /** What is counted. */
    enum Kind {
        LOG_IN_ACCOUNT("log-in:account:", true),
        LOG_IN_ADDRESS("log-in:address:", false),
        RESET_ACCOUNT("reset:account:", true),
        RESET_ADDRESS("reset:address:", false),
        ACTIVATION_ADDRESS("activation:address:", false);

        private final String prefix;
        private final boolean account;

        Kind(String prefix, boolean account) {
            this.prefix = prefix;
            this.account = account;
        }
    }

    private static final int ROUNDS = 20;

    private final Transactions transactions;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public Throttle(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this(transactions, settings, Clock.tickMillis(ZoneOffset.UTC));
    }

    Throttle(Transactions transactions, Settings settings, Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts a try.
     *
     * @return whether it was the last one for now
     * @throws DomainException TOO_MANY when it may not be evaluated any more
     */
    boolean count(Kind kind, String what) {
        Optional<Duration> closed = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            try {
                Counted counted = transactions.call(em -> countOnce(em, kind, bucket(kind, what)));
                if (counted.tries > 0) {
                    return counted.tries >= limit(kind);
                }
                closed = counted.closedFor;
                if (closed.isPresent()) {
                    break;
                }
            } catch (DomainException e) {
                // another try made the row at the same moment: now it can be updated
                if (!e.code().equals("duplicate")) {
                    throw e;
                }
            }
        }
        throw DomainException.tooMany(
                "too-many-tries",
                "There were too many tries. Wait, then try again.",
                closed.orElse(Duration.ofSeconds(1)));
    }

    /** Tries is 0 when nothing could be counted; then it is closed for a time, or to be retried. */
    private record Counted(int tries, Optional<Duration> closedFor) {}

    private Counted countOnce(javax.persistence.EntityManager em, Kind kind, String bucket) {
        Instant now = clock.instant();
        Instant end = now.plus(settings.window());
        int updated =
                kind.account
                        ? Sql.update(
                                em,
                                "UPDATE idn_throttle SET tries = tries + 1, ends_at = ?1"
                                        + " WHERE bucket = ?2 AND ends_at > ?3 AND tries < ?4",
                                end,
                                bucket,
                                now,
                                limit(kind))
                        : Sql.update(
                                em,
                                "UPDATE idn_throttle SET tries = tries + 1"
                                        + " WHERE bucket = ?1 AND ends_at > ?2 AND tries < ?3",
                                bucket,
                                now,
                                limit(kind));
        if (updated == 0
                && Sql.update(
                                em,
                                "UPDATE idn_throttle SET tries = 1, ends_at = ?1"
                                        + " WHERE bucket = ?2 AND ends_at <= ?3",
                                end,
                                bucket,
                                now)
                        == 1) {
            return new Counted(1, Optional.empty());
        }
        List<Object[]> rows =
                Sql.rows(em, "SELECT tries, ends_at FROM idn_throttle WHERE bucket = ?1", bucket);
        if (rows.isEmpty()) {
            Sql.update(
                    em,
                    "INSERT INTO idn_throttle (bucket, tries, ends_at) VALUES (?1, 1, ?2)",
                    bucket,
                    end);
            return new Counted(1, Optional.empty());
        }
        int tries = ((Number) rows.get(0)[0]).intValue();
        if (updated == 1) {
            return new Counted(tries, Optional.empty());
        }
        return tries < limit(kind)
                ? new Counted(0, Optional.empty())
                : new Counted(0, Optional.of(Duration.between(now, Sql.instant(rows.get(0)[1]))));
    }

    /** Forgets the tries: the owner has shown that he is it. Joins the caller's transaction. */
    void clear(Kind kind, String what) {
        transactions.run(
                em ->
                        Sql.update(
                                em,
                                "DELETE FROM idn_throttle WHERE bucket = ?1",
                                bucket(kind, what)));
    }

    /** Gives one try back: it was a good one. Joins the caller's transaction. */
    void giveBack(Kind kind, String what) {
        transactions.run(
                em ->
                        Sql.update(
                                em,
                                "UPDATE idn_throttle SET tries = tries - 1"
                                        + " WHERE bucket = ?1 AND tries > 0",
                                bucket(kind, what)));
    }

    private int limit(Kind kind) {
        return kind.account ? settings.accountTries() : settings.addressTries();
    }

    /** Addresses of people and machines are kept as digests, for as long as they count. */
    private static String bucket(Kind kind, String what) {
        return kind.prefix + Secrets.digest(what);
    }
}
