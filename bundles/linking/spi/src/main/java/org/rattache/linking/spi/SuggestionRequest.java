package org.rattache.linking.spi;

import java.time.Duration;
import java.util.List;
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

    /**
     * All files of this firm and what changes in them, for a strategy that keeps an index. May be
     * kept after the call. Never null.
     */
    FileFeed files();

    /** How operators of this firm have decided so far; empty at the beginning. Never null. */
    List<DecisionCount> decisions();

    /**
     * Says something that the operator should know about this answer, such as "index building, 40
     * %". Shown beside the suggestions; the last one counts, cut after 200 characters.
     *
     * @param text plain text. Never null.
     */
    void note(String text);

    /** How long the whole call may take, counted from its start. */
    Duration timeLimit();
}
