package org.rattache.identity.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.platform.persistence.InstantConverter;

/** A link that works once; its token is stored as a digest. */
@Entity(name = "IdnLink")
@Table(name = "idn_link")
public class LinkEntity {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Enumerated(EnumType.STRING)
    @Column(name = "purpose")
    private Purpose purpose;

    @Column(name = "data")
    private String data;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "expires_at")
    private Instant expiresAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "used_at")
    private Instant usedAt;

    @Version
    @Column(name = "version")
    private long version;

    protected LinkEntity() {
        // for JPA
    }

    public LinkEntity(
            String tokenHash, Purpose purpose, String data, Instant createdAt, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.purpose = purpose;
        this.data = data;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public String getData() {
        return data;
    }
}
