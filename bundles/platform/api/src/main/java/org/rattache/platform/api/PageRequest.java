package org.rattache.platform.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param limit rows wanted, 1 to 200
 * @param after where the page before ended; empty for the first page
 */
public record PageRequest(int limit, Optional<Cursor> after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        Objects.requireNonNull(after);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new DomainException(
                    DomainException.Category.INVALID,
                    "bad-limit",
                    "The limit must lie between 1 and " + MAX_LIMIT + ".");
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }
}
