package org.rattache.platform.persistence.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A result as it is kept. A row of Derby holds some 32,000 characters and the answer to two hundred
 * links has more, so a long one is kept compressed.
 */
final class StoredBody {

    /** JSON never begins like this. */
    private static final String PACKED = "gzip:";

    private static final int PLAIN_UP_TO = 30_000;

    private StoredBody() {}

    static String pack(String body) {
        if (body.length() <= PLAIN_UP_TO) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PACKED + Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /** The body; null stays null. */
    static String unpack(String stored) {
        if (stored == null || !stored.startsWith(PACKED)) {
            return stored;
        }
        byte[] packed = Base64.getDecoder().decode(stored.substring(PACKED.length()));
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
