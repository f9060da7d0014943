package org.rattache.audit.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The key of entries and details: the chain and the place in it. */
public final class ChainKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firm;
    private long number;

    public ChainKey() {}

    public ChainKey(String firm, long number) {
        this.firm = firm;
        this.number = number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainKey key && firm.equals(key.firm) && number == key.number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(firm, number);
    }
}
