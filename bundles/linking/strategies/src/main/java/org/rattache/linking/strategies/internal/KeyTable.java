package org.rattache.linking.strategies.internal;

import java.util.Arrays;

/**
 * From a key to one int, for millions of keys in plain arrays. Cut into segments that grow one by
 * one, so that growing never copies much at a time and needs little memory beside. Not thread-safe.
 */
final class KeyTable {

    /** What {@link #get} answers for a key that is not there. */
    static final int MISSING = Integer.MIN_VALUE;

    private static final int SEGMENT_BITS = 8;
    private static final int FIRST_SIZE = 16;

    private final long[][] keys = new long[1 << SEGMENT_BITS][];
    private final int[][] values = new int[1 << SEGMENT_BITS][];
    private final int[] sizes = new int[1 << SEGMENT_BITS];

    int get(long key) {
        int segment = segment(key);
        long[] places = keys[segment];
        if (places == null) {
            return MISSING;
        }
        int place = place(places, key);
        return places[place] == 0 ? MISSING : values[segment][place];
    }

    void put(long key, int value) {
        int segment = segment(key);
        if (keys[segment] == null) {
            keys[segment] = new long[FIRST_SIZE];
            values[segment] = new int[FIRST_SIZE];
        }
        int place = place(keys[segment], key);
        if (keys[segment][place] == 0) {
            if (sizes[segment] >= keys[segment].length / 4 * 3) {
                grow(segment);
                place = place(keys[segment], key);
            }
            keys[segment][place] = key;
            sizes[segment]++;
        }
        values[segment][place] = value;
    }

    /** How many bytes the table takes. */
    long bytes() {
        return Arrays.stream(keys).mapToLong(segment -> segment == null ? 0 : segment.length).sum()
                * (Long.BYTES + Integer.BYTES);
    }

    private static int segment(long key) {
        return (int) (key >>> (Long.SIZE - SEGMENT_BITS));
    }

    /** Multiplication maps the hash to any size, so a segment need not double to grow. */
    private static int place(long[] places, long key) {
        int place = (int) (((key & 0xFFFFFFFFL) * places.length) >>> 32);
        while (places[place] != 0 && places[place] != key) {
            if (++place == places.length) {
                place = 0;
            }
        }
        return place;
    }

    private void grow(int segment) {
        long[] oldKeys = keys[segment];
        int[] oldValues = values[segment];
        int size = oldKeys.length + (oldKeys.length >>> 1) / 4 * 4;
        long[] newKeys = new long[size];
        int[] newValues = new int[size];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int place = place(newKeys, oldKeys[i]);
                newKeys[place] = oldKeys[i];
                newValues[place] = oldValues[i];
            }
        }
        keys[segment] = newKeys;
        values[segment] = newValues;
    }
}
