package org.rattache.identity.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** A session; its token is stored as a digest. */
@Entity(name = "IdnSession")
@Table(name = "idn_session")
public class SessionEntity {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "user_id")
    private String userId;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    @Column(name = "version")
    private long version;

    protected SessionEntity() {
        // for JPA
    }

    public SessionEntity(
            String tokenHash,
            String userId,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.userId = userId;
        this.createdAt = createdAt;
        this.lastSeenAt = lastSeenAt;
        this.expiresAt = expiresAt;
    }
}
