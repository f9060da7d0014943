package org.rattache.audit.api;

import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Recomputes the chains and compares them with the anchors outside the database [PRODUCT S5].
 * Thread-safe; one verification at a time, since each reads a whole chain.
 */
@ProviderType
public interface Verification {

    /**
     * What was found.
     *
     * @param whole nothing was edited, deleted, inserted, moved or cut off
     * @param chains chains read
     * @param entries entries recomputed, up to the break when there is one
     * @param anchors anchors compared
     * @param erased entries whose details were erased, which is allowed
     */
    record Result(
            boolean whole,
            long chains,
            long entries,
            long anchors,
            long erased,
            Optional<Break> broken) {}

    /**
     * Where a chain is first seen to be broken.
     *
     * @param firm the chain
     * @param number the entry
     * @param why in words, without any data of the entry
     */
    record Break(String firm, long number, String why) {
        public Break {
            Objects.requireNonNull(firm);
            Objects.requireNonNull(why);
        }
    }

    /**
     * Checks one chain.
     *
     * @param firm a firm's id, or {@link Trail#NO_FIRM}; one without entries is whole
     * @throws org.rattache.platform.api.DomainException TOO_MANY {@code verification-running}
     */
    Result ofFirm(String firm);

    /**
     * Checks every chain; ends at the first broken one.
     *
     * @throws org.rattache.platform.api.DomainException TOO_MANY {@code verification-running}
     */
    Result ofAll();
}
