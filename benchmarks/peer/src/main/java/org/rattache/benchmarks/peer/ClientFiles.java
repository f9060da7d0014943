package org.rattache.benchmarks.peer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The statements on the tables of Rattache. A read is one connection without a transaction. */
final class ClientFiles {

    private static final int EXACT_UP_TO = 10_000;

    private final DataSource dataSource;

    /** Of a page: the rows, where it ended, how many there are in all. */
    record Page(List<ClientFile> items, Optional<Position> next, long total, boolean exact) {}

    /** A row in the order of the names. */
    record Position(String nameKey, String id) {}

    ClientFiles(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<ClientFile> find(String firm, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT "
                                        + ClientFile.COLUMNS
                                        + " FROM clf_client_file f"
                                        + " WHERE f.firm_id = ? AND f.id = ? AND f.deleted = FALSE")) {
            select.setString(1, firm);
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(ClientFile.read(row)) : Optional.empty();
            }
        }
    }

    /** A page by name; without the total it shows what counting costs. */
    Page list(String firm, Optional<Position> after, int limit, boolean counted)
            throws SQLException {
        String from = " FROM clf_client_file f WHERE f.firm_id = ? AND f.deleted = FALSE";
        String beyond =
                after.isPresent() ? " AND f.name_key >= ? AND (f.name_key > ? OR f.id > ?)" : "";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT "
                                        + ClientFile.COLUMNS
                                        + ", f.name_key"
                                        + from
                                        + beyond
                                        + " ORDER BY f.name_key, f.id FETCH FIRST "
                                        + (limit + 1)
                                        + " ROWS ONLY");
                PreparedStatement count =
                        connection.prepareStatement(
                                "SELECT COUNT(*) FROM (SELECT 1 AS n"
                                        + from
                                        + " FETCH FIRST "
                                        + (EXACT_UP_TO + 1)
                                        + " ROWS ONLY) x")) {
            select.setString(1, firm);
            if (after.isPresent()) {
                select.setString(2, after.get().nameKey());
                select.setString(3, after.get().nameKey());
                select.setString(4, after.get().id());
            }
            List<ClientFile> files = new ArrayList<>();
            Optional<Position> next = Optional.empty();
            String lastKey = "";
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (files.size() == limit) {
                        next = Optional.of(new Position(lastKey, files.get(limit - 1).id()));
                    } else {
                        files.add(ClientFile.read(row));
                        lastKey = row.getString(16);
                    }
                }
            }
            if (!counted) {
                return page(files, next, EXACT_UP_TO + 1);
            }
            count.setString(1, firm);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return page(files, next, row.getLong(1));
            }
        }
    }

    /** The first page of a search by the beginning of a word, along the index of the words. */
    Page search(String firm, String beginning, int limit) throws SQLException {
        String range = " FROM clf_name_word w WHERE w.firm_id = ? AND w.word >= ? AND w.word < ?";
        // the largest character of a word is z
        String end = beginning + "{";
        try (Connection connection = dataSource.getConnection()) {
            Set<String> ids = new LinkedHashSet<>();
            String lastKey = "";
            // a name with two such words stands at the first of them: then more rows are needed
            for (int rows = limit + 1, read = rows;
                    ids.size() <= limit && read == rows;
                    rows *= 3) {
                ids.clear();
                read = 0;
                try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT w.client_file_id, w.name_key"
                                        + range
                                        + " ORDER BY w.word, w.name_key, w.client_file_id FETCH FIRST "
                                        + rows
                                        + " ROWS ONLY")) {
                    setRange(select, firm, beginning, end);
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next() && ids.size() <= limit) {
                            read++;
                            if (ids.add(row.getString(1)) && ids.size() == limit) {
                                lastKey = row.getString(2);
                            }
                        }
                    }
                }
            }
            List<String> shown = ids.stream().limit(limit).toList();
            Optional<Position> next =
                    ids.size() > limit
                            ? Optional.of(new Position(lastKey, shown.get(limit - 1)))
                            : Optional.empty();
            Map<String, ClientFile> files = load(connection, firm, shown);
            try (PreparedStatement count =
                    connection.prepareStatement(
                            "SELECT COUNT(DISTINCT x.id), COUNT(*) FROM (SELECT w.client_file_id AS id"
                                    + range
                                    + " FETCH FIRST "
                                    + (EXACT_UP_TO + 1)
                                    + " ROWS ONLY) x")) {
                setRange(count, firm, beginning, end);
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    long counted = row.getLong(2) > EXACT_UP_TO ? row.getLong(2) : row.getLong(1);
                    return page(shown.stream().map(files::get).toList(), next, counted);
                }
            }
        }
    }

    private static void setRange(PreparedStatement select, String firm, String from, String to)
            throws SQLException {
        select.setString(1, firm);
        select.setString(2, from);
        select.setString(3, to);
    }

    private static Map<String, ClientFile> load(
            Connection connection, String firm, List<String> ids) throws SQLException {
        Map<String, ClientFile> files = new HashMap<>();
        if (ids.isEmpty()) {
            return files;
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT "
                                + ClientFile.COLUMNS
                                + " FROM clf_client_file f WHERE f.firm_id = ? AND f.deleted = FALSE"
                                + " AND f.id IN (?"
                                + ", ?".repeat(ids.size() - 1)
                                + ")")) {
            select.setString(1, firm);
            for (int i = 0; i < ids.size(); i++) {
                select.setString(i + 2, ids.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ClientFile file = ClientFile.read(row);
                    files.put(file.id(), file);
                }
            }
        }
        return files;
    }

    private static Page page(List<ClientFile> files, Optional<Position> next, long counted) {
        return new Page(files, next, Math.min(counted, EXACT_UP_TO), counted <= EXACT_UP_TO);
    }

    /** Stores a file, the words of its name and its event, in one transaction. */
    ClientFile create(String firm, ClientFile.Data data) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ClientFile file = data.toFile(firm, UUID.randomUUID().toString(), now);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement row = connection.prepareStatement(INSERT_FILE);
                    PreparedStatement words = connection.prepareStatement(INSERT_WORD);
                    PreparedStatement event = connection.prepareStatement(INSERT_EVENT)) {
                insert(row, words, file);
                row.executeBatch();
                words.executeBatch();
                event.setString(1, UUID.randomUUID().toString());
                event.setString(2, file.id());
                event.setString(3, firm);
                event.setTimestamp(4, ClientFile.timestamp(now));
                event.setString(5, "{\"clientFile\":\"" + file.id() + "\"}");
                event.executeUpdate();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
        return file;
    }

    static final String INSERT_FILE =
            "INSERT INTO clf_client_file (firm_id, id, version, name, name_key, siren, siret, vat, siren_key,"
                    + " email, email_key, phone, address, contact, created_at, changed_at, deleted)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE)";
    static final String INSERT_WORD =
            "INSERT INTO clf_name_word (firm_id, client_file_id, word, name_key, version)"
                    + " VALUES (?, ?, ?, ?, 1)";

    /** Of the same shape as evt_event, but not it: Rattache would work these events off, too. */
    private static final String INSERT_EVENT =
            "INSERT INTO bench_event (id, type, aggregate, firm_id, actor_kind, actor_id, occurred_at, data,"
                    + " state) VALUES (?, 'clientfile.created', ?, ?, 'API_TOKEN', 'peer', ?, ?, 0)";

    /** Adds a file and its words to two batches. */
    static void insert(PreparedStatement row, PreparedStatement words, ClientFile file)
            throws SQLException {
        String key = Names.key(file.name());
        Timestamp created = ClientFile.timestamp(file.createdAt());
        row.setString(1, file.firm());
        row.setString(2, file.id());
        row.setLong(3, file.version());
        row.setString(4, file.name());
        row.setString(5, key);
        row.setString(6, file.siren());
        row.setString(7, file.siret());
        row.setString(8, file.vat());
        row.setString(9, file.siren());
        row.setString(10, file.email());
        row.setString(11, file.email());
        row.setString(12, file.phone());
        row.setString(13, file.address());
        row.setString(14, file.contact());
        row.setTimestamp(15, created);
        row.setTimestamp(16, created);
        row.addBatch();
        for (String word : Names.words(key)) {
            words.setString(1, file.firm());
            words.setString(2, file.id());
            words.setString(3, word);
            words.setString(4, key);
            words.addBatch();
        }
    }
}
