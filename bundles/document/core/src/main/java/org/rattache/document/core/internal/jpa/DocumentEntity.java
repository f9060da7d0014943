package org.rattache.document.core.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/**
 * A row of doc_document. Written once by persisting it; its state, section and openings change by
 * conditional updates alone.
 */
@Entity
@Table(name = "doc_document")
@IdClass(DocumentEntity.Key.class)
public class DocumentEntity {

    /** The states of a row: those of the api, and the one that no list shows. */
    public static final String SENT = "SENT";

    public static final String WITHDRAWN = "WITHDRAWN";
    public static final String RECALLED = "RECALLED";

    /** The primary key. */
    public static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private String firm;
        private String id;

        public Key() {}

        public Key(String firm, String id) {
            this.firm = firm;
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && firm.equals(key.firm) && id.equals(key.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(firm, id);
        }
    }

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "client_file_id")
    private String clientFile;

    @Column(name = "direction")
    private String direction;

    @Column(name = "name")
    private String name;

    @Column(name = "name_search")
    private String nameSearch;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "content_size")
    private long size;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "content_id")
    private String contentId;

    @Column(name = "section_id")
    private String section;

    @Column(name = "state")
    private String state;

    @Column(name = "opened")
    private boolean opened;

    @Column(name = "batch")
    private String batch;

    @Column(name = "sender_kind")
    private String senderKind;

    @Column(name = "sender_id")
    private String senderId;

    @Column(name = "sender_space")
    private String senderSpace;

    @Column(name = "sent_at")
    @Convert(converter = InstantConverter.class)
    private Instant sentAt;

    @Version
    @Column(name = "version")
    private long version;

    protected DocumentEntity() {}

    /** A new row, in state SENT. */
    public DocumentEntity(String firm, String id, String clientFile) {
        this.firm = firm;
        this.id = id;
        this.clientFile = clientFile;
        this.state = SENT;
    }

    public String getFirm() {
        return firm;
    }

    public String getId() {
        return id;
    }

    public String getClientFile() {
        return clientFile;
    }

    public String getDirection() {
        return direction;
    }

    public void setDirection(String direction) {
        this.direction = direction;
    }

    public String getName() {
        return name;
    }

    public void setName(String name, String nameSearch) {
        this.name = name;
        this.nameSearch = nameSearch;
    }

    public String getNameSearch() {
        return nameSearch;
    }

    public String getMediaType() {
        return mediaType;
    }

    public void setMediaType(String mediaType) {
        this.mediaType = mediaType;
    }

    public long getSize() {
        return size;
    }

    public String getSha256() {
        return sha256;
    }

    public String getContentId() {
        return contentId;
    }

    public void setContent(String contentId, long size, String sha256) {
        this.contentId = contentId;
        this.size = size;
        this.sha256 = sha256;
    }

    /** The id of the section, or null. */
    public String getSection() {
        return section;
    }

    public void setSection(String section) {
        this.section = section;
    }

    public String getState() {
        return state;
    }

    public boolean isOpened() {
        return opened;
    }

    /** The batch, or null. */
    public String getBatch() {
        return batch;
    }

    public void setBatch(String batch) {
        this.batch = batch;
    }

    public String getSenderKind() {
        return senderKind;
    }

    public String getSenderId() {
        return senderId;
    }

    public void setSender(String kind, String sender, String space) {
        this.senderKind = kind;
        this.senderId = sender;
        this.senderSpace = space;
    }

    /** The space that sent it, or null when the firm did. */
    public String getSenderSpace() {
        return senderSpace;
    }

    public Instant getSentAt() {
        return sentAt;
    }

    public void setSentAt(Instant sentAt) {
        this.sentAt = sentAt;
    }

    public long getVersion() {
        return version;
    }
}
