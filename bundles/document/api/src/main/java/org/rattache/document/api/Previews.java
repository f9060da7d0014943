package org.rattache.document.api;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pages of documents as pictures. It knows nothing of rights: the caller brings the opening of the
 * content, which is that of {@link ReadableDocuments#open} or {@link SentDocuments#open} and so
 * checks the access and stores the reading. Thread-safe.
 */
@ProviderType
public interface Previews {

    /** The widest preview, in pixels. */
    int MAX_WIDTH = 2000;

    /**
     * Draws a page. Nothing is opened when it is clear before that nothing can be shown.
     *
     * @param page from 1
     * @param width in pixels, 1 to {@link #MAX_WIDTH}; a picture that is smaller keeps its size
     * @param opening of the whole content
     * @return a PNG
     * @throws org.rattache.platform.api.DomainException INVALID {@code no-preview} when the
     *     document cannot be shown, {@code page-missing}; UNAVAILABLE {@code preview-busy} when as
     *     many are drawn as may be at a time, {@code preview-away}; whatever the opening throws
     */
    byte[] draw(Document document, int page, int width, Supplier<DocumentContent> opening);
}
