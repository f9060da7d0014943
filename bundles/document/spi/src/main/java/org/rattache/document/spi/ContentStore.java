package org.rattache.document.spi;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps the contents of documents. Register it as a service; the one with the highest {@code
 * service.ranking} is used, built-in ones rank below zero. Contents never change once they are
 * stored, and the store knows nothing of firms, names or rights.
 *
 * <p><b>Threads:</b> every method may be called from many threads at once, and on several nodes.
 * <b>Nulls:</b> none go in, none may come out. <b>Errors:</b> the store's own failures are {@link
 * ContentStoreException}; whatever the given stream throws passes through unchanged, so that the
 * host can tell a client that went away from a disk that is full.
 *
 * <p><b>The host guarantees:</b> the size limit (the stream that it gives throws when it is
 * passed), the check of size and SHA-256 at every read, that an id goes only to somebody who may
 * read its document, and that a content is deleted only when no document refers to it. It calls no
 * method inside a database transaction.
 *
 * <p><b>Time:</b> the host sets no limit and ends no call: a store that waits for a network sets
 * its own and fails. {@link #put} and {@link #open} run on a thread of the web server, and a user
 * waits. A content is read as a whole for the check before its first byte goes out, also when a
 * part of it is asked for, and then what was asked for again: opening should take milliseconds, and
 * reading be as fast as a disk. A document can be made of a content for half an hour after {@link
 * #put} has returned. {@link #delete} comes from both sides: at once for an upload that became no
 * document, and from the sweeper. That one calls it, {@link #forEachStoredBefore} and {@link
 * #discardUnfinished} one after the other on a thread of its own, once an hour by default, with an
 * instant at least an hour ago. It is the only thread that is interrupted: when the module of the
 * documents goes, which waits ten seconds for it.
 *
 * @since 1.0
 */
@ConsumerType
public interface ContentStore {

    /**
     * A content that is stored.
     *
     * @param id chosen by the store: 1 to 100 characters of {@code A-Z a-z 0-9 - _ .}, unique for
     *     good, never used again after a deletion
     * @param size in bytes
     * @param sha256 of the bytes that were stored, 64 lower-case hexadecimal digits
     */
    record Stored(String id, long size, String sha256) {}

    /**
     * An open content. It stays whole and readable until it is closed, also when the content is
     * deleted meanwhile. Used by one thread at a time.
     */
    interface Content extends Closeable {

        /** The size in bytes, as it is stored now. */
        long size();

        /**
         * A part of the content, from a position of its own; one is used up before the next is
         * asked for.
         *
         * @param offset in bytes, 0 to {@link #size()}
         * @param length in bytes; {@code offset + length} is at most {@link #size()}
         * @return exactly that many bytes unless the stored content is shorter than it was
         * @throws IOException when it cannot be read
         */
        InputStream stream(long offset, long length) throws IOException;
    }

    /**
     * Stores a content. When this returns, the content survives a power cut; when it throws,
     * nothing of it is left, or only what {@link #discardUnfinished} removes. Does not close the
     * stream.
     *
     * @param content read once, from its position to its end; may block as long as a client sends
     * @throws ContentStoreException FULL when there is no room, FAILED otherwise: a failed write to
     *     the medium is never tried again on the same handle
     * @throws IOException what the stream threw
     */
    Stored put(InputStream content) throws IOException;

    /**
     * Opens a content.
     *
     * @throws ContentStoreException MISSING when there is none with this id, FAILED otherwise
     */
    Content open(String id) throws IOException;

    /**
     * Deletes a content; without effect when there is none.
     *
     * @throws ContentStoreException FAILED
     */
    void delete(String id) throws IOException;

    /**
     * Names every content that was stored before an instant, in any order, each once, without
     * holding the list in memory. Contents that come or go meanwhile may be named or not.
     *
     * @param visitor may call {@link #delete} for what it was given
     * @throws ContentStoreException FAILED
     */
    void forEachStoredBefore(Instant instant, Consumer<String> visitor) throws IOException;

    /**
     * Removes what broken {@link #put} calls left behind and nothing has been written to since the
     * instant. Never touches a stored content.
     *
     * @return how many were removed
     * @throws ContentStoreException FAILED
     */
    int discardUnfinished(Instant instant) throws IOException;
}
