package org.rattache.identity.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.identity.api.FirmRole;
import org.rattache.platform.persistence.InstantConverter;

/** Somebody works for a firm. */
@Entity(name = "IdnMembership")
@Table(name = "idn_membership")
@IdClass(MembershipKey.class)
public class MembershipEntity {

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id
    @Column(name = "user_id")
    private String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private FirmRole role;

    @Column(name = "disabled")
    private boolean disabled;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    protected MembershipEntity() {
        // for JPA
    }

    public MembershipEntity(String firmId, String userId, FirmRole role, Instant createdAt) {
        this.firmId = firmId;
        this.userId = userId;
        this.role = role;
        this.createdAt = createdAt;
    }

    public FirmRole getRole() {
        return role;
    }

    public boolean isDisabled() {
        return disabled;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public long getVersion() {
        return version;
    }
}
