package org.rattache.linking.api;

import org.osgi.annotation.versioning.ProviderType;

/** The companies of the same group [PRODUCT G4]. Thread-safe. */
@ProviderType
public interface Suggestions {

    /**
     * Asks the strategies that the firm has chosen, each within its time limit, and unites what
     * they say. Stores nothing, and must not be called inside a transaction: strategies run on
     * other threads, which would wait for its locks.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND without such a file
     */
    SuggestionAnswer suggest(String firm, String clientFile);
}
