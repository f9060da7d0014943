package org.rattache.linking.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A client file with an open proposal.
 *
 * @param counterpart another file with the same e-mail, the one because of which it is proposed;
 *     empty when it is gone
 * @param formerEmail the address that the file had before, which will be told of a link
 */
public record ClientToLink(
        Party clientFile,
        Optional<Party> counterpart,
        Optional<String> formerEmail,
        Instant proposedAt) {}
