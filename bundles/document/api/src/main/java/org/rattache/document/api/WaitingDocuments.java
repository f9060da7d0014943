package org.rattache.document.api;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Documents that a firm has sent to clients who cannot read them yet: no space, or the firm not
 * accepted [PRODUCT G7]. Thread-safe.
 */
@ProviderType
public interface WaitingDocuments {

    /**
     * Documents that wait for one client.
     *
     * @param documents how many of the latest ones that nobody has opened
     * @param newest when the latest was sent
     */
    record Waiting(String clientFile, long documents, Instant newest) {}

    /** By client, latest first; looks at no more than the 2,000 latest documents. */
    List<Waiting> waiting(String firm);
}
