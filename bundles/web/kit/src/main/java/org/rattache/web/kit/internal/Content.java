package org.rattache.web.kit.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a file in the form in which they are sent.
 *
 * @param source the file in the bundle
 * @param encoding the Content-Encoding, or null
 */
@SuppressWarnings("ArrayRecordComponent") // read once, sent, never compared
record Content(String source, String encoding, byte[] bytes) {

    /** The entity tag of these bytes. */
    String tag() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
    }
}
