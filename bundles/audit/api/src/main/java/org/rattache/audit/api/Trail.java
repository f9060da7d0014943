package org.rattache.audit.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * Who did what [PRODUCT S5]. Pages come newest first; a cursor has {@link #CURSOR_KEYS} keys.
 * Whether the caller belongs to the firm or holds the space is checked before. Thread-safe.
 */
@ProviderType
public interface Trail {

    /** The chain of the events that belong to no firm. */
    String NO_FIRM = "-";

    /** How many keys a cursor of a trail has. */
    int CURSOR_KEYS = 3;

    /**
     * What a trail is narrowed to.
     *
     * @param type a whole type, or a module with a star, such as {@code document.*}
     * @param clientFile entries that name it, a link's main account included
     * @param from not before this instant
     * @param to before this instant
     */
    record Filter(
            Optional<String> type,
            Optional<String> clientFile,
            Optional<String> document,
            Optional<Instant> from,
            Optional<Instant> to) {

        /** Everything. */
        public static final Filter NONE =
                new Filter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    /**
     * The trail of a firm: its own chain alone [PRODUCT S3].
     *
     * @throws org.rattache.platform.api.DomainException INVALID for a cursor of another list
     */
    Page<Entry> ofFirm(String firm, Filter filter, PageRequest page);

    /**
     * The trail of a legal space: entries that name the space, and what was done with the documents
     * that it may read now.
     *
     * @throws org.rattache.platform.api.DomainException INVALID for a cursor of another list
     */
    Page<Entry> ofSpace(String space, Filter filter, PageRequest page);

    /**
     * Erases what an entry says beyond ids (addresses, reasons). The chain stays whole: it holds
     * only a salted digest of it, and the salt goes too. The erasure is an event, so it stands in
     * the trail itself. Without effect when it was erased before.
     *
     * @param why for the trail; holds no personal data
     * @throws org.rattache.platform.api.DomainException NOT_FOUND
     */
    void eraseDetail(String firm, long number, String why, Actor actor);
}
