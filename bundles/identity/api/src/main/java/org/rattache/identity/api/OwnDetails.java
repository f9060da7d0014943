package org.rattache.identity.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What a person says of himself, and changes himself. His address is another matter: {@link
 * LogInAddresses}. Thread-safe; one call is one transaction, or part of the caller's.
 */
@ProviderType
public interface OwnDetails {

    /**
     * The details.
     *
     * @param name as others see it
     * @param language of his mails and of the pages without JavaScript: {@code fr} or {@code en}
     * @param version for If-Match
     */
    record Details(String name, String language, long version) {}

    /**
     * Reads them.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when the user is gone or disabled
     */
    Details of(String user);

    /**
     * Changes them: event {@code identity.details-changed}, which names no detail.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND as {@link #of}; INVALID; STALE
     */
    Details change(String user, long version, String name, String language);
}
