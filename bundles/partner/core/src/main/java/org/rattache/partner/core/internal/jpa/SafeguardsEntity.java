package org.rattache.partner.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.partner.api.LinkSafeguards.Safeguards;
import org.rattache.partner.api.LinkSafeguards.Setting;
import org.rattache.platform.persistence.InstantConverter;

/** What a firm demands of its links. Changed by {@link Ledger} alone, never through the entity. */
@Entity(name = "Safeguards")
@Table(name = "ptn_safeguards")
public class SafeguardsEntity {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Column(name = "delay_days")
    private int delayDays;

    @Column(name = "code_required")
    private boolean codeRequired;

    @Column(name = "changed_at")
    @Convert(converter = InstantConverter.class)
    private Instant changedAt;

    @Version private long version;

    /** For JPA. */
    protected SafeguardsEntity() {}

    public SafeguardsEntity(String firm, Safeguards safeguards, Instant now) {
        this.firm = firm;
        this.delayDays = safeguards.earlierDocumentsDelayDays();
        this.codeRequired = safeguards.codeRequired();
        this.changedAt = now;
    }

    public Setting setting() {
        return new Setting(new Safeguards(delayDays, codeRequired), version);
    }
}
