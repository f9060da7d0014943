package org.rattache.notification.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How often a person hears of new documents [PRODUCT P13]. Requests to answer, closed links and
 * everything about security are told at once, whatever he prefers. Thread-safe; one call is one
 * transaction, or part of the caller's.
 */
@ProviderType
public interface NewsPreferences {

    /**
     * What somebody prefers.
     *
     * @param version 0 as long as he has chosen nothing; then it is {@link Rhythm#AT_ONCE}
     */
    record Preference(Rhythm rhythm, long version) {}

    /**
     * What the person prefers.
     *
     * @param user his id, which is not checked
     */
    Preference of(String user);

    /**
     * Changes it. News that wait already come when the new rhythm says, at once if it says so.
     *
     * @param version the version that was read
     * @throws org.rattache.platform.api.DomainException STALE
     */
    Preference change(String user, long version, Rhythm rhythm);
}
