package org.rattache.document.rest.internal;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentState;
import org.rattache.document.api.SentDocument;
import org.rattache.platform.api.Actor;

/** What a firm is told of a document. */
public final class SentDocumentBodyTest {

    private static Optional<String> sentBy(Direction direction) {
        Document document =
                new Document(
                        "firm",
                        "file",
                        "document",
                        direction,
                        "a.pdf",
                        "application/pdf",
                        1,
                        "0".repeat(64),
                        Optional.empty(),
                        List.of(),
                        DocumentState.SENT,
                        Instant.EPOCH,
                        Optional.empty(),
                        1);
        return SentDocumentBody.of(new SentDocument(document, Actor.user("somebody"), false))
                .sentBy();
    }

    @Test
    public void s1_a_firm_learns_which_operator_sent_and_not_which_person_of_a_client() {
        assertEquals(Optional.of("somebody"), sentBy(Direction.TO_CLIENT));
        assertEquals(Optional.empty(), sentBy(Direction.FROM_CLIENT));
    }
}
