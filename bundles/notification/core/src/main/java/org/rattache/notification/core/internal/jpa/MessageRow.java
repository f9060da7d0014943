package org.rattache.notification.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** One message to one recipient. */
@Entity
@Table(name = "ntf_message")
@IdClass(FirmKey.class)
public class MessageRow {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "channel")
    private String channel;

    @Column(name = "template")
    private String template;

    @Column(name = "audience")
    private String audience;

    @Column(name = "recipient")
    private String recipient;

    @Column(name = "client_file_id")
    private String clientFile;

    @Column(name = "webhook_id")
    private String webhook;

    @Column(name = "event_id")
    private String event;

    @Column(name = "data")
    private String data;

    @Column(name = "state")
    private String state;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Column(name = "next_at")
    @Convert(converter = InstantConverter.class)
    private Instant nextAt;

    @Column(name = "expires_at")
    @Convert(converter = InstantConverter.class)
    private Instant expiresAt;

    @Column(name = "sent_at")
    @Convert(converter = InstantConverter.class)
    private Instant sentAt;

    @Column(name = "note")
    private String note;

    @Version
    @Column(name = "version")
    private long version;

    protected MessageRow() {}

    public MessageRow(String firm, String id) {
        this.firm = firm;
        this.id = id;
    }

    public long getVersion() {
        return version;
    }

    public String getFirm() {
        return firm;
    }

    public String getId() {
        return id;
    }

    public String getChannel() {
        return channel;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public String getTemplate() {
        return template;
    }

    public void setTemplate(String template) {
        this.template = template;
    }

    public String getAudience() {
        return audience;
    }

    public void setAudience(String audience) {
        this.audience = audience;
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String recipient) {
        this.recipient = recipient;
    }

    public Optional<String> getClientFile() {
        return Optional.ofNullable(clientFile);
    }

    public void setClientFile(Optional<String> clientFile) {
        this.clientFile = clientFile.orElse(null);
    }

    public Optional<String> getWebhook() {
        return Optional.ofNullable(webhook);
    }

    public void setWebhook(Optional<String> webhook) {
        this.webhook = webhook.orElse(null);
    }

    public String getEvent() {
        return event;
    }

    public void setEvent(String event) {
        this.event = event;
    }

    public String getData() {
        return data;
    }

    public void setData(String data) {
        this.data = data;
    }

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = state;
    }

    public int getAttempts() {
        return attempts;
    }

    public void setAttempts(int attempts) {
        this.attempts = attempts;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public void setCreatedAt(Instant createdAt) {
        this.createdAt = createdAt;
    }

    public Instant getNextAt() {
        return nextAt;
    }

    public void setNextAt(Instant nextAt) {
        this.nextAt = nextAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    public void setExpiresAt(Instant expiresAt) {
        this.expiresAt = expiresAt;
    }

    public Optional<Instant> getSentAt() {
        return Optional.ofNullable(sentAt);
    }

    public void setSentAt(Optional<Instant> sentAt) {
        this.sentAt = sentAt.orElse(null);
    }

    public Optional<String> getNote() {
        return Optional.ofNullable(note);
    }

    public void setNote(Optional<String> note) {
        this.note = note.orElse(null);
    }
}
