package org.rattache.document.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * The firm's side: what it exchanged with its clients. Every method sees only documents of the
 * given client file of the given firm; anything else is NOT_FOUND [PRODUCT S3]. Thread-safe; one
 * call is one transaction, or part of the caller's.
 */
@ProviderType
public interface SentDocuments {

    /** How many keys a cursor of {@link #list} has. */
    int CURSOR_KEYS = 2;

    /** Throws NOT_FOUND unless the firm has the client file: asked before a body is read. */
    void requireClientFile(String firm, String clientFile);

    /**
     * Sends a document to the client: event {@code document.sent} with the same commit. A client
     * without a space gets it once he has one and has accepted the firm [PRODUCT P3].
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, INVALID; CONFLICT {@code
     *     upload-expired}
     */
    Sent<SentDocument> send(
            String firm, String clientFile, Upload upload, NewDocument document, Actor actor);

    /** Newest first, both directions unless the filter says otherwise. */
    Page<SentDocument> list(
            String firm, String clientFile, DocumentFilter filter, PageRequest page);

    SentDocument find(String firm, String clientFile, String document);

    /**
     * Puts a document into a section and sets its keywords. [PRODUCT G8]
     *
     * @param section empty: unchanged; holding an empty Optional: out of any section
     * @param keywords empty: unchanged. New keywords route a document that is in no section, unless
     *     the call names one.
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, INVALID
     */
    SentDocument classify(
            String firm,
            String clientFile,
            String document,
            long version,
            Optional<Optional<String>> section,
            Optional<List<String>> keywords,
            Actor actor);

    /**
     * Takes a document back. Before the first opening it is gone; after it, it stays visible as
     * withdrawn and its content is not given out any more. Decided by one conditional update
     * against an opening at the same time.
     *
     * @return the state it is in then; empty when it is gone
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE; CONFLICT {@code
     *     withdrawn} when it is already, {@code not-sent-by-firm} for one that came from the client
     */
    Optional<DocumentState> recall(
            String firm, String clientFile, String document, long version, Actor actor);

    /**
     * Opens a content for an operator: event {@code document.read} is stored before this returns.
     *
     * @param range empty for the whole
     * @throws DamagedContentException when the stored bytes are not those that were sent
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code withdrawn};
     *     UNAVAILABLE {@code store-away}
     */
    DocumentContent open(
            String firm,
            String clientFile,
            String document,
            Optional<ByteRange> range,
            Actor actor);
}
