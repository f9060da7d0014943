package org.rattache.linking.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link LinkTrigger} has decided. Immutable.
 *
 * @param proposed whether the file is proposed for linking
 * @param counterpart the id of the file that it seems to belong with; empty when nothing is
 *     proposed or none stands out. Ignored when it is not of the firm.
 * @since 1.0
 */
public record LinkDecision(boolean proposed, Optional<String> counterpart) {

    /** Requires both. */
    public LinkDecision {
        Objects.requireNonNull(counterpart);
    }

    /** Proposes the file, because of another. */
    public static LinkDecision propose(String counterpart) {
        return new LinkDecision(true, Optional.of(counterpart));
    }

    /** Proposes nothing. */
    public static LinkDecision nothing() {
        return new LinkDecision(false, Optional.empty());
    }
}
