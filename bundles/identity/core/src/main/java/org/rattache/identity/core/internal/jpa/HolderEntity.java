package org.rattache.identity.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** Somebody holds a legal space. */
@Entity(name = "IdnHolder")
@Table(name = "idn_holder")
@IdClass(HolderKey.class)
public class HolderEntity {

    @Id
    @Column(name = "space_id")
    private String spaceId;

    @Id
    @Column(name = "user_id")
    private String userId;

    @Column(name = "space_name")
    private String spaceName;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    protected HolderEntity() {
        // for JPA
    }

    public HolderEntity(String spaceId, String userId, String spaceName, Instant createdAt) {
        this.spaceId = spaceId;
        this.userId = userId;
        this.spaceName = spaceName;
        this.createdAt = createdAt;
    }
}
