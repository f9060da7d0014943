package org.rattache.linking.strategies.internal;

/** 64-bit hashes of short texts. Two texts of a firm that share one are as good as never met. */
final class Hash {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long of(CharSequence text) {
        return of(0, text, 0, text.length());
    }

    /** The hash of a part of a text; the same text under another seed is another key. */
    static long of(long seed, CharSequence text, int from, int to) {
        long hash = start(seed);
        for (int i = from; i < to; i++) {
            hash = add(hash, text.charAt(i));
        }
        return end(hash);
    }

    static long of(long seed, char[] text, int from, int to) {
        long hash = start(seed);
        for (int i = from; i < to; i++) {
            hash = add(hash, text[i]);
        }
        return end(hash);
    }

    static long start(long seed) {
        return (seed + 1) * PRIME;
    }

    static long add(long hash, char c) {
        return (hash ^ c) * 0x100000001B3L;
    }

    /** Spreads the bits; never 0, which tables take for an empty place. */
    static long end(long hash) {
        long mixed = hash;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed ^= mixed >>> 32;
        return mixed == 0 ? PRIME : mixed;
    }
}
