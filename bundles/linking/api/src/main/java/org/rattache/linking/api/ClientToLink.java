package org.rattache.linking.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client file with an open proposal.
 *
 * @param kind where the proposal comes from
 * @param counterpart another file, the one because of which it is proposed: with the same e-mail,
 *     or of the same group; empty when it is gone
 * @param formerEmail the address that the file had before, which will be told of a link
 * @param reasons why a scan proposes it; empty for a change of the e-mail
 */
public record ClientToLink(
        Party clientFile,
        Kind kind,
        Optional<Party> counterpart,
        Optional<String> formerEmail,
        List<SuggestionAnswer.Reason> reasons,
        Instant proposedAt) {

    /** Copies the list. */
    public ClientToLink {
        reasons = List.copyOf(reasons);
    }

    /** Where a proposal comes from. */
    public enum Kind {
        /** The e-mail of the file was changed to that of another one [PRODUCT G1]. */
        EMAIL_CHANGE,
        /** A scan over all files has found it [PRODUCT G11]. */
        SCAN
    }
}
