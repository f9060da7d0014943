package org.rattache.platform.testkit;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.junit.rules.ExternalResource;
import org.rattache.platform.persistence.FailureTranslation;
import org.rattache.platform.persistence.Transactions;

/**
 * An empty database with the module's real migrations and its real persistence unit, in a plain
 * JVM. Use it with JUnit's Parameterized over {@link #kinds()}, so that every test runs on Derby
 * and, where the environment variable {@code RATTACHE_TEST_PG_URL} names one, on a real PostgreSQL:
 *
 * <pre>{@code
 * @Parameters(name = "{0}") public static Iterable<TestDatabase.Kind> databases() { return TestDatabase.kinds(); }
 * @Rule public final TestDatabase database;
 * }</pre>
 *
 * <p>No two tests use a database at the same time. One that is free again is emptied for the next
 * test with the same migrations: on Derby, making its tables takes longer than most tests. A test
 * that changes the tables themselves says so with {@link #discard()}.
 */
public final class TestDatabase extends ExternalResource {

    /** The kinds of database that tests run on. */
    public enum Kind {
        DERBY,
        POSTGRESQL
    }

    /** What is the same in all databases of a module's tests. */
    record Plan(Kind kind, String unit, String module, File migrations) {}

    private static final Map<Plan, Queue<PreparedDatabase>> FREE = new ConcurrentHashMap<>();

    private final Plan plan;
    private PreparedDatabase database;
    private boolean discarded;

    /**
     * A database for one test.
     *
     * @param unit the persistence unit, as META-INF/persistence.xml names it; null for none
     * @param module the module, as the header Rattache-Schema names it
     * @param migrations the folder of the scripts, such as {@code src/main/resources/db}
     */
    public TestDatabase(Kind kind, String unit, String module, File migrations) {
        plan = new Plan(kind, unit, module, migrations);
    }

    /** Derby always; PostgreSQL where the test command has started one. */
    public static List<Kind> kinds() {
        return postgres() == null ? List.of(Kind.DERBY) : List.of(Kind.DERBY, Kind.POSTGRESQL);
    }

    static String postgres() {
        return System.getenv("RATTACHE_TEST_PG_URL");
    }

    /** The address of this test's database. */
    public String url() {
        return database.url();
    }

    /** No other test gets this database: this one changes its tables. */
    public void discard() {
        discarded = true;
    }

    @Override
    protected void before() throws Exception {
        database = free().poll();
        if (database == null) {
            database = PreparedDatabase.make(plan);
        }
    }

    @Override
    protected void after() {
        try {
            if (discarded) {
                database.drop();
            } else {
                database.empty();
                free().add(database);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Queue<PreparedDatabase> free() {
        return FREE.computeIfAbsent(plan, key -> new ConcurrentLinkedQueue<>());
    }

    /** A plain connection, auto-commit on. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Transactions on this database: nested work joins, as in the container. */
    public Transactions transactions() {
        return new LocalTransactions(database.factory());
    }

    private static final class LocalTransactions implements Transactions {

        private final EntityManagerFactory factory;
        private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();

        LocalTransactions(EntityManagerFactory factory) {
            this.factory = factory;
        }

        @Override
        public <R> R call(Function<EntityManager, R> work) {
            EntityManager running = CURRENT.get();
            if (running != null) {
                R result = work.apply(running);
                running.flush();
                return result;
            }
            EntityManager em = factory.createEntityManager();
            CURRENT.set(em);
            try {
                em.getTransaction().begin();
                R result = work.apply(em);
                em.flush();
                em.getTransaction().commit();
                return result;
            } catch (Exception e) {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
                throw FailureTranslation.translate(e);
            } finally {
                CURRENT.remove();
                em.close();
            }
        }
    }
}
