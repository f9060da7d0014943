package org.rattache.linking.strategies.internal;

import java.util.Arrays;

/** From a hash to a small number; filled once, then read by many threads. */
final class LongToByteMap {

    private long[] keys = new long[1024];
    private byte[] values = new byte[1024];
    private int size;

    void put(long key, int value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int place = place(key);
        if (keys[place] == 0) {
            keys[place] = key;
            size++;
        }
        values[place] = (byte) value;
    }

    /** The value, or what is to be answered for a hash that is not there. */
    int get(long key, int otherwise) {
        int place = place(key);
        return keys[place] == 0 ? otherwise : values[place];
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) key & mask;
        while (keys[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = Arrays.copyOf(values, keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
