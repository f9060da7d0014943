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

/** Where an entry is found by the space that it names. */
@Entity
@Table(name = "aud_space")
@IdClass(SpaceKey.class)
public class SpaceRow {

    @Id
    @Column(name = "space_id")
    private String space;

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "number")
    private long number;

    @Column(name = "occurred_at")
    @Convert(converter = InstantConverter.class)
    private Instant occurredAt;

    @Version
    @Column(name = "version")
    private long version;

    protected SpaceRow() {}

    public SpaceRow(EntryRow entry) {
        this.space = entry.getSpace();
        this.firm = entry.getFirm();
        this.number = entry.getNumber();
        this.occurredAt = entry.getOccurredAt();
    }

    public String getSpace() {
        return space;
    }

    public String getFirm() {
        return firm;
    }

    public long getNumber() {
        return number;
    }

    public Instant getOccurredAt() {
        return occurredAt;
    }
}
