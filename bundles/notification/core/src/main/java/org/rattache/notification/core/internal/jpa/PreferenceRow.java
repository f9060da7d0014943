package org.rattache.notification.core.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** How often a person hears of news. */
@Entity
@Table(name = "ntf_preference")
public class PreferenceRow {

    @Id
    @Column(name = "user_id")
    private String user;

    @Column(name = "rhythm")
    private String rhythm;

    @Version
    @Column(name = "version")
    private long version;

    protected PreferenceRow() {}

    public PreferenceRow(String user) {
        this.user = user;
    }

    public String getRhythm() {
        return rhythm;
    }

    public void setRhythm(String rhythm) {
        this.rhythm = rhythm;
    }

    public long getVersion() {
        return version;
    }
}
