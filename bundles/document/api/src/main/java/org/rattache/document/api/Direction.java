package org.rattache.document.api;

/** Which way a document went. */
public enum Direction {
    /** The firm sent it to its client. */
    TO_CLIENT,
    /** The client sent it to the firm. */
    FROM_CLIENT
}
