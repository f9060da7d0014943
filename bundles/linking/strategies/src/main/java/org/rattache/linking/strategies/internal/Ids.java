package org.rattache.linking.strategies.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The ids of files by their number and back. A UUID takes 17 bytes instead of the 80 of a string.
 * Not thread-safe.
 */
final class Ids {

    /** What {@link #numberOf} answers for an id that is not there. */
    static final int MISSING = -1;

    private static final byte IS_UUID = 1;
    private static final byte IS_TEXT = 0;

    private byte[] bytes = new byte[1024];
    private int[] starts = new int[64];
    private int size;
    private int[] places = new int[64];
    private int used;

    /** How many numbers were given out. */
    int size() {
        return size;
    }

    /**
     * Gives an id the next number.
     *
     * @return the one before, which is forgotten; {@link #MISSING} without one
     */
    int add(String id) {
        byte[] encoded = encode(id);
        if (used * 4 >= places.length * 3) {
            grow();
        }
        int number = size++;
        if (starts.length < size + 1) {
            starts = Arrays.copyOf(starts, starts.length + (starts.length >>> 1));
        }
        int start = starts[number];
        if (bytes.length < start + encoded.length) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            Math.max(start + encoded.length, bytes.length + (bytes.length >>> 1)));
        }
        System.arraycopy(encoded, 0, bytes, start, encoded.length);
        starts[number + 1] = start + encoded.length;
        int place = place(encoded);
        if (places[place] == 0) {
            used++;
        }
        int before = places[place] - 1;
        places[place] = number + 1;
        return before;
    }

    /** The last number that the id was given. */
    int numberOf(String id) {
        return places[place(encode(id))] - 1;
    }

    String id(int number) {
        int start = starts[number];
        if (bytes[start] == IS_UUID) {
            return new UUID(readLong(start + 1), readLong(start + 9)).toString();
        }
        return new String(bytes, start + 1, starts[number + 1] - start - 1, StandardCharsets.UTF_8);
    }

    /** How many bytes this takes. */
    long bytes() {
        return bytes.length + (long) Integer.BYTES * (starts.length + places.length);
    }

    private int place(byte[] encoded) {
        int mask = places.length - 1;
        int place = hash(encoded, 0, encoded.length) & mask;
        while (places[place] != 0 && !isAt(places[place] - 1, encoded)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean isAt(int number, byte[] encoded) {
        return Arrays.equals(bytes, starts[number], starts[number + 1], encoded, 0, encoded.length);
    }

    private void grow() {
        int[] old = places;
        places = new int[old.length * 2];
        int mask = places.length - 1;
        for (int number : old) {
            if (number != 0) {
                int place = hash(bytes, starts[number - 1], starts[number]) & mask;
                while (places[place] != 0) {
                    place = (place + 1) & mask;
                }
                places[place] = number;
            }
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = Hash.start(0);
        for (int i = from; i < to; i++) {
            hash = Hash.add(hash, (char) (bytes[i] & 0xFF));
        }
        return (int) Hash.end(hash);
    }

    private long readLong(int from) {
        long value = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static byte[] encode(String id) {
        if (isUuid(id)) {
            byte[] encoded = new byte[17];
            encoded[0] = IS_UUID;
            int at = 1;
            for (int i = 0; i < 36; i += 2) {
                if (id.charAt(i) == '-') {
                    i++;
                }
                encoded[at++] = (byte) (digit(id.charAt(i)) << 4 | digit(id.charAt(i + 1)));
            }
            return encoded;
        }
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = new byte[text.length + 1];
        encoded[0] = IS_TEXT;
        System.arraycopy(text, 0, encoded, 1, text.length);
        return encoded;
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' : c - 'a' + 10;
    }

    /** Exactly as {@link UUID#toString} writes it: only that comes back as the same text. */
    private static boolean isUuid(String id) {
        if (id.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = id.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (hyphen ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }
}
