package org.rattache.plugin.core.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The table of what was told. Every method works on the given connection and leaves its transaction
 * to the caller.
 */
final class Told {

    /** The number of the last fact that was told; 0 when none was. */
    long number(Connection connection, String journal) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT number FROM plg_told WHERE journal = ?")) {
            select.setString(1, journal);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /**
     * Moves on by one fact.
     *
     * @return false when somebody else has told it meanwhile
     */
    boolean advance(Connection connection, String journal, long to) throws SQLException {
        String sql =
                to == 1
                        ? "INSERT INTO plg_told (number, journal) VALUES (?, ?)"
                        : "UPDATE plg_told SET number = ? WHERE journal = ? AND number = ?";
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setLong(1, to);
            change.setString(2, journal);
            if (to > 1) {
                change.setLong(3, to - 1);
            }
            return change.executeUpdate() == 1;
        }
    }
}
