package org.rattache.partner.api;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one answer to "which sources may this space read now?" Lists, counts, search, ZIP, export and
 * notifications all ask it, and there is no second way to a document. It reads the database at
 * every call: an unlink, a removal, a refusal, a freeze bites on the next request. An empty set
 * means no documents, never all of them. Thread-safe.
 */
@ProviderType
public interface AccessFilter {

    /**
     * The sources that the space may read now, each once an account: of two ways to it, the wider
     * right [PRODUCT P3, P4, P5, S1, S2].
     */
    Set<Source> readableBy(String space);

    /** The spaces that may read the source now, each once, for notifications. */
    Set<Reader> readersOf(String firm, String clientFile);
}
