package org.rattache.linking.strategies.internal;

/**
 * From a key to one int, for millions of keys in plain arrays. Cut into segments that grow one by
 * one, so that growing never copies much at a time and needs little memory beside. Not thread-safe.
 */
final class KeyTable {

    /** What {@link #get} answers for a key that is not there. */
    static final int MISSING = Integer.MIN_VALUE;

    private static final int SEGMENT_BITS = 8;
    private static final int FIRST_SIZE = 16;

    /** Of each place the upper and the lower half of the key, and the value: near each other. */
    private static final int INTS = 3;

    private final int[][] segments = new int[1 << SEGMENT_BITS][];
    private final int[] sizes = new int[1 << SEGMENT_BITS];

    int get(long key) {
        int[] segment = segments[number(key)];
        if (segment == null) {
            return MISSING;
        }
        int place = place(segment, key);
        return isFree(segment, place) ? MISSING : segment[place + 2];
    }

    void put(long key, int value) {
        int place = placeOf(key);
        segments[number(key)][place + 2] = value;
    }

    /**
     * Puts a key that is not there.
     *
     * @return what the key leads to already; {@link #MISSING} when it was not there
     */
    int putIfMissing(long key, int value) {
        int number = number(key);
        int before = sizes[number];
        int place = placeOf(key);
        if (sizes[number] == before) {
            return segments[number][place + 2];
        }
        segments[number][place + 2] = value;
        return MISSING;
    }

    /** How many bytes the table takes. */
    long bytes() {
        long bytes = 0;
        for (int[] segment : segments) {
            bytes += segment == null ? 0 : (long) Integer.BYTES * segment.length;
        }
        return bytes;
    }

    private static int number(long key) {
        return (int) (key >>> (Long.SIZE - SEGMENT_BITS));
    }

    /** The place of a key, which is taken for it if need be. */
    private int placeOf(long key) {
        int number = number(key);
        int[] segment = segments[number];
        if (segment == null) {
            segment = segments[number] = new int[FIRST_SIZE * INTS];
        }
        int place = place(segment, key);
        if (isFree(segment, place)) {
            if (sizes[number] >= segment.length / INTS / 4 * 3) {
                segment = segments[number] = enlarged(segment);
                place = place(segment, key);
            }
            segment[place] = (int) (key >>> Integer.SIZE);
            segment[place + 1] = (int) key;
            sizes[number]++;
        }
        return place;
    }

    /** Multiplication maps the hash to any size, so a segment need not double to grow. */
    private static int place(int[] segment, long key) {
        int upper = (int) (key >>> Integer.SIZE);
        int lower = (int) key;
        int places = segment.length / INTS;
        int place = (int) (((key & 0xFFFFFFFFL) * places) >>> Integer.SIZE) * INTS;
        while ((segment[place] != upper || segment[place + 1] != lower)
                && !isFree(segment, place)) {
            place += INTS;
            if (place == segment.length) {
                place = 0;
            }
        }
        return place;
    }

    /** No key is 0. */
    private static boolean isFree(int[] segment, int place) {
        return (segment[place] | segment[place + 1]) == 0;
    }

    private static int[] enlarged(int[] segment) {
        int places = segment.length / INTS;
        int[] larger = new int[(places + (places >>> 1) / 4 * 4) * INTS];
        for (int i = 0; i < segment.length; i += INTS) {
            if (!isFree(segment, i)) {
                long key = ((long) segment[i] << Integer.SIZE) | (segment[i + 1] & 0xFFFFFFFFL);
                int place = place(larger, key);
                System.arraycopy(segment, i, larger, place, INTS);
            }
        }
        return larger;
    }
}
