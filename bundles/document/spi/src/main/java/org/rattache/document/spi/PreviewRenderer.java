package org.rattache.document.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Draws a page of a document as a picture. Register it as a service; the one with the highest
 * {@code service.ranking} is used, built-in ones rank below zero.
 *
 * <p><b>What comes in is hostile:</b> anybody may have sent it. A renderer bounds its time and its
 * memory whatever the bytes are, and looks at the size of a picture before it decodes it.
 *
 * <p><b>Threads:</b> called from several threads at once, but only from so many as the host draws
 * previews at a time. <b>Nulls:</b> none go in, none may come out.
 *
 * @since 1.0
 */
@ConsumerType
public interface PreviewRenderer {

    /** The media types that it can draw, in lower case and without parameters. */
    Set<String> mediaTypes();

    /**
     * Draws a page.
     *
     * @param content read at most once, not closed
     * @param mediaType one of {@link #mediaTypes()}; what the sender said, so it may be wrong
     * @param page from 1; a picture has one
     * @param width of the result in pixels, at least 1; a picture that is smaller keeps its size
     * @return a PNG no wider than that
     * @throws PreviewException when the content cannot be shown
     * @throws IOException when the renderer itself failed; another try may succeed
     */
    byte[] render(InputStream content, String mediaType, int page, int width)
            throws PreviewException, IOException;
}
