package org.rattache.platform.rest;

/**
 * The request property under which the guard leaves who asks, for filters that must not know the
 * guard.
 */
public final class Callers {

    /** Its value is an opaque id: text, never null behind the guard. */
    public static final String CALLER_ID = "rattache.caller";

    private Callers() {}
}
