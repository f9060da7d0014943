package org.rattache.dashboard.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contributes to the dashboard [PRODUCT G7]. Modules and plug-ins register it as a service. Must
 * answer from an index in well under a second, for one firm; one that throws or is late is left out
 * and named in the answer. Thread-safe.
 *
 * @since 1.0
 */
@ConsumerType
public interface ActionSource {

    /** What waits for the operators of the firm; kinds with a count of zero too. Never null. */
    List<Action> actions(String firm);
}
