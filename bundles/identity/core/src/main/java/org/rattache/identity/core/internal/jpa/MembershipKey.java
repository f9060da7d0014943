package org.rattache.identity.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of {@link MembershipEntity}. */
public class MembershipKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String firmId;
    private String userId;

    public MembershipKey() {
        // for JPA
    }

    public MembershipKey(String firmId, String userId) {
        this.firmId = firmId;
        this.userId = userId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MembershipKey key
                && firmId.equals(key.firmId)
                && userId.equals(key.userId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firmId, userId);
    }
}
