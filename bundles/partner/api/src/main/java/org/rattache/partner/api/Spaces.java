package org.rattache.partner.api;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The legal spaces. Thread-safe. */
@ProviderType
public interface Spaces {

    /** A legal space: the account of one company on the platform. */
    record Space(String id, String name, Optional<String> siren) {}

    Optional<Space> find(String space);

    /**
     * The space that stands for a client file of a firm, if any, whether anybody holds it or not.
     */
    Optional<Space> ofClientFile(String firm, String clientFile);

    /** For many files at once: client-file id to space. */
    Map<String, Space> ofClientFiles(String firm, Collection<String> clientFiles);

    /**
     * Those of the client files whose space is active for the firm: it has a holder, and he has
     * accepted the firm. The only thing that a firm may learn of a space.
     */
    Set<String> active(String firm, Collection<String> clientFiles);

    /** Whether the space of this one client file is {@link #active active}. */
    default boolean isActive(String firm, String clientFile) {
        return active(firm, Set.of(clientFile)).contains(clientFile);
    }
}
