package org.rattache.document.api;

import java.util.List;
import java.util.Optional;

/**
 * What a sender says of a document.
 *
 * @param name as given; cleaned by the service
 * @param mediaType as declared; the service keeps it when it is one that it knows
 * @param section id of a section of the client file; empty: the one that owns a keyword, if any
 *     [PRODUCT G8]
 * @param keywords at most 20, each 1 to 60 characters
 * @param batch at most 100 characters: documents of one batch are told of in one mail
 */
public record NewDocument(
        String name,
        Optional<String> mediaType,
        Optional<String> section,
        List<String> keywords,
        Optional<String> batch) {

    public NewDocument {
        keywords = List.copyOf(keywords);
    }
}
