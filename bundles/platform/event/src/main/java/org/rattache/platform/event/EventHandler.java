package org.rattache.platform.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reacts to facts. Register it as a service with {@link HandlesEvents}.
 *
 * <p>Each handler gets every event of its types at least once, in the order of their aggregate. It
 * is called in a transaction that ends with the note that the event was handled: what it writes to
 * the database through the {@code Transactions} of its module happens exactly once. What it does
 * elsewhere (a mail, a call) may happen twice after a crash.
 *
 * <p>When it throws, its transaction is undone and the event comes again, after a pause that grows
 * from one second to ten minutes; later events of the same aggregate wait behind it. While it is
 * away (its bundle is being replaced) its events wait. Called from one thread at a time.
 */
@ConsumerType
public interface EventHandler {

    /** Handles one event. May throw: then it is called again. */
    void handle(Event event);
}
