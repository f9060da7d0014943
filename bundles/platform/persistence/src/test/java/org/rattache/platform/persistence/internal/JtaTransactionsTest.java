package org.rattache.platform.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.OptimisticLockException;
import javax.persistence.PersistenceException;
import javax.transaction.Status;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.junit.Before;
import org.junit.Test;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/** What is done again, on the transaction manager of the distribution. */
public final class JtaTransactionsTest {

    private static final int ATTEMPTS = 5;

    private GeronimoTransactionManager manager;
    private Transactions transactions;
    private Instant now = Instant.EPOCH;
    private int attempts;

    @Before
    public void setUp() throws Exception {
        manager = new GeronimoTransactionManager();
        EntityManagerFactory unit =
                (EntityManagerFactory)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {EntityManagerFactory.class},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "createEntityManager" -> entityManager();
                                            case "hashCode" -> 1;
                                            case "equals" -> proxy == arguments[0];
                                            default ->
                                                    throw new UnsupportedOperationException(
                                                            method.getName());
                                        });
        transactions = new JtaTransactions(unit, manager, manager, () -> now);
    }

    /** Takes part, and stores nothing. */
    private EntityManager entityManager() {
        return (EntityManager)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {EntityManager.class},
                        (proxy, method, arguments) -> null);
    }

    private String failing(int times, RuntimeException failure) {
        return transactions.call(
                em -> {
                    if (++attempts <= times) {
                        throw failure;
                    }
                    return "done";
                });
    }

    private static RuntimeException sql(String state) {
        return new PersistenceException(new SQLException("lost", state));
    }

    @Test
    public void a_transaction_that_lost_a_race_is_done_again() {
        assertEquals("done", failing(2, new OptimisticLockException()));
        assertEquals(3, attempts);
    }

    @Test
    public void the_victim_of_a_deadlock_is_done_again_on_either_database() {
        assertEquals("done", failing(1, sql("40001")));
        assertEquals("done", failing(2, sql("40P01")));
        assertEquals(3, attempts);
    }

    @Test
    public void who_loses_five_times_is_told() {
        DomainException told =
                assertThrows(
                        DomainException.class,
                        () -> failing(ATTEMPTS, new OptimisticLockException()));
        assertEquals(DomainException.Category.STALE, told.category());
        assertEquals(ATTEMPTS, attempts);
    }

    @Test
    public void what_the_database_said_when_it_was_busy_stands_in_the_log() {
        List<String> said = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        said.add(new SimpleFormatter().formatMessage(entry));
                    }

                    @Override
                    public void flush() {
                        // nothing is kept back
                    }

                    @Override
                    public void close() {
                        // nothing is open
                    }
                };
        Logger log = Logger.getLogger(JtaTransactions.class.getName());
        log.addHandler(handler);
        try {
            assertThrows(
                    DomainException.class,
                    () -> transactions.run(outer -> failing(ATTEMPTS, sql("40001"))));
        } finally {
            log.removeHandler(handler);
        }
        assertEquals(List.of("A transaction was given up: java.sql.SQLException: lost"), said);
    }

    @Test
    public void another_failure_is_final() {
        assertThrows(DomainException.class, () -> failing(1, DomainException.notFound()));
        assertEquals(1, attempts);
    }

    @Test
    public void a_lock_that_was_refused_at_once_is_asked_for_again() {
        assertEquals("done", failing(2, sql("40XL1")));
        assertEquals(3, attempts);
    }

    @Test
    public void waiting_in_vain_for_a_lock_is_final() {
        assertThrows(
                DomainException.class,
                () ->
                        transactions.run(
                                em -> {
                                    attempts++;
                                    now = now.plusSeconds(20);
                                    throw sql("40XL1");
                                }));
        assertEquals(1, attempts);
    }

    @Test
    public void a_race_lost_in_nested_work_repeats_the_whole_transaction() throws Exception {
        int[] outer = {0};
        String result =
                transactions.call(
                        em -> {
                            outer[0]++;
                            return failing(1, new OptimisticLockException());
                        });
        assertEquals("done", result);
        assertEquals(2, outer[0]);
        assertEquals(2, attempts);
    }

    @Test
    public void nothing_is_done_again_in_the_transaction_of_another() throws Exception {
        manager.begin();
        assertThrows(DomainException.class, () -> failing(1, new OptimisticLockException()));
        assertEquals(1, attempts);
        assertEquals(Status.STATUS_MARKED_ROLLBACK, manager.getStatus());
        manager.rollback();
    }
}
