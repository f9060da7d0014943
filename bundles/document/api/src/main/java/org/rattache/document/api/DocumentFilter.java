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
}
