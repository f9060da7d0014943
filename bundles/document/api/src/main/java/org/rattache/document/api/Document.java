package org.rattache.document.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document, without its content.
 *
 * @param name cleaned by {@link DocumentName#clean}
 * @param mediaType one of a short list, or {@code application/octet-stream}
 * @param size in bytes, at least 1
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 * @param batch what was sent together, as the sender named it
 * @param version for If-Match
 */
public record Document(
        String firm,
        String clientFile,
        String id,
        Direction direction,
        String name,
        String mediaType,
        long size,
        String sha256,
        Optional<SectionName> section,
        List<String> keywords,
        DocumentState state,
        Instant sentAt,
        Optional<String> batch,
        long version) {

    public Document {
        keywords = List.copyOf(keywords);
    }
}
