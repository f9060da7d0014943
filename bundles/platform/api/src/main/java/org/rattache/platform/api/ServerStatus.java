package org.rattache.platform.api;

import java.util.SortedSet;
import org.osgi.annotation.versioning.ProviderType;

/** Whether the server is ready, as {@code GET /ready} says it. Thread-safe. */
@ProviderType
public interface ServerStatus {

    /** The modules that are not there yet, and {@code database}; empty when the server is ready. */
    SortedSet<String> missing();
}
