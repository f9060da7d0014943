package org.rattache.panel.core.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/** What a firm has decided about a plug-in's panels. */
@Entity
@IdClass(PlugInKey.class)
@Table(name = "pnl_choice")
public class ChoiceEntity {

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id
    @Column(name = "plug_in")
    private String plugIn;

    private boolean shown;

    /** A JSON object. */
    private String settings = "{}";

    @Version private long version;

    protected ChoiceEntity() {}

    public ChoiceEntity(String firmId, String plugIn) {
        this.firmId = firmId;
        this.plugIn = plugIn;
    }

    public void decide(boolean enabled) {
        shown = enabled;
    }

    public void set(String json) {
        settings = json;
    }

    public String getFirmId() {
        return firmId;
    }

    public String getPlugIn() {
        return plugIn;
    }

    public boolean isShown() {
        return shown;
    }

    public String getSettings() {
        return settings;
    }

    public long getVersion() {
        return version;
    }
}
