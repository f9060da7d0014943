package org.rattache.document.api;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes contents in. A content is stored first, then its document is; so a document without content
 * cannot come to be. What never becomes a document is swept away. Thread-safe.
 */
@ProviderType
public interface Uploads {

    /** The size limit in bytes. */
    long limit();

    /**
     * Stores a content, streaming. When it returns, the content survives a power cut. Touches no
     * database.
     *
     * @param content read to its end, not closed
     * @throws IOException what the stream threw: the sender went away or sent rubbish; nothing is
     *     left
     * @throws org.rattache.platform.api.DomainException TOO_LARGE {@code file-too-large}, INVALID
     *     {@code empty-file}, STORAGE_FULL {@code storage-full}, UNAVAILABLE {@code store-away};
     *     nothing is left
     */
    Upload receive(InputStream content) throws IOException;

    /**
     * Throws an upload away. Only for one that was never given to a send method: after a failed
     * send it may be unknown whether the document was stored, and the sweeper decides.
     */
    void discard(Upload upload);
}
