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
        REJECTED
    }

    /**
     * An installed strategy.
     *
     * @param id empty when it has none that can be used
     * @param bundle symbolic name of the bundle that brings it
     * @param why why it stands by or was rejected
     */
    record Strategy(
            Optional<String> id,
            String bundle,
            String version,
            int ranking,
            State state,
            Optional<String> why) {}

    /** All of them: by id, the highest ranking first; the rejected ones last. */
    List<Strategy> list();
}
