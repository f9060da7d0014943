package org.rattache.identity.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of {@link HolderEntity}. */
public class HolderKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String spaceId;
    private String userId;

    public HolderKey() {
        // for JPA
    }

    public HolderKey(String spaceId, String userId) {
        this.spaceId = spaceId;
        this.userId = userId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HolderKey key
                && spaceId.equals(key.spaceId)
                && userId.equals(key.userId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spaceId, userId);
    }
}
