package org.rattache.notification.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** Where a firm wants to be told of events. */
@Entity
@Table(name = "ntf_webhook")
@IdClass(FirmKey.class)
public class WebhookRow {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "url")
    private String url;

    @Column(name = "secret")
    private String secret;

    @Column(name = "types")
    private String types;

    @Column(name = "active")
    private boolean active;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    protected WebhookRow() {}

    public WebhookRow(String firm, String id) {
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

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    public String getTypes() {
        return types;
    }

    public void setTypes(String types) {
        this.types = types;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean active) {
        this.active = active;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public void setCreatedAt(Instant createdAt) {
        this.createdAt = createdAt;
    }
}
