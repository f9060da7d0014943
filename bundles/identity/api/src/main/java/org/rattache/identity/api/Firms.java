package org.rattache.identity.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The firms. Thread-safe. */
@ProviderType
public interface Firms {

    Optional<Firm> find(String firm);
}
