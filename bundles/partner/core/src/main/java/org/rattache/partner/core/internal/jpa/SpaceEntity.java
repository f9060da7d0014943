package org.rattache.partner.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.persistence.InstantConverter;

/** A legal space. Changed by {@link Ledger} alone, never through the entity. */
@Entity(name = "Space")
@Table(name = "ptn_space")
public class SpaceEntity {

    @Id private String id;
    private String name;
    private String siren;

    @Column(name = "claimed_at")
    @Convert(converter = InstantConverter.class)
    private Instant claimedAt;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Version private long version;

    /** For JPA. */
    protected SpaceEntity() {}

    /**
     * A new space.
     *
     * @param claimed somebody holds it
     */
    public SpaceEntity(
            String id, String name, Optional<String> siren, boolean claimed, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.siren = siren.orElse(null);
        this.claimedAt = claimed ? createdAt : null;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Optional<String> siren() {
        return Optional.ofNullable(siren);
    }

    public Spaces.Space toRecord() {
        return new Spaces.Space(id, name, siren());
    }
}
