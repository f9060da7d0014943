package org.rattache.platform.testkit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.junit.rules.ExternalResource;
import org.rattache.platform.persistence.FailureTranslation;
import org.rattache.platform.persistence.Migrations;
import org.rattache.platform.persistence.Transactions;

/**
 * A fresh database with the module's real migrations and its real persistence unit, in a plain JVM.
 * Use it with JUnit's Parameterized over {@link #kinds()}, so that every test runs on Derby and,
 * where the environment variable {@code RATTACHE_TEST_PG_URL} names one, on a real PostgreSQL:
 *
 * <pre>{@code
 * @Parameters(name = "{0}") public static Iterable<TestDatabase.Kind> databases() { return TestDatabase.kinds(); }
 * @Rule public final TestDatabase database;
 * }</pre>
 */
public final class TestDatabase extends ExternalResource {

    /** The kinds of database that tests run on. */
    public enum Kind {
        DERBY,
        POSTGRESQL
    }

    private final Kind kind;
    private final String unit;
    private final String module;
    private final File migrations;
    private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
    private EntityManagerFactory factory;

    /**
     * A database for one test.
     *
     * @param unit the persistence unit, as META-INF/persistence.xml names it
     * @param module the module, as the header Rattache-Schema names it
     * @param migrations the folder of the scripts, such as {@code src/main/resources/db}
     */
    public TestDatabase(Kind kind, String unit, String module, File migrations) {
        this.kind = kind;
        this.unit = unit;
        this.module = module;
        this.migrations = migrations;
    }

    /** Derby always; PostgreSQL where the test command has started one. */
    public static List<Kind> kinds() {
        return postgres() == null ? List.of(Kind.DERBY) : List.of(Kind.DERBY, Kind.POSTGRESQL);
    }

    private static String postgres() {
        return System.getenv("RATTACHE_TEST_PG_URL");
    }

    /** The address of this test's database. */
    public String url() {
        if (kind == Kind.DERBY) {
            return "jdbc:derby:memory:" + name + ";create=true";
        }
        String url = postgres();
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
    }

    @Override
    protected void before() throws Exception {
        if (kind == Kind.POSTGRESQL) {
            try (Connection connection = DriverManager.getConnection(postgres())) {
                connection.createStatement().execute("CREATE SCHEMA " + name);
            }
        }
        try (Connection connection = connection()) {
            new Migrations(module, scripts()).apply(connection);
        }
        if (unit != null) {
            Map<String, Object> properties = new HashMap<>();
            properties.put("javax.persistence.transactionType", "RESOURCE_LOCAL");
            properties.put("javax.persistence.jtaDataSource", "");
            properties.put("javax.persistence.nonJtaDataSource", "");
            properties.put("javax.persistence.jdbc.url", url());
            properties.put(
                    "javax.persistence.jdbc.driver",
                    kind == Kind.DERBY
                            ? "org.apache.derby.jdbc.EmbeddedDriver"
                            : "org.postgresql.Driver");
            properties.put("eclipselink.target-server", "None");
            // one session a test, or EclipseLink hands out the one of the test before
            properties.put("eclipselink.session-name", name);
            factory = Persistence.createEntityManagerFactory(unit, properties);
        }
    }

    @Override
    protected void after() {
        if (factory != null) {
            factory.close();
        }
        try {
            if (kind == Kind.DERBY) {
                drop("jdbc:derby:memory:" + name + ";drop=true");
            } else {
                try (Connection connection = DriverManager.getConnection(postgres())) {
                    connection.createStatement().execute("DROP SCHEMA " + name + " CASCADE");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drop(String url) throws SQLException {
        try {
            DriverManager.getConnection(url).close();
        } catch (SQLException e) {
            // Derby answers a successful drop with an exception of state 08006
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private List<URL> scripts() throws MalformedURLException {
        List<URL> scripts = new ArrayList<>();
        File[] files = migrations.listFiles((folder, file) -> file.endsWith(".sql"));
        if (files == null) {
            throw new IllegalStateException("No migrations in " + migrations);
        }
        for (File file : files) {
            scripts.add(file.toURI().toURL());
        }
        return scripts;
    }

    /** A plain connection, auto-commit on. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Transactions on this database: nested work joins, as in the container. */
    public Transactions transactions() {
        return new LocalTransactions(factory);
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
