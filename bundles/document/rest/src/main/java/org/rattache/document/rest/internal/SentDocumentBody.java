package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.document.api.Direction;
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
        @Schema(
                        type = "string",
                        description =
                                "Id of the operator or API token that sent it; absent for what came from the client.")
                Optional<String> sentBy,
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
                sentBy(sent),
                document.batch(),
                sent.opened(),
                duplicateOf);
    }

    /** Who of the client sent it would tell the firm which of its clients one person is behind. */
    private static Optional<String> sentBy(SentDocument sent) {
        return sent.document().direction() == Direction.TO_CLIENT
                ? Optional.of(sent.sentBy().id())
                : Optional.empty();
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
