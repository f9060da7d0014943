package org.rattache.document.core.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rattache.document.spi.ContentStore;
import org.rattache.document.spi.ContentStoreException;

/** A content store in memory, whose contents a test can damage. */
final class MemoryStore implements ContentStore {

    final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    final Map<String, Instant> storedAt = new ConcurrentHashMap<>();
    Instant now = Instant.parse("2026-03-01T10:00:00Z");
    ContentStoreException failure;
    private final AtomicInteger opened = new AtomicInteger();

    int open() {
        return opened.get();
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        if (failure != null) {
            throw failure;
        }
        byte[] bytes = content.readAllBytes();
        String id = UUID.randomUUID().toString();
        contents.put(id, bytes);
        storedAt.put(id, now);
        return new Stored(id, bytes.length, sha256(bytes));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Content open(String id) throws IOException {
        byte[] bytes = contents.get(id);
        if (bytes == null) {
            throw new ContentStoreException(ContentStoreException.Reason.MISSING, "no " + id, null);
        }
        opened.incrementAndGet();
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream stream(long offset, long length) {
                return new ByteArrayInputStream(bytes, (int) offset, (int) length);
            }

            @Override
            public void close() {
                opened.decrementAndGet();
            }
        };
    }

    @Override
    public void delete(String id) {
        contents.remove(id);
    }

    @Override
    public void forEachStoredBefore(Instant instant, Consumer<String> visitor) {
        List.copyOf(contents.keySet()).stream()
                .filter(id -> storedAt.get(id).isBefore(instant))
                .forEach(visitor);
    }

    @Override
    public int discardUnfinished(Instant instant) {
        return 0;
    }
}
