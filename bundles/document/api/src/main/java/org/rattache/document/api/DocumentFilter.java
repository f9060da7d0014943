package org.rattache.document.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a list of documents is narrowed to; empty means not at all. [PRODUCT P8]
 *
 * @param section id of a section
 * @param keyword case and accents ignored
 * @param text a part of the name, case and accents ignored
 * @param from sent at this instant or later
 * @param to sent at this instant or earlier
 * @param unread true: not read by the space; false: read. Ignored on the firm's side.
 */
public record DocumentFilter(
        Optional<String> section,
        Optional<String> keyword,
        Optional<String> text,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Direction> direction,
        Optional<Boolean> unread) {

    /** Everything. */
    public static final DocumentFilter NONE =
            new DocumentFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** The same for documents of every section and of none. */
    public DocumentFilter withoutSection() {
        return new DocumentFilter(Optional.empty(), keyword, text, from, to, direction, unread);
    }

    /** The same for documents with any keyword and with none. */
    public DocumentFilter withoutKeyword() {
        return new DocumentFilter(section, Optional.empty(), text, from, to, direction, unread);
    }

    /** The same for both directions. */
    public DocumentFilter withoutDirection() {
        return new DocumentFilter(section, keyword, text, from, to, Optional.empty(), unread);
    }

    /** The same for what is unread, or for what is read. */
    public DocumentFilter withUnread(boolean wanted) {
        return new DocumentFilter(section, keyword, text, from, to, direction, Optional.of(wanted));
    }
}
