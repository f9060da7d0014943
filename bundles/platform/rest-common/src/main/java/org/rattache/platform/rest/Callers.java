package org.rattache.platform.rest;

/**
 * The request property under which the guard leaves who asks, for filters that must not know the
 * guard.
 */
public final class Callers {

    /** Its value is an opaque id: text, never null behind the guard. */
    public static final String CALLER_ID = "rattache.caller";

    /**
     * Set by the guard on requests whose answer must not be kept, or whose count of tries must not
     * be undone: an Idempotency-Key has to be well-formed there and has no effect.
     */
    public static final String NEVER_KEPT = "rattache.never-kept";

    private Callers() {}
}
