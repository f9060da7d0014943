package org.rattache.document.core.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.Upload;
import org.rattache.document.api.Uploads;
import org.rattache.document.spi.ContentStore;
import org.rattache.document.spi.ContentStoreException;
import org.rattache.platform.api.DomainException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands between the module and whichever content store is there: the size limit, the check of
 * size and digest at every read, and the store's failures in words that a caller understands.
 */
@Component(
        service = {ContentVault.class, Uploads.class},
        configurationPid = "org.rattache.document")
public final class ContentVault implements Uploads {

    /** The configuration, PID {@code org.rattache.document}. */
    public @interface Config {
        /** The largest document, in MB of 1,048,576 bytes. */
        int maxMegabytes() default 100;
    }

    /** The stored bytes are not those that were sent, or are gone. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /**
     * An upload is good for so long. Well below the age from which the sweeper takes contents that
     * belong to no document, or one that is slow to say what it sent could lose its content.
     */
    static final Duration UPLOAD_VALIDITY = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(ContentVault.class);
    private static final int BUFFER = 64 * 1024;

    private final long limit;
    private final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ContentStore store;

    @Activate
    public ContentVault(Config config) {
        this(config.maxMegabytes() * 1024L * 1024L, Clock.tickMillis(ZoneOffset.UTC));
    }

    ContentVault(long limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** For tests: what the reference does at run time. */
    ContentVault with(ContentStore given) {
        store = given;
        return this;
    }

    /** The store that is there now. */
    Optional<ContentStore> current() {
        return Optional.ofNullable(store);
    }

    private ContentStore store() {
        ContentStore now = store;
        if (now == null) {
            throw away();
        }
        return now;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public Upload receive(InputStream content) throws IOException {
        ContentStore into = store();
        Counted counted = new Counted(content);
        ContentStore.Stored stored;
        try {
            stored = into.put(counted);
        } catch (ContentStoreException e) {
            LOG.error("A content could not be stored.", e);
            throw translate(e);
        }
        StoredUpload upload =
                new StoredUpload(stored.id(), stored.size(), stored.sha256(), clock.instant());
        if (stored.size() == 0) {
            discard(upload);
            throw DomainException.invalid("empty-file", "The file is empty.");
        }
        if (stored.size() != counted.read) {
            discard(upload);
            LOG.error("The store kept {} of {} bytes.", stored.size(), counted.read);
            throw away();
        }
        return upload;
    }

    @Override
    public void discard(Upload upload) {
        try {
            store().delete(((StoredUpload) upload).contentId());
        } catch (IOException | DomainException e) {
            LOG.warn("An unused content stays for the sweeper. {}", e.toString());
        }
    }

    /** The upload behind the opaque one, when it can still become a document. */
    StoredUpload claim(Upload upload) {
        StoredUpload stored = (StoredUpload) upload;
        if (stored.storedAt().plus(UPLOAD_VALIDITY).isBefore(clock.instant())) {
            throw DomainException.conflict(
                    "upload-expired", "The upload took too long. Send the document again.");
        }
        return stored;
    }

    /**
     * Opens a content and checks the whole of it, also for a part: a flipped bit must never go out
     * as a complete answer, and once the first byte is out it is too late to say so. The bytes come
     * from the same open content afterwards.
     */
    ContentStore.Content open(String contentId, long size, String sha256) throws DamagedException {
        try {
            ContentStore.Content content = store().open(contentId);
            boolean right = false;
            try {
                if (content.size() != size) {
                    throw new DamagedException(
                            "It has " + content.size() + " bytes instead of " + size);
                }
                String found = digest(content, size);
                if (!found.equals(sha256)) {
                    throw new DamagedException("Its SHA-256 is " + found);
                }
                right = true;
                return content;
            } finally {
                if (!right) {
                    content.close();
                }
            }
        } catch (ContentStoreException e) {
            if (e.reason() == ContentStoreException.Reason.MISSING) {
                throw new DamagedException("It is missing.");
            }
            LOG.error("A content could not be opened.", e);
            throw translate(e);
        } catch (IOException e) {
            LOG.error("A content could not be read.", e);
            throw away();
        }
    }

    private static String digest(ContentStore.Content content, long size) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        byte[] bytes = new byte[BUFFER];
        try (InputStream in = content.stream(0, size)) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                digest.update(bytes, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static DomainException translate(ContentStoreException failure) {
        return failure.reason() == ContentStoreException.Reason.FULL
                ? new DomainException(
                        DomainException.Category.STORAGE_FULL,
                        "storage-full",
                        "There is no room left to store this.")
                : away();
    }

    private static DomainException away() {
        return DomainException.unavailable(
                "store-away",
                "The documents' contents cannot be reached. Try again in a moment.",
                Duration.ofSeconds(5));
    }

    /** Counts, and ends a content that is larger than allowed. */
    private final class Counted extends FilterInputStream {

        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) {
            read += n;
            if (read > limit) {
                throw new DomainException(
                        DomainException.Category.TOO_LARGE,
                        "file-too-large",
                        "A document has at most " + limit + " bytes.");
            }
        }
    }
}
