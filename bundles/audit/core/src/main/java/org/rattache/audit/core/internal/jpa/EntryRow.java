package org.rattache.audit.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/**
 * One entry of a chain. Written once, never changed. The ids that an event does not name are null
 * here; they are part of the digest all the same.
 */
@Entity
@Table(name = "aud_entry")
@IdClass(ChainKey.class)
public class EntryRow {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "number")
    private long number;

    @Column(name = "event_id")
    private String event;

    @Column(name = "occurred_at")
    @Convert(converter = InstantConverter.class)
    private Instant occurredAt;

    @Column(name = "actor_kind")
    private String actorKind;

    @Column(name = "actor_id")
    private String actorId;

    @Column(name = "type")
    private String type;

    @Column(name = "aggregate")
    private String aggregate;

    @Column(name = "client_file_id")
    private String clientFile;

    @Column(name = "main_file_id")
    private String main;

    @Column(name = "link_id")
    private String link;

    @Column(name = "request_id")
    private String request;

    @Column(name = "document_id")
    private String document;

    @Column(name = "space_id")
    private String space;

    @Column(name = "data_digest")
    private String dataDigest;

    @Column(name = "previous_digest")
    private String previousDigest;

    @Column(name = "digest")
    private String digest;

    @Version
    @Column(name = "version")
    private long version;

    public EntryRow() {}

    public String getFirm() {
        return firm;
    }

    public void setFirm(String firm) {
        this.firm = firm;
    }

    public long getNumber() {
        return number;
    }

    public void setNumber(long number) {
        this.number = number;
    }

    public String getEvent() {
        return event;
    }

    public void setEvent(String event) {
        this.event = event;
    }

    public Instant getOccurredAt() {
        return occurredAt;
    }

    public void setOccurredAt(Instant occurredAt) {
        this.occurredAt = occurredAt;
    }

    public String getActorKind() {
        return actorKind;
    }

    public void setActorKind(String actorKind) {
        this.actorKind = actorKind;
    }

    public String getActorId() {
        return actorId;
    }

    public void setActorId(String actorId) {
        this.actorId = actorId;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getAggregate() {
        return aggregate;
    }

    public void setAggregate(String aggregate) {
        this.aggregate = aggregate;
    }

    public String getClientFile() {
        return clientFile;
    }

    public void setClientFile(String clientFile) {
        this.clientFile = clientFile;
    }

    public String getMain() {
        return main;
    }

    public void setMain(String main) {
        this.main = main;
    }

    public String getLink() {
        return link;
    }

    public void setLink(String link) {
        this.link = link;
    }

    public String getRequest() {
        return request;
    }

    public void setRequest(String request) {
        this.request = request;
    }

    public String getDocument() {
        return document;
    }

    public void setDocument(String document) {
        this.document = document;
    }

    public String getSpace() {
        return space;
    }

    public void setSpace(String space) {
        this.space = space;
    }

    public String getDataDigest() {
        return dataDigest;
    }

    public void setDataDigest(String dataDigest) {
        this.dataDigest = dataDigest;
    }

    public String getPreviousDigest() {
        return previousDigest;
    }

    public void setPreviousDigest(String previousDigest) {
        this.previousDigest = previousDigest;
    }

    public String getDigest() {
        return digest;
    }

    public void setDigest(String digest) {
        this.digest = digest;
    }
}
