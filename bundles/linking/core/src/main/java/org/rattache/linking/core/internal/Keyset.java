package org.rattache.linking.core.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/** Where a page of a list that is sorted by time and id begins. */
record Keyset(Instant at, String id) {

    static Optional<Keyset> after(PageRequest page) {
        return page.after()
                .map(
                        cursor -> {
                            try {
                                return new Keyset(
                                        Instant.ofEpochMilli(Long.parseLong(cursor.keys().get(0))),
                                        cursor.keys().get(1));
                            } catch (NumberFormatException e) {
                                throw DomainException.invalid(
                                        "bad-cursor",
                                        "The cursor does not belong to this list. Start at the first"
                                                + " page.");
                            }
                        });
    }

    private String encode() {
        return Cursor.of(Long.toString(at.toEpochMilli()), id).encode();
    }

    /** The page of rows of which one more than wanted was read, to see whether there are more. */
    static <E, T> Page<T> page(
            List<E> rows,
            PageRequest request,
            Function<E, Keyset> key,
            Function<List<E>, List<T>> mapping,
            long counted) {
        boolean more = rows.size() > request.limit();
        List<E> kept = more ? new ArrayList<>(rows.subList(0, request.limit())) : rows;
        return new Page<>(
                mapping.apply(kept),
                more
                        ? Optional.of(key.apply(kept.get(kept.size() - 1)).encode())
                        : Optional.empty(),
                Page.Total.counted(counted));
    }
}
