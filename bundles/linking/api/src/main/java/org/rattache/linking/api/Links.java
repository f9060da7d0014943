package org.rattache.linking.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * The links of the firms [PRODUCT G5, G6, G10]. A link is a star: one main account, no chains
 * [PRODUCT S2d]. Every method sees only the firm's own files and links; all else is NOT_FOUND
 * [PRODUCT S3]. Thread-safe; one call is one transaction, or part of the caller's.
 *
 * <p>The rules of a preview, a validation and a change of the main account refuse with CONFLICT
 * {@code already-linked} (a secondary is secondary already), {@code is-main} (a secondary has
 * secondaries of its own), {@code main-is-secondary}, {@code main-without-space} (the main account
 * has no active space), {@code link-in-progress} (somebody else links the same files at this
 * moment).
 */
@ProviderType
public interface Links {

    /** The keys of the list's cursor. */
    int CURSOR_KEYS = 2;

    /** The most secondaries of one validation. */
    int MAX_SECONDARIES = 200;

    /** What a list is narrowed to. Without a state, the links that have not ended. */
    record Query(Optional<LinkState> state, Optional<String> main, Optional<String> secondary) {}

    /**
     * A validation.
     *
     * @param digest of the preview that the operator saw
     * @param suggestedBy client-file id to strategy id, for the secondaries that were picked from a
     *     suggestion
     */
    record Validation(
            String main, List<String> secondaries, String digest, Map<String, String> suggestedBy) {

        /** Copies the collections. */
        public Validation {
            secondaries = List.copyOf(secondaries);
            suggestedBy = Map.copyOf(suggestedBy);
        }
    }

    /**
     * The recap of what a validation would do; stores nothing.
     *
     * @throws org.rattache.platform.api.DomainException INVALID (no secondary, more than {@value
     *     #MAX_SECONDARIES}, one twice, the main account among them), NOT_FOUND, CONFLICT
     */
    LinkPreview preview(String firm, String main, List<String> secondaries);

    /**
     * Links the secondaries to the main account and sends the requests to its space: all of them or
     * none. Closes their proposals.
     *
     * @throws org.rattache.platform.api.DomainException as {@link #preview}; CONFLICT {@code
     *     preview-changed} when the digest is another one
     */
    List<Link> validate(String firm, Validation validation, Actor actor);

    /** The link with its history; also when it has ended. */
    Optional<Link> find(String firm, String id);

    /** The links, newest first. */
    Page<Link> list(String firm, Query query, PageRequest page);

    /**
     * Undoes a link: its documents close at once.
     *
     * @param version what the caller has read
     * @param reason why, 1 to 500 characters
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, INVALID, CONFLICT {@code
     *     link-ended} when it has ended
     */
    void unlink(String firm, String id, long version, String reason, Actor actor);

    /**
     * Closes a link and opens one to another main account, which has to confirm it anew.
     *
     * @return the new link; the old one is closed and names it
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, INVALID, CONFLICT {@code
     *     link-ended}, {@code same-main} and the rules above
     */
    Link changeMain(
            String firm,
            String id,
            long version,
            String main,
            Optional<String> reason,
            Actor actor);

    /**
     * Proposes a refused or void link again, to the same main account.
     *
     * @return the new link; the old one is closed and names it
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, INVALID, CONFLICT {@code
     *     not-refused} when it is neither refused nor void, and the rules above
     */
    Link proposeAgain(String firm, String id, Optional<String> reason, Actor actor);
}
