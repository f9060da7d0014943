package org.rattache.linking.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * "Clients à rattacher" [PRODUCT G1, G3]. Every method sees only the firm's own files. Thread-safe;
 * one call is one transaction, or part of the caller's.
 */
@ProviderType
public interface ClientsToLink {

    /** The keys of the list's cursor. */
    int CURSOR_KEYS = 2;

    /**
     * The files with an open proposal, the one that waits longest first.
     *
     * @param kind narrows the list
     */
    Page<ClientToLink> list(String firm, Optional<ClientToLink.Kind> kind, PageRequest page);

    /**
     * Dismisses the proposal of a file: it does not come back until its e-mail changes again
     * [PRODUCT G10], and no scan proposes the two files to each other again.
     *
     * @param reason why, 1 to 500 characters; kept in the history
     * @throws org.rattache.platform.api.DomainException NOT_FOUND without such a file, CONFLICT
     *     {@code no-proposal} when none is open, INVALID
     */
    void dismiss(String firm, String clientFile, String reason, Actor actor);
}
