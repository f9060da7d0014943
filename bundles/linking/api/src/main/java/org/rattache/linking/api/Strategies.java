package org.rattache.linking.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The group suggestion strategies that are installed. Thread-safe. */
@ProviderType
public interface Strategies {

    /** What a strategy does at present. */
    enum State {
        /** It is asked. */
        ACTIVE,
        /** Another with the same id ranks above it; it is asked when that one fails or goes. */
        STANDBY,
        /** It is never asked. */
        REJECTED,
        /** It is not there any more, but some of its threads do not end. */
        REMOVED
    }

    /**
     * An installed strategy.
     *
     * @param id empty when it has none that can be used
     * @param bundle symbolic name of the bundle that brings it
     * @param why why it stands by, was rejected or removed
     * @param suspended it has failed so often that it is not asked at present, and when it is tried
     *     again; empty while it is asked
     * @param keptThreads how many of its threads are kept by calls whose time was over
     * @param restartNeeded only a restart of the server gives back what it holds
     */
    record Strategy(
            Optional<String> id,
            String bundle,
            String version,
            int ranking,
            State state,
            Optional<String> why,
            Optional<String> suspended,
            int keptThreads,
            boolean restartNeeded) {}

    /** All of them: by id, the highest ranking first; the rejected and the removed ones last. */
    List<Strategy> list();
}
