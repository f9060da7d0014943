package org.rattache.document.core.internal;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.rattache.document.api.Direction;
import org.rattache.document.api.DocumentName;
import org.rattache.document.api.NewDocument;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

/** What both sides do when a document is sent; in the transaction of the caller. */
final class Sending {

    static final int MAX_KEYWORDS = 20;
    private static final int MAX_BATCH = 100;

    /** The new row, and the earlier document with the same content. */
    record Result(DocumentEntity row, Optional<String> duplicateOf) {}

    private final EntityManager em;
    private final Clock clock;

    Sending(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
    }

    Result send(
            String firm,
            String clientFile,
            Direction direction,
            StoredUpload upload,
            NewDocument given,
            Actor actor,
            Optional<String> space) {
        Violations violations = new Violations();
        String name = DocumentName.clean(given.name());
        if (name.isEmpty()) {
            violations.add("/name", "required", "The document needs a name.");
        }
        given.batch().ifPresent(batch -> violations.text("/batch", batch, MAX_BATCH));
        Map<String, String> keywords = Text.keywords(given.keywords(), MAX_KEYWORDS, violations);
        violations.throwIfAny();

        DocumentTable table = new DocumentTable(em);
        Optional<String> section = given.section();
        if (section.isEmpty()) {
            section = table.owner(firm, clientFile, keywords.keySet());
        } else if (!table.sectionNames(firm, clientFile).containsKey(section.get())) {
            throw DomainException.notFound();
        }
        Optional<String> duplicateOf =
                table.sameContent(firm, clientFile, direction.name(), upload.sha256());

        DocumentEntity row = new DocumentEntity(firm, UUID.randomUUID().toString(), clientFile);
        row.setDirection(direction.name());
        row.setName(name, Text.fold(name));
        row.setMediaType(MediaTypes.of(given.mediaType(), name));
        row.setContent(upload.contentId(), upload.size(), upload.sha256());
        row.setSection(section.orElse(null));
        row.setBatch(given.batch().map(Text::storable).orElse(null));
        row.setSender(actor.kind().name(), actor.id(), space.orElse(null));
        row.setSentAt(clock.instant());
        em.persist(row);
        em.flush();
        // its key is the content: one upload becomes one document, whoever tries twice
        DocumentTable.execute(
                em, "INSERT INTO doc_content (content_id) VALUES (?)", upload.contentId());
        table.setKeywords(firm, row.getId(), keywords);
        return new Result(row, duplicateOf);
    }
}
