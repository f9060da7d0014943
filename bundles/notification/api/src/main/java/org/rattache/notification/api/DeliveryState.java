package org.rattache.notification.api;

/** How far a message is. */
public enum DeliveryState {
    /** Waits for its first or its next try. */
    WAITING,
    /** Is being delivered. */
    SENDING,
    /** The other side has taken it. */
    SENT,
    /** Was refused, or tried in vain for too long. It can be sent again. */
    FAILED,
    /** Was no longer right when its turn came, so it was not sent. */
    DROPPED
}
