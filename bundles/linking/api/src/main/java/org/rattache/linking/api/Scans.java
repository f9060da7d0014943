package org.rattache.linking.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * Scans over all client files of a firm, which propose groups [PRODUCT G11]. What they find are
 * proposals: no scan links anything, none proposes again what was dismissed, and one that is
 * repeated proposes nothing twice. Thread-safe.
 */
@ProviderType
public interface Scans {

    /**
     * Starts a scan with the strategies that the firm has chosen.
     *
     * @return the new scan, or the one that runs already: a firm has one at a time
     */
    Scan start(String firm, Actor actor);

    /** A scan of the firm. */
    Optional<Scan> find(String firm, String id);
}
