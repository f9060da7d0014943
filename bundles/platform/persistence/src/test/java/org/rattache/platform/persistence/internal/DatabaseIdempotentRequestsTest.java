package org.rattache.platform.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.transaction.Status;
import javax.transaction.TransactionManager;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.rattache.platform.api.IdempotentRequests;
import org.rattache.platform.api.IdempotentRequests.Execution;
import org.rattache.platform.api.IdempotentRequests.Stored;
import org.rattache.platform.persistence.Migrations;

/** Keys on Derby, with one connection that the transaction manager commits. */
public final class DatabaseIdempotentRequestsTest {

    private Connection connection;
    private final List<String> ended = new ArrayList<>();
    private IdempotentRequests requests;

    @Before
    public void setUp() throws Exception {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName("memory:" + UUID.randomUUID());
        derby.setCreateDatabase("create");
        connection = derby.getConnection();
        List<URL> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db"))) {
            for (Path file : files.toList()) {
                scripts.add(file.toUri().toURL());
            }
        }
        new Migrations("platform", scripts).apply(connection);
        requests = new DatabaseIdempotentRequests(dataSource(), manager());
    }

    @After
    public void tearDown() throws Exception {
        connection.setAutoCommit(true);
        connection.close();
    }

    private DataSource dataSource() {
        Connection open =
                fake(
                        Connection.class,
                        (name, arguments) ->
                                name.equals("close")
                                        ? null
                                        : Connection.class
                                                .getMethod("prepareStatement", String.class)
                                                .invoke(connection, arguments));
        return fake(DataSource.class, (name, arguments) -> open);
    }

    private TransactionManager manager() {
        return fake(
                TransactionManager.class,
                (name, arguments) -> {
                    switch (name) {
                        case "getStatus":
                            return connection.getAutoCommit()
                                    ? Status.STATUS_NO_TRANSACTION
                                    : Status.STATUS_ACTIVE;
                        case "begin":
                            connection.setAutoCommit(false);
                            return null;
                        case "commit":
                            connection.commit();
                            break;
                        default:
                            connection.rollback();
                    }
                    ended.add(name);
                    connection.setAutoCommit(true);
                    return null;
                });
    }

    private interface Answer {
        Object to(String name, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private Execution begin(String key) {
        return requests.begin("user:u1", key).execution().orElseThrow();
    }

    @Test
    public void a_result_of_any_length_is_given_again() {
        for (String body : List.of("{}", "{\"é\":\"" + "links ".repeat(20_000) + "\"}")) {
            Stored result = new Stored("digest", 201, "a/b", "1", body);
            String key = "key-" + body.length();
            begin(key).commit(result);
            assertEquals(result, requests.begin("user:u1", key).stored().orElseThrow());
            assertTrue(requests.begin("user:u2", key).execution().isPresent());
            requests.discardLeftOver();
        }
    }

    @Test
    public void s4_a_result_that_cannot_be_stored_leaves_no_transaction_to_the_next_request() {
        Execution running = begin("key");
        Stored tooLong = new Stored("digest", 201, "a".repeat(501), null, null);
        assertThrows(RuntimeException.class, () -> running.commit(tooLong));
        assertEquals(List.of("rollback"), ended);
        assertTrue("the key is free again", requests.begin("user:u1", "key").stored().isEmpty());
    }

    @Test
    public void s4_what_an_earlier_request_left_open_is_undone_before_the_next_works_in_it() {
        begin("forgotten");
        requests.discardLeftOver();
        assertEquals(List.of("rollback"), ended);
        requests.discardLeftOver();
        assertEquals(1, ended.size());
    }
}
