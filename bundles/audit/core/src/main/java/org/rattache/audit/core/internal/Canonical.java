package org.rattache.audit.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A SHA-256 over an unambiguous encoding: every text is preceded by its length in bytes, absent is
 * another length than empty, numbers have eight bytes. So no two different rows share an encoding,
 * and moving a character from one field to the next changes the digest. The first text says what is
 * encoded.
 */
final class Canonical {

    private final MessageDigest digest;

    Canonical(String what) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
        text(what);
    }

    /** Adds a text; null stands for absent. */
    Canonical text(String text) {
        if (text == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).array());
            return this;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    Canonical number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    Canonical instant(Instant instant) {
        return number(instant.getEpochSecond()).number(instant.getNano());
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
