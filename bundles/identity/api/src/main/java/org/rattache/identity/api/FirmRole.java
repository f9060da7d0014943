package org.rattache.identity.api;

/** What a person may do in a firm. */
public enum FirmRole {
    /** Works with client files, links and documents. */
    OPERATOR,
    /** Does all that, and administers operators and API tokens. */
    ADMINISTRATOR
}
