package org.rattache.audit.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The key of the index by space. */
public final class SpaceKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String space;
    private String firm;
    private long number;

    public SpaceKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof SpaceKey key
                && space.equals(key.space)
                && firm.equals(key.firm)
                && number == key.number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(space, firm, number);
    }
}
