package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.document.api.Document;
import org.rattache.document.api.SentDocument;

/** A document as the firm sees it. */
public record SentDocumentBody(
        String id,
        String clientFile,
        @Schema(allowableValues = {"to-client", "from-client"}) String direction,
        @Schema(maxLength = 255) String name,
        String mediaType,
        @Schema(minimum = "1") long size,
        @Schema(pattern = "[0-9a-f]{64}") String sha256,
        @Schema(implementation = SectionNameBody.class) Optional<SectionNameBody> section,
        List<String> keywords,
        @Schema(allowableValues = {"sent", "withdrawn"}) String state,
        Instant sentAt,
        @Schema(description = "Id of the user or API token that sent it.") String sentBy,
        @Schema(type = "string") Optional<String> batch,
        @Schema(description = "Whether the receiving side has opened it.") boolean opened,
        @Schema(
                        type = "string",
                        description =
                                "Only in the answer to sending: an earlier document of this client file with the same content.")
                Optional<String> duplicateOf) {

    static SentDocumentBody of(SentDocument sent) {
        return of(sent, Optional.empty());
    }

    static SentDocumentBody of(SentDocument sent, Optional<String> duplicateOf) {
        Document document = sent.document();
        return new SentDocumentBody(
                document.id(),
                document.clientFile(),
                Names.of(document.direction()),
                document.name(),
                document.mediaType(),
                document.size(),
                document.sha256(),
                document.section().map(SectionNameBody::of),
                document.keywords(),
                Names.of(document.state()),
                document.sentAt(),
                sent.sentBy().id(),
                document.batch(),
                sent.opened(),
                duplicateOf);
    }

    static String path(Document document) {
        return DocumentApplication.BASE
                + "/firms/"
                + document.firm()
                + "/client-files/"
                + document.clientFile()
                + "/documents/"
                + document.id();
    }
}
