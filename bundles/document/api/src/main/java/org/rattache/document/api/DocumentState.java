package org.rattache.document.api;

/** Whether a document may be read. A recalled one that nobody had opened is in no list at all. */
public enum DocumentState {
    SENT,
    /** Taken back after it had been opened: visible as such, its content is not given out. */
    WITHDRAWN
}
