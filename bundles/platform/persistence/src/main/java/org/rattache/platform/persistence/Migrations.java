package org.rattache.platform.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered migrations of one module, {@code V1__what_it_does.sql} and on. The same files run on
 * Derby and on PostgreSQL, so they hold only SQL that both know. A file that was applied is never
 * changed: its digest is remembered, and a difference stops the start.
 */
public final class Migrations {

    private static final Pattern FILE_NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** The table of the migrations that were applied. */
    public static final String TABLE = "plt_schema";

    private final String module;
    private final SortedMap<Integer, String> scripts = new TreeMap<>();

    /**
     * Reads the scripts.
     *
     * @param module whose tables these are, such as {@code clientfile}
     * @param files the scripts, in any order
     * @throws IllegalArgumentException when a name does not follow the pattern or a number stands
     *     twice
     */
    public Migrations(String module, List<URL> files) {
        this.module = module;
        for (URL file : files) {
            String name = file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
            Matcher matcher = FILE_NAME.matcher(name);
            if (!matcher.matches()
                    || scripts.put(Integer.valueOf(matcher.group(1)), read(file)) != null) {
                throw new IllegalArgumentException(
                        "Not a migration, or its number stands twice: " + file);
            }
        }
    }

    /**
     * Applies what is missing, each script in a transaction of its own.
     *
     * @param connection with auto-commit on; left so
     * @return the numbers applied now
     * @throws IllegalStateException when an applied script was changed since
     */
    public List<Integer> apply(Connection connection) throws SQLException {
        createTable(connection);
        Map<Integer, String> applied = applied(connection);
        List<Integer> now = new ArrayList<>();
        connection.setAutoCommit(false);
        try {
            for (Map.Entry<Integer, String> script : scripts.entrySet()) {
                String digest = digest(script.getValue());
                String before = applied.get(script.getKey());
                if (before == null) {
                    run(connection, script.getKey(), script.getValue(), digest);
                    now.add(script.getKey());
                } else if (!before.equals(digest)) {
                    throw new IllegalStateException(
                            "Migration "
                                    + script.getKey()
                                    + " of "
                                    + module
                                    + " was changed after it was applied.");
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return now;
    }

    private void run(Connection connection, int number, String script, String digest)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(script)) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO " + TABLE + " (module, number, digest) VALUES (?, ?, ?)")) {
            insert.setString(1, module);
            insert.setInt(2, number);
            insert.setString(3, digest);
            insert.executeUpdate();
        }
        connection.commit();
    }

    private static void createTable(Connection connection) throws SQLException {
        // in the schema of this connection: another Rattache may have another one of the database
        String schema = connection.getSchema();
        for (String name : List.of(TABLE, TABLE.toUpperCase(java.util.Locale.ROOT))) {
            try (ResultSet tables = connection.getMetaData().getTables(null, schema, name, null)) {
                if (tables.next()) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE "
                            + TABLE
                            + " (module VARCHAR(100) NOT NULL, number INTEGER NOT NULL,"
                            + " digest VARCHAR(64) NOT NULL, PRIMARY KEY (module, number))");
        }
    }

    private Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT number, digest FROM " + TABLE + " WHERE module = ?")) {
            select.setString(1, module);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    applied.put(rows.getInt(1), rows.getString(2));
                }
            }
        }
        return applied;
    }

    /**
     * Statements end with a semicolon at the end of a line; lines that begin with -- are comments.
     */
    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : script.lines().toList()) {
            String text = line.strip();
            if (text.startsWith("--")) {
                continue;
            }
            boolean end = text.endsWith(";");
            current.append(end ? text.substring(0, text.length() - 1) : text).append('\n');
            if (end) {
                statements.add(current.toString());
                current.setLength(0);
            }
        }
        if (!current.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "A statement does not end with a semicolon: " + current);
        }
        return statements;
    }

    private static String read(URL file) {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String script) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
