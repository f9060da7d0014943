package org.rattache.linking.spi;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * For which client file a group is looked for, and where to look. The host implements it. May be
 * used from any thread until the call ends.
 *
 * @since 1.0
 */
@ProviderType
public interface SuggestionRequest {

    /**
     * The firm, as an opaque id: for strategies that keep an index of their own, one a firm. Never
     * null.
     */
    String firm();

    /** The chosen file. Never null. */
    Candidate file();

    /** Where to look for others: this firm's files and no others. Never null. */
    CandidateSource candidates();

    /** How long the whole call may take, counted from its start. */
    Duration timeLimit();
}
