package org.rattache.linking.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A scan over all client files of a firm. The host implements it. May be used from any thread until
 * the call ends.
 *
 * @since 1.0
 */
@ProviderType
public interface ScanRequest {

    /** The firm, as an opaque id. Never null. */
    String firm();

    /** All files of the firm. Never null. */
    FileFeed files();

    /** How operators of this firm have decided so far; empty at the beginning. Never null. */
    List<DecisionCount> decisions();

    /**
     * Proposes one group: suggestions relative to one of its files. A group is a star, so that no
     * file enters it through a third one.
     *
     * @param file the id of the file at the centre, such as the likely main account
     * @param others the other files of the group, each with its reasons
     */
    void propose(String file, List<GroupSuggestion> others);

    /**
     * Says how far the scan is; call it at least once in ten seconds.
     *
     * @param done how many files have been looked at
     * @param total how many there are
     * @return false when the scan is to end now
     */
    boolean progress(long done, long total);
}
