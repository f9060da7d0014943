package org.rattache.panel.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of what a firm has decided about a plug-in. */
public class PlugInKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firmId;
    private String plugIn;

    protected PlugInKey() {}

    public PlugInKey(String firmId, String plugIn) {
        this.firmId = firmId;
        this.plugIn = plugIn;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlugInKey key
                && key.firmId.equals(firmId)
                && key.plugIn.equals(plugIn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firmId, plugIn);
    }
}
