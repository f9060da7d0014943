package org.rattache.identity.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Links that work once. Only a digest of the token is stored. Consuming is one conditional update:
 * of fifty uses at the same time one succeeds. Thread-safe.
 */
@ProviderType
public interface OneTimeLinks {

    /** What a link is for: a token of one purpose is worth nothing for another. */
    enum Purpose {
        /**
         * Creates a legal space, or confirms the address of a new operator. Data: see
         * docs/events.md.
         */
        ACTIVATION,
        /** Sets a new password. */
        PASSWORD_RESET,
        /** "This was not me": freezes a link. */
        LINK_FREEZE,
        /** Confirms a new log-in address. */
        ADDRESS_CHANGE,
        /** "This was not me": ends or undoes the change of a log-in address. */
        ADDRESS_CANCEL
    }

    /**
     * Makes a link, in the transaction of the caller.
     *
     * @param data what the link stands for; given back by the other methods
     * @return the token: to be mailed, never stored or logged
     */
    String issue(Purpose purpose, Map<String, String> data, Duration validity);

    /** What a token stands for, without using it; empty when it is unknown, used or expired. */
    Optional<Map<String, String>> peek(Purpose purpose, String token);

    /**
     * Uses a token up, in the transaction of the caller.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when it is unknown, used or
     *     expired
     */
    Map<String, String> consume(Purpose purpose, String token);
}
