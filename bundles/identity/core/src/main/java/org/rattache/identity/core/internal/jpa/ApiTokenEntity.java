package org.rattache.identity.core.internal.jpa;

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

/** An API token of a firm; its secret is stored as a digest. */
@Entity(name = "IdnApiToken")
@Table(name = "idn_api_token")
@IdClass(ApiTokenKey.class)
public class ApiTokenEntity {

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "scopes")
    private String scopes;

    @Column(name = "token_hash")
    private String tokenHash;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "expires_at")
    private Instant expiresAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Version
    @Column(name = "version")
    private long version;

    protected ApiTokenEntity() {
        // for JPA
    }

    public ApiTokenEntity(
            String firmId,
            String id,
            String name,
            String scopes,
            String tokenHash,
            Instant createdAt,
            Instant expiresAt) {
        this.firmId = firmId;
        this.id = id;
        this.name = name;
        this.scopes = scopes;
        this.tokenHash = tokenHash;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getScopes() {
        return scopes;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Optional<Instant> getExpiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    public Optional<Instant> getLastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    public long getVersion() {
        return version;
    }
}
