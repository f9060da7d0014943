package org.rattache.clientfile.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * The client files of the firms. Every method takes the firm and sees only its files: what belongs
 * to another firm is NOT_FOUND, like what does not exist [PRODUCT S3]. Thread-safe; one call is one
 * transaction, or part of the caller's.
 */
@ProviderType
public interface ClientFiles {

    /** What a list is narrowed to. */
    record Query(Optional<String> text, Optional<String> email, Sort sort) {}

    /** How a list is sorted; names in French collation order. */
    enum Sort {
        NAME,
        NEWEST
    }

    /** One change of a file, as its history shows it. */
    record Change(
            Instant at,
            Actor actor,
            String field,
            Optional<String> before,
            Optional<String> after) {}

    /**
     * Adds a file. Proposes nothing, whatever its e-mail [PRODUCT G2].
     *
     * @throws org.rattache.platform.api.DomainException INVALID with every faulty field
     */
    ClientFile create(String firm, ClientFileData data, Actor actor);

    Optional<ClientFile> find(String firm, String id);

    /** Those of the ids that exist in the firm, by id. */
    Map<String, ClientFile> findAll(String firm, Collection<String> ids);

    /**
     * Changes a file. A changed e-mail is an event of its own, {@code clientfile.email-changed}.
     *
     * @param version what the caller has read
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, INVALID
     */
    ClientFile change(String firm, String id, long version, ClientFileData data, Actor actor);

    /**
     * Deletes a file: nobody finds it any more, its documents and its trail stay.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, CONFLICT {@code
     *     client-file-linked} while it takes part in a link
     */
    void delete(String firm, String id, long version, Actor actor);

    Page<ClientFile> list(String firm, Query query, PageRequest page);

    /** Files with this normalised e-mail, oldest first, at most {@code limit}. */
    List<ClientFile> withEmail(String firm, String normalisedEmail, int limit);

    /** Files with this SIREN, oldest first, at most {@code limit}. */
    List<ClientFile> withSiren(String firm, String siren, int limit);

    /** The newest changes of a file, at most 200, newest first; NOT_FOUND without it. */
    List<Change> history(String firm, String id);

    /**
     * Invites the client to create its legal space: event {@code clientfile.invited} [PRODUCT G9].
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, INVALID {@code email-missing},
     *     TOO_MANY within a minute of the invitation before
     */
    ClientFile invite(String firm, String id, Actor actor);

    /**
     * Shows or hides "Rattacher" on a file. Does not change its version: nobody's edit is in the
     * way of it.
     */
    void markProposal(String firm, String id, boolean open);

    /**
     * Counts the links in which a file takes part, on either side: one call with {@code true} for
     * each link that begins, one with {@code false} for each that ends, in the transaction of that
     * link. A file that counts a link cannot be deleted. Does not change its version.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when a link begins and the file
     *     is not there, or was deleted meanwhile
     */
    void markLinked(String firm, String id, boolean linked);

    /** The changes of a file, newest first; NOT_FOUND without it. */
    Page<Change> history(String firm, String id, PageRequest page);
}
