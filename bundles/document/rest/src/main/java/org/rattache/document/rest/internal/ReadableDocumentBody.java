package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.document.api.Document;
import org.rattache.document.api.ReadableDocument;

/** A document as a space sees it that may read it now. */
public record ReadableDocumentBody(
        String id,
        @Schema(description = "The account under which it stands.") String account,
        String firm,
        @Schema(allowableValues = {"to-client", "from-client"}) String direction,
        @Schema(maxLength = 255) String name,
        String mediaType,
        @Schema(minimum = "1") long size,
        @Schema(pattern = "[0-9a-f]{64}") String sha256,
        @Schema(implementation = SectionNameBody.class) Optional<SectionNameBody> section,
        List<String> keywords,
        @Schema(
                        allowableValues = {"sent", "withdrawn"},
                        description = "The content of a withdrawn document is not given out.")
                String state,
        Instant sentAt,
        @Schema(type = "string") Optional<String> batch,
        @Schema(description = "Whether this space has opened it or marked it as read.")
                boolean read,
        @Schema(
                        type = "string",
                        description =
                                "Only in the answer to sending: an earlier document with the same content.")
                Optional<String> duplicateOf) {

    static ReadableDocumentBody of(ReadableDocument readable) {
        return of(readable, Optional.empty());
    }

    static ReadableDocumentBody of(ReadableDocument readable, Optional<String> duplicateOf) {
        Document document = readable.document();
        return new ReadableDocumentBody(
                document.id(),
                readable.account(),
                document.firm(),
                Names.of(document.direction()),
                document.name(),
                document.mediaType(),
                document.size(),
                document.sha256(),
                document.section().map(SectionNameBody::of),
                document.keywords(),
                Names.of(document.state()),
                document.sentAt(),
                document.batch(),
                readable.read(),
                duplicateOf);
    }

    static String path(String space, ReadableDocument readable) {
        return DocumentApplication.BASE
                + "/spaces/"
                + space
                + "/documents/"
                + readable.document().id();
    }
}
