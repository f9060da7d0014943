package org.rattache.document.rest.internal;

import org.rattache.document.api.SectionName;

/** The section of a document. */
public record SectionNameBody(String id, String name) {

    static SectionNameBody of(SectionName section) {
        return new SectionNameBody(section.id(), section.name());
    }
}
