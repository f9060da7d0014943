package org.rattache.benchmarks.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import javax.sql.DataSource;

/** The API tokens in the table of Rattache: by their digest, inside their firm. */
final class ApiTokens {

    static final String PREFIX = "rattache_";

    private static final String BEARER = "Bearer " + PREFIX;

    private final DataSource dataSource;

    ApiTokens(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether this header lets its sender work for that firm. */
    boolean opens(String firm, String authorization) throws SQLException {
        if (!authorization.startsWith(BEARER) || !authorization.startsWith(firm, BEARER.length())) {
            return false;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT scopes, expires_at FROM idn_api_token"
                                        + " WHERE firm_id = ? AND token_hash = ?")) {
            select.setString(1, firm);
            select.setString(2, digest(authorization.substring("Bearer ".length())));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        && row.getString(1).contains("client-files:")
                        && (row.getTimestamp(2) == null
                                || ClientFile.instant(row.getTimestamp(2)).isAfter(Instant.now()));
            }
        }
    }

    static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
