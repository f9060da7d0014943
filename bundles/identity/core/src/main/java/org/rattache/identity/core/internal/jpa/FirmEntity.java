package org.rattache.identity.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** A firm. */
@Entity(name = "IdnFirm")
@Table(name = "idn_firm")
public class FirmEntity {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "siret")
    private String siret;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    protected FirmEntity() {
        // for JPA
    }

    public FirmEntity(String id, String name, String siret, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.siret = siret;
        this.createdAt = createdAt;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public Optional<String> getSiret() {
        return Optional.ofNullable(siret);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public long getVersion() {
        return version;
    }
}
