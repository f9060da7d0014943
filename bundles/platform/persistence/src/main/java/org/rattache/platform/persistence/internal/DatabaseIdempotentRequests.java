package org.rattache.platform.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import javax.transaction.Status;
import javax.transaction.SystemException;
import javax.transaction.TransactionManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rattache.platform.api.IdempotentRequests;
import org.rattache.platform.persistence.FailureTranslation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps idempotency keys in a table of its own. The key is inserted first, in the transaction that
 * the request then works in: a second request with the same key waits for that row and sees the
 * result.
 */
@Component
public final class DatabaseIdempotentRequests implements IdempotentRequests {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseIdempotentRequests.class);
    private static final Duration KEPT = Duration.ofHours(24);

    private final DataSource dataSource;
    private final TransactionManager manager;
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    @Activate
    public DatabaseIdempotentRequests(
            @Reference(target = "(osgi.jndi.service.name=rattache)") DataSource dataSource,
            @Reference TransactionManager manager) {
        this.dataSource = dataSource;
        this.manager = manager;
    }

    @Override
    public void discardLeftOver() {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                LOG.error("A request has left its transaction open; it is undone.");
                manager.rollback();
            }
        } catch (SystemException e) {
            throw FailureTranslation.translate(e);
        }
    }

    @Override
    public Outcome begin(String caller, String key) {
        try {
            Optional<Stored> stored = find(caller, key);
            if (stored.isPresent()) {
                return new Outcome(stored, Optional.empty());
            }
            manager.begin();
            try {
                insert(caller, key);
            } catch (SQLException e) {
                manager.rollback();
                Optional<Stored> other = find(caller, key);
                if (other.isPresent()) {
                    return new Outcome(other, Optional.empty());
                }
                throw e;
            }
            return new Outcome(Optional.empty(), Optional.of(new Running(caller, key)));
        } catch (Exception e) {
            throw FailureTranslation.translate(e);
        }
    }

    private Timestamp now() {
        return Timestamp.valueOf(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private Optional<Stored> find(String caller, String key) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "DELETE FROM plt_idempotency WHERE caller = ? AND created_at < ?")) {
                delete.setString(1, caller);
                delete.setTimestamp(
                        2,
                        Timestamp.valueOf(
                                LocalDateTime.ofInstant(
                                        clock.instant().minus(KEPT), ZoneOffset.UTC)));
                delete.executeUpdate();
            }
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT request_digest, status, location, etag, body FROM plt_idempotency"
                                    + " WHERE caller = ? AND request_key = ? AND status IS NOT NULL")) {
                select.setString(1, caller);
                select.setString(2, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(
                                    new Stored(
                                            row.getString(1),
                                            row.getInt(2),
                                            row.getString(3),
                                            row.getString(4),
                                            StoredBody.unpack(row.getString(5))))
                            : Optional.empty();
                }
            }
        }
    }

    private void insert(String caller, String key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO plt_idempotency (caller, request_key, created_at) VALUES (?, ?, ?)")) {
            insert.setString(1, caller);
            insert.setString(2, key);
            insert.setTimestamp(3, now());
            insert.executeUpdate();
        }
    }

    private final class Running implements Execution {

        private final String caller;
        private final String key;

        Running(String caller, String key) {
            this.caller = caller;
            this.key = key;
        }

        @Override
        public void commit(Stored result) {
            try {
                boolean noted = false;
                try {
                    note(result);
                    noted = true;
                } finally {
                    if (noted) {
                        manager.commit();
                    } else {
                        manager.rollback();
                    }
                }
            } catch (Exception e) {
                throw FailureTranslation.translate(e);
            }
        }

        private void note(Stored result) throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE plt_idempotency SET request_digest = ?, status = ?, location = ?, etag = ?,"
                                            + " body = ? WHERE caller = ? AND request_key = ?")) {
                update.setString(1, result.requestDigest());
                update.setInt(2, result.status());
                update.setString(3, result.location());
                update.setString(4, result.etag());
                update.setString(5, result.body() == null ? null : StoredBody.pack(result.body()));
                update.setString(6, caller);
                update.setString(7, key);
                if (update.executeUpdate() != 1) {
                    throw new IllegalStateException("The row of a running request is gone.");
                }
            }
        }

        @Override
        public void rollback() {
            try {
                manager.rollback();
            } catch (Exception e) {
                throw FailureTranslation.translate(e);
            }
        }
    }
}
