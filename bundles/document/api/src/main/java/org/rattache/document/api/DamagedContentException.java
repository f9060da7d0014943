package org.rattache.document.api;

/**
 * The stored content of a document is not what was sent, or is gone. No byte of it was given out;
 * an event and an error in the log tell the administrators.
 */
public final class DamagedContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedContentException(String document) {
        super("The content of document " + document + " is damaged.");
    }
}
