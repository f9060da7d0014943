package org.rattache.document.core.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.DamagedContentException;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.document.spi.ContentStore;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens contents for both sides, always in this order: the caller has found the document; the
 * stored bytes are checked; the reading is stored, after a second look at the access; only then are
 * bytes given out. So nothing is read that is not in the trail, and an access that ended while a
 * large file was checked is noticed.
 */
@Component(service = Opening.class)
public final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Transactions transactions;
    private final EventPublisher events;
    private final ContentVault vault;

    @Activate
    public Opening(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ContentVault vault) {
        this.transactions = transactions;
        this.events = events;
        this.vault = vault;
    }

    /** What of a row is needed to open its content, outside the transaction. */
    record Wanted(
            String firm,
            String clientFile,
            String document,
            String contentId,
            long size,
            String sha256) {

        static Wanted of(DocumentEntity row) {
            if (!row.getState().equals(DocumentEntity.SENT)) {
                throw DocumentTable.withdrawn();
            }
            return new Wanted(
                    row.getFirm(),
                    row.getClientFile(),
                    row.getId(),
                    row.getContentId(),
                    row.getSize(),
                    row.getSha256());
        }

        /** Which bytes, for the trail: {@code 0-99/1000}. */
        String bytes(Optional<ByteRange> range) {
            long from = range.map(ByteRange::offset).orElse(0L);
            long length = range.map(ByteRange::length).orElse(size);
            return from + "-" + (from + length - 1) + "/" + size;
        }
    }

    /**
     * Opens.
     *
     * @param record stores the reading; throws when the access has ended meanwhile
     */
    DocumentContent open(Wanted wanted, Optional<ByteRange> range, Actor actor, Runnable record) {
        range.filter(part -> part.offset() > wanted.size() - part.length())
                .ifPresent(
                        part -> {
                            throw new IllegalArgumentException("The range leaves the content.");
                        });
        ContentStore.Content content;
        try {
            content = vault.open(wanted.contentId(), wanted.size(), wanted.sha256());
        } catch (ContentVault.DamagedException e) {
            LOG.error(
                    "ALARM: the content {} of document {} of firm {} is damaged and is not given out. {}",
                    wanted.contentId(),
                    wanted.document(),
                    wanted.firm(),
                    e.getMessage());
            transactions.run(
                    em ->
                            events.publish(
                                    "document.damaged",
                                    wanted.document(),
                                    wanted.firm(),
                                    actor,
                                    Map.of(
                                            "document",
                                            wanted.document(),
                                            "clientFile",
                                            wanted.clientFile())));
            throw new DamagedContentException(wanted.document());
        }
        boolean recorded = false;
        try {
            record.run();
            recorded = true;
            return OpenedContent.of(content, range);
        } finally {
            if (!recorded) {
                close(content);
            }
        }
    }

    private static void close(ContentStore.Content content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.warn("A content could not be closed. {}", e.toString());
        }
    }
}
