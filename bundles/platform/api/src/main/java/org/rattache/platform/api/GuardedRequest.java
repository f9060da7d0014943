package org.rattache.platform.api;

/**
 * The mark that the guard leaves on every request that it sees. It sees those of an application
 * that is whole, and of no other: the servlets in front can tell "there is no such thing" from
 * "nobody was there to look".
 */
public final class GuardedRequest {

    /** A request attribute; present means that the guard has seen the request. */
    public static final String ATTRIBUTE = "org.rattache.guarded";

    private GuardedRequest() {}
}
