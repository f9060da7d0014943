package org.rattache.document.rest.internal;

import java.util.List;
import org.rattache.document.api.Section;

/** A section of a client's space. */
public record SectionBody(String id, String firm, String name, List<String> keywords) {

    static SectionBody of(Section section) {
        return new SectionBody(section.id(), section.firm(), section.name(), section.keywords());
    }

    static String path(Section section) {
        return DocumentApplication.BASE
                + "/firms/"
                + section.firm()
                + "/client-files/"
                + section.clientFile()
                + "/sections/"
                + section.id();
    }
}
