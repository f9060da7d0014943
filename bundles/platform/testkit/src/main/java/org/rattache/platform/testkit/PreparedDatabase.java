package org.rattache.platform.testkit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.rattache.platform.persistence.Migrations;
import org.rattache.platform.testkit.TestDatabase.Kind;
import org.rattache.platform.testkit.TestDatabase.Plan;

/** A database with its tables, and the factory of its persistence unit: null without one. */
record PreparedDatabase(Kind kind, String name, EntityManagerFactory factory) {

    static PreparedDatabase make(Plan plan) throws SQLException, MalformedURLException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        if (plan.kind() == Kind.POSTGRESQL) {
            onPostgres("CREATE SCHEMA " + name);
            // Derby's databases are in memory, and end with the tests
            Runtime.getRuntime().addShutdownHook(new Thread(() -> dropSchema(name)));
        }
        String url = url(plan.kind(), name);
        try (Connection connection = DriverManager.getConnection(url)) {
            new Migrations(plan.module(), scripts(plan.migrations())).apply(connection);
        }
        return new PreparedDatabase(plan.kind(), name, factory(plan, name, url));
    }

    private static EntityManagerFactory factory(Plan plan, String name, String url) {
        if (plan.unit() == null) {
            return null;
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("javax.persistence.transactionType", "RESOURCE_LOCAL");
        properties.put("javax.persistence.jtaDataSource", "");
        properties.put("javax.persistence.nonJtaDataSource", "");
        properties.put("javax.persistence.jdbc.url", url);
        properties.put(
                "javax.persistence.jdbc.driver",
                plan.kind() == Kind.DERBY
                        ? "org.apache.derby.jdbc.EmbeddedDriver"
                        : "org.postgresql.Driver");
        properties.put("eclipselink.target-server", "None");
        // one session a database, or EclipseLink hands out that of another
        properties.put("eclipselink.session-name", name);
        return Persistence.createEntityManagerFactory(plan.unit(), properties);
    }

    private static List<URL> scripts(File migrations) throws MalformedURLException {
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

    String url() {
        return url(kind, name);
    }

    private static String url(Kind kind, String name) {
        if (kind == Kind.DERBY) {
            return "jdbc:derby:memory:" + name + ";create=true";
        }
        String url = TestDatabase.postgres();
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
    }

    /** Removes all rows but those about the migrations. */
    void empty() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : tables(connection)) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            connection.commit();
        }
        if (factory != null) {
            factory.getCache().evictAll();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                connection
                        .getMetaData()
                        .getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME");
                if (!Migrations.TABLE.equalsIgnoreCase(table)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    void drop() throws SQLException {
        if (factory != null) {
            factory.close();
        }
        if (kind == Kind.POSTGRESQL) {
            dropSchema(name);
            return;
        }
        try {
            DriverManager.getConnection("jdbc:derby:memory:" + name + ";drop=true").close();
        } catch (SQLException e) {
            // Derby answers a successful drop with an exception of state 08006
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void dropSchema(String name) {
        try {
            onPostgres("DROP SCHEMA IF EXISTS " + name + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void onPostgres(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestDatabase.postgres());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
