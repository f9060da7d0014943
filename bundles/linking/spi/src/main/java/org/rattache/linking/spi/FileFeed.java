package org.rattache.linking.spi;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All client files of one firm, and what changes in them: for a strategy that keeps an index of its
 * own. Read-only; it knows nothing of other firms. The host implements it.
 *
 * <p>Unlike the rest of a request it may be kept, and used from threads of the plug-in's own, until
 * the plug-in or the host goes. A plug-in reads from the beginning once, page after page, and from
 * then on what has changed since. It keeps the points and takes the feed of the latest request:
 * when the host was replaced, that one goes on where the feed of before has ended. Thread-safe.
 *
 * @since 1.0
 */
@ProviderType
public interface FileFeed {

    /** The point before the first file. */
    String BEGINNING = "";

    /** The most files of one page. */
    int MAX_ROWS = 5_000;

    /** The firm, as an opaque id. Never null. */
    String firm();

    /**
     * A number that grows when a file of the firm has changed on this node. Costs no look-up in the
     * database, so it may be asked in every call. What changes on another node of the same
     * installation does not move it: ask {@link #after} once a second all the same.
     */
    long changes();

    /**
     * The files that changed after a point, the oldest change first, each once and as it is now.
     *
     * @param point {@link #BEGINNING}, or the point of a page read before. Never null.
     * @param limit the most files wanted, 1 to {@value #MAX_ROWS}; more is cut to that
     * @throws IllegalArgumentException when the point is none of this firm's
     * @throws IllegalStateException when the plug-in has gone, or the host that gave this feed
     */
    Page after(String point, int limit);

    /**
     * A page of the feed. Immutable.
     *
     * @param files the files that are there
     * @param gone the ids of files that were deleted
     * @param point where the next page begins; the same as asked when nothing has changed
     * @param remaining about how many files come after this page; 0 exactly when this is the last
     */
    record Page(List<Candidate> files, List<String> gone, String point, long remaining) {

        /** Requires every component to be there. */
        public Page {
            files = List.copyOf(files);
            gone = List.copyOf(gone);
            Objects.requireNonNull(point);
        }
    }
}
