package org.rattache.identity.core.internal.jpa;

/** What a user can do. */
public enum UserState {
    /** Was invited and has no password yet. */
    PENDING,
    ACTIVE,
    /** Put out by the system administrator. */
    DISABLED
}
