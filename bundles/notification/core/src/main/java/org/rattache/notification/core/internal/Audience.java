package org.rattache.notification.core.internal;

/** Who a message is for. Decides what is checked again when its turn comes. */
enum Audience {
    /** The contact address of a client file, as long as it still is. */
    CONTACT,
    /** The contact address that a client file had before [PRODUCT S2]. */
    FORMER_CONTACT,
    /** An operator who has not answered his invitation yet. */
    INVITED_OPERATOR,
    /** A user, whatever he belongs to. */
    USER,
    /** The new log-in address that somebody asked for; the recipient is the change. */
    NEW_ADDRESS,
    /**
     * The log-in address that a user had when he asked for another; the recipient is the change.
     */
    OLD_ADDRESS,
    /** Whom a holder has invited into his space; the recipient is the invitation. */
    INVITED_HOLDER,
    /** An active operator of the firm. */
    OPERATOR,
    /** An active holder of a space. */
    HOLDER,
    /** An active holder of any space that may read the client file's documents now. */
    READER,
    /** A webhook of the firm. */
    WEBHOOK
}
