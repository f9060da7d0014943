package org.rattache.dashboard.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What waits for the operators of a firm, from every source [PRODUCT G7]. Thread-safe. */
@ProviderType
public interface Dashboard {

    /**
     * What waits.
     *
     * @param actions by kind, in alphabetical order
     * @param unavailable the sources that failed or were late, by the symbolic name of their
     *     bundle: what they would have told is missing
     */
    record Overview(List<Action> actions, List<String> unavailable) {

        public Overview {
            actions = List.copyOf(actions);
            unavailable = List.copyOf(unavailable);
        }
    }

    /**
     * Asks every source. Answers within about a second, whatever the sources do; never throws
     * because of one of them.
     */
    Overview overview(String firm);
}
