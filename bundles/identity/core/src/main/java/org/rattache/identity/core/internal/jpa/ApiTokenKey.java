package org.rattache.identity.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of {@link ApiTokenEntity}. */
public class ApiTokenKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firmId;
    private String id;

    public ApiTokenKey() {
        // for JPA
    }

    public ApiTokenKey(String firmId, String id) {
        this.firmId = firmId;
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiTokenKey key && firmId.equals(key.firmId) && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firmId, id);
    }
}
