package org.rattache.panel.core.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.panel.api.Admission;

/** Whether a plug-in's panels are shown to anybody. */
@Entity
@Table(name = "pnl_admission")
public class AdmissionEntity {

    @Id
    @Column(name = "plug_in")
    private String plugIn;

    private boolean shown;

    @Version private long version;

    protected AdmissionEntity() {}

    public AdmissionEntity(String plugIn) {
        this.plugIn = plugIn;
    }

    public void decide(boolean enabled) {
        shown = enabled;
    }

    public long getVersion() {
        return version;
    }

    public Admission toAdmission() {
        return new Admission(shown, version);
    }
}
