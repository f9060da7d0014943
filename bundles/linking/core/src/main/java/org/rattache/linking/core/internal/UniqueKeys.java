package org.rattache.linking.core.internal;

import java.sql.SQLException;

/** Recognises what both databases say when a key is taken. */
final class UniqueKeys {

    private static final String TAKEN = "23505";

    private UniqueKeys() {}

    static boolean isViolation(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && TAKEN.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
