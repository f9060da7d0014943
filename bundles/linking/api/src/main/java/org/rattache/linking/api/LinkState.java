package org.rattache.linking.api;

/** How far a link is. */
public enum LinkState {
    /** Waits for an answer of the main account. */
    PENDING,
    /** The company was accepted, not yet into the group. */
    ACCEPTED,
    /** The company is in the group. */
    GROUP_ACCEPTED,
    REFUSED,
    /** Something that was shown has changed, so the request is void [PRODUCT S2c]. */
    VOID,
    /** The former contact said "this was not me" [PRODUCT S2]. */
    FROZEN,
    /** The firm has undone it, or replaced it by another link. */
    CLOSED,
    /** The person behind one of the accounts has ended it. */
    LEFT
}
