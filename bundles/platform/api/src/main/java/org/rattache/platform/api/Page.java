package org.rattache.platform.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items the rows, never null
 * @param next the cursor of the next page; empty on the last one
 * @param total how many rows there are in all
 */
public record Page<T>(List<T> items, Optional<String> next, Total total) {

    /**
     * Up to this many rows are counted exactly; beyond it a count would cost more than it tells.
     */
    public static final int EXACT_UP_TO = 10_000;

    /** The number of rows; when not exact, there are at least {@code value}. */
    public record Total(long value, boolean exact) {

        /**
         * Makes a total of a bounded count.
         *
         * @param counted rows counted, of which the database was asked for at most EXACT_UP_TO + 1
         */
        public static Total counted(long counted) {
            return counted > EXACT_UP_TO ? new Total(EXACT_UP_TO, false) : new Total(counted, true);
        }
    }

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next, total);
    }
}
