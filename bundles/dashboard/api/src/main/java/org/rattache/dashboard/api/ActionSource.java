package org.rattache.dashboard.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contributes to the dashboard [PRODUCT G7]. Modules and plug-ins register it as a service.
 *
 * <p><b>Threads:</b> asked on two threads of its own, which the host makes; must be thread-safe.
 * They are interrupted when the service goes, and at no other time.
 *
 * <p><b>Time:</b> the host waits for all sources together for one second. Answer from an index in
 * well under that: one that is late is left out. One that hangs keeps its threads, and is refused
 * at once when 64 more calls wait for them.
 *
 * <p><b>Nulls:</b> none go in, none may come out. <b>Errors:</b> may throw any exception.
 *
 * <p><b>What the host checks:</b> at most 50 actions, each as {@link Action} says. An answer that
 * breaks one of these rules is discarded as a whole. Whoever is late, throws or is discarded is
 * named in the dashboard's answer by the symbolic name of its bundle, so that nothing missing reads
 * as nothing to do; the log says why.
 *
 * @since 1.0
 */
@ConsumerType
public interface ActionSource {

    /**
     * What waits for the operators of the firm; kinds with a count of zero too.
     *
     * @param firm its id. Answer for this firm alone: the host has checked that the caller may ask
     *     for it
     * @return at most 50 actions, in any order; never null
     */
    List<Action> actions(String firm);
}
