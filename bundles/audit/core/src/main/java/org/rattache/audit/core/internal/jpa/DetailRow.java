package org.rattache.audit.core.internal.jpa;

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

/** What an event says beyond ids, and the salt of its digest. */
@Entity
@Table(name = "aud_detail")
@IdClass(ChainKey.class)
public class DetailRow {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "number")
    private long number;

    @Column(name = "salt")
    private String salt;

    @Column(name = "data")
    private String data;

    @Column(name = "erased_at")
    @Convert(converter = InstantConverter.class)
    private Instant erasedAt;

    @Version
    @Column(name = "version")
    private long version;

    protected DetailRow() {}

    public DetailRow(String firm, long number, String salt, String data) {
        this.firm = firm;
        this.number = number;
        this.salt = salt;
        this.data = data;
    }

    public String getFirm() {
        return firm;
    }

    public long getNumber() {
        return number;
    }

    public Optional<String> getSalt() {
        return Optional.ofNullable(salt);
    }

    public Optional<String> getData() {
        return Optional.ofNullable(data);
    }

    public Optional<Instant> getErasedAt() {
        return Optional.ofNullable(erasedAt);
    }

    public void erase(Instant now) {
        salt = null;
        data = null;
        erasedAt = now;
    }
}
