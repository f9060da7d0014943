package org.rattache.document.api;

/**
 * A part of a content.
 *
 * @param offset first byte, from 0
 * @param length number of bytes, at least 1
 */
public record ByteRange(long offset, long length) {

    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("Not a range of bytes.");
        }
    }
}
