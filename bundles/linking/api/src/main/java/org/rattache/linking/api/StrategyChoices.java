package org.rattache.linking.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * Which strategies the firms ask. Thread-safe; one call is one transaction, or part of the
 * caller's.
 */
@ProviderType
public interface StrategyChoices {

    /** The most strategies that a firm can choose. */
    int MAX_STRATEGIES = 10;

    /** What the firm has chosen. */
    StrategyChoice of(String firm);

    /**
     * Chooses. A strategy need not be installed: until it is, the answers say that it is missing.
     *
     * @param version what the caller has read
     * @param strategies the ids, for CHOSEN; otherwise empty
     * @throws org.rattache.platform.api.DomainException STALE, INVALID
     */
    StrategyChoice choose(
            String firm,
            long version,
            StrategyChoice.Mode mode,
            List<String> strategies,
            Actor actor);
}
