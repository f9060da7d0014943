package org.rattache.audit.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** Where a chain ends. */
@Entity
@Table(name = "aud_head")
public class HeadRow {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Column(name = "number")
    private long number;

    @Column(name = "digest")
    private String digest;

    @Column(name = "changed_at")
    @Convert(converter = InstantConverter.class)
    private Instant changedAt;

    @Version
    @Column(name = "version")
    private long version;

    protected HeadRow() {}

    public HeadRow(String firm, long number, String digest, Instant changedAt) {
        this.firm = firm;
        this.number = number;
        this.digest = digest;
        this.changedAt = changedAt;
    }

    public String getFirm() {
        return firm;
    }

    public long getNumber() {
        return number;
    }

    public String getDigest() {
        return digest;
    }

    public Instant getChangedAt() {
        return changedAt;
    }
}
