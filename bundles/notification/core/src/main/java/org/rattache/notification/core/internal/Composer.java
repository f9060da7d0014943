package org.rattache.notification.core.internal;

import org.rattache.notification.core.internal.jpa.MessageRow;

/** Makes a message ready, in the transaction that marks it as being sent. */
interface Composer {

    /** Asks anew whether the message is still right, and fills it. */
    Composition compose(MessageRow row);
}
