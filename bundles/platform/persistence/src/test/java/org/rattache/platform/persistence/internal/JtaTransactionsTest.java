package org.rattache.platform.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.TransactionManager;
import javax.transaction.TransactionSynchronizationRegistry;
import org.junit.Test;
import org.rattache.platform.api.DomainException;

public final class JtaTransactionsTest {

    /** What the transaction manager was told, in order. */
    private final List<String> told = new ArrayList<>();

    private final Map<Object, Object> resources = new HashMap<>();
    private int status = Status.STATUS_NO_TRANSACTION;

    private final JtaTransactions transactions =
            new JtaTransactions(
                    fake(EntityManagerFactory.class),
                    fake(TransactionManager.class),
                    fake(TransactionSynchronizationRegistry.class));

    private <T> T fake(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer(method.getName(), arguments)));
    }

    private Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "hashCode" -> 1;
            case "equals" -> true;
            case "getStatus" -> status;
            case "createEntityManager" -> fake(EntityManager.class);
            case "getResource" -> resources.get("unit");
            case "putResource" -> resources.put("unit", arguments[1]);
            case "begin" -> {
                status = Status.STATUS_ACTIVE;
                yield note(method);
            }
            case "commit", "rollback" -> {
                status = Status.STATUS_NO_TRANSACTION;
                resources.clear();
                yield note(method);
            }
            case "setRollbackOnly" -> note(method);
            case "registerInterposedSynchronization" -> arguments[0] instanceof Synchronization;
            default -> null;
        };
    }

    private Object note(String method) {
        told.add(method);
        return null;
    }

    private static PersistenceException of(String state) {
        return new PersistenceException(new SQLException("of the database", state));
    }

    @Test
    public void a_deadlocks_victim_begins_again_and_succeeds() {
        List<Integer> attempts = new ArrayList<>();
        String result =
                transactions.call(
                        em -> {
                            attempts.add(attempts.size());
                            if (attempts.size() < 3) {
                                throw of(attempts.size() == 1 ? "40001" : "40P01");
                            }
                            return "done";
                        });
        assertEquals("done", result);
        assertEquals(List.of("begin", "rollback", "begin", "rollback", "begin", "commit"), told);
    }

    @Test
    public void it_does_so_whichever_module_the_victim_was_in() {
        List<Integer> attempts = new ArrayList<>();
        transactions.run(
                em ->
                        transactions.run(
                                inner -> {
                                    attempts.add(attempts.size());
                                    if (attempts.size() == 1) {
                                        throw of("40001");
                                    }
                                }));
        assertEquals(List.of("begin", "setRollbackOnly", "rollback", "begin", "commit"), told);
    }

    @Test
    public void it_gives_up_after_a_few_times() {
        List<Integer> attempts = new ArrayList<>();
        DomainException busy =
                assertThrows(
                        DomainException.class,
                        () ->
                                transactions.run(
                                        em -> {
                                            attempts.add(attempts.size());
                                            throw of("40001");
                                        }));
        assertEquals("database-busy", busy.code());
        assertEquals(5, attempts.size());
    }

    @Test
    public void whatever_else_fails_is_not_repeated() {
        for (String state : List.of("40XL1", "55P03", "23505", "08006")) {
            told.clear();
            assertThrows(
                    DomainException.class,
                    () ->
                            transactions.run(
                                    em -> {
                                        throw of(state);
                                    }));
            assertEquals(state, List.of("begin", "rollback"), told);
        }
    }

    @Test
    public void a_transaction_that_was_begun_elsewhere_is_repeated_there_or_not_at_all() {
        status = Status.STATUS_ACTIVE;
        assertThrows(
                DomainException.class,
                () ->
                        transactions.run(
                                em -> {
                                    throw of("40001");
                                }));
        assertEquals(List.of("setRollbackOnly"), told);
    }
}
