package org.rattache.document.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * The platform's side: what a space may read. Every method asks the access filter of the partner
 * module first, at every call, and checks each row against its answer again; what the space may not
 * read is NOT_FOUND, like what does not exist. An empty answer of the filter means no documents.
 * Thread-safe; one call is one transaction, or part of the caller's. [PRODUCT P3, P4, P5, S1]
 */
@ProviderType
public interface ReadableDocuments {

    /** How many keys a cursor of {@link #list} has. */
    int CURSOR_KEYS = 2;

    /** At most so many documents go into one export. */
    int MAX_EXPORT = 500;

    /** At most so many keywords of each firm are counted. */
    int MAX_COUNTED_KEYWORDS = 200;

    /** For what a content is opened. */
    enum Purpose {
        READ,
        /** Event {@code document.exported} beside {@code document.read}. */
        EXPORT
    }

    /**
     * Throws unless the space may send under the account: asked before a body is read.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when it may read nothing of it
     */
    void requireAccount(String space, String account);

    /**
     * Sends a document to a firm: event {@code document.received} with the same commit.
     *
     * @param firm needed when the account exchanges documents with several firms
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; INVALID, also with {@code /firm}
     *     when the firm is needed
     */
    Sent<ReadableDocument> send(
            String space,
            String account,
            Optional<String> firm,
            Upload upload,
            NewDocument document,
            Actor actor);

    /**
     * What was exchanged with an account, newest first, both directions [PRODUCT P7].
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND for an account of which the space
     *     may read nothing, unless it is the space itself
     */
    Page<ReadableDocument> list(
            String space, String account, DocumentFilter filter, PageRequest page);

    /**
     * What each choice of the filter would leave of {@link #list}.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND as with {@link #list}
     */
    FilterCounts counts(String space, String account, DocumentFilter filter);

    /** The sections of the account's sources, by name. */
    List<Section> sections(String space, String account);

    ReadableDocument find(String space, String document);

    /**
     * Those of the documents that go into an export, newest first.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when one of them may not be read
     */
    List<ReadableDocument> findAll(String space, Collection<String> documents);

    /** Marks a document as read or unread by this space; opens nothing. */
    ReadableDocument mark(String space, String document, boolean read);

    /**
     * Opens a content. The opening and the event {@code document.read} are committed before this
     * returns, after the access was checked a second time; the SHA-256 of the stored content has
     * been checked then.
     *
     * @param range empty for the whole; must lie in the content
     * @throws DamagedContentException when the stored bytes are not those that were sent
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code withdrawn};
     *     UNAVAILABLE {@code store-away}
     */
    DocumentContent open(
            String space, String document, Optional<ByteRange> range, Purpose purpose, Actor actor);
}
