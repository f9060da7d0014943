package org.rattache.linking.strategies.internal;

/**
 * A set of words of which only bits are kept (a Bloom filter): what was added is always found, and
 * of what was not one word in a hundred. Ten bits a word instead of ten characters.
 */
final class WordFilter {

    private static final int BITS_PER_WORD = 10;
    private static final int PROBES = 6;

    private final byte[] bits;

    private WordFilter(byte[] bits) {
        this.bits = bits;
    }

    static WordFilter forWords(int words) {
        return new WordFilter(new byte[words * BITS_PER_WORD / Byte.SIZE + 1]);
    }

    static WordFilter of(byte[] bits) {
        return new WordFilter(bits);
    }

    byte[] toBytes() {
        return bits.clone();
    }

    void add(long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe);
            bits[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
        }
    }

    boolean contains(long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe);
            if ((bits[(int) (bit >>> 3)] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    private long bit(long hash, int probe) {
        int mixed = (int) hash + probe * ((int) (hash >>> 32) | 1);
        return (Integer.toUnsignedLong(mixed) * (bits.length * 8L)) >>> 32;
    }
}
