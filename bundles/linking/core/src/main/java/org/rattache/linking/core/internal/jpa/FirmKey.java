package org.rattache.linking.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of what belongs to a firm. */
public class FirmKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firmId;
    private String id;

    protected FirmKey() {}

    public FirmKey(String firmId, String id) {
        this.firmId = firmId;
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FirmKey key && key.firmId.equals(firmId) && key.id.equals(id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firmId, id);
    }
}
