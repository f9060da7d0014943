package org.rattache.document.api;

import java.util.List;

/**
 * A section of a client's space. [PRODUCT G8]
 *
 * @param keywords a document with one of them, and sent without a section, comes into this one
 * @param version for If-Match
 */
public record Section(
        String firm,
        String clientFile,
        String id,
        String name,
        List<String> keywords,
        long version) {

    public Section {
        keywords = List.copyOf(keywords);
    }
}
