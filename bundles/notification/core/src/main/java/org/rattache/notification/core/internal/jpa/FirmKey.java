package org.rattache.notification.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The key of what belongs to a firm. */
public final class FirmKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firm;
    private String id;

    public FirmKey() {}

    public FirmKey(String firm, String id) {
        this.firm = firm;
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FirmKey key && firm.equals(key.firm) && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firm, id);
    }
}
