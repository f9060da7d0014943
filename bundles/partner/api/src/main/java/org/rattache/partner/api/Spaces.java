package org.rattache.partner.api;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
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
     * Whether the client's space is active for the firm: it has a holder, and he has accepted the
     * firm. The only thing that a firm may learn of it.
     */
    boolean isActive(String firm, String clientFile);
}
