package org.rattache.partner.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The key of what belongs to a firm: the firm stands first. */
public final class FirmKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firm;
    private String id;

    /** For JPA. */
    public FirmKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof FirmKey key
                && Objects.equals(firm, key.firm)
                && Objects.equals(id, key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firm, id);
    }
}
