package org.rattache.linking.api;

import java.time.Instant;
import java.util.Optional;
import org.rattache.platform.api.Actor;

/**
 * A scan over all client files of a firm.
 *
 * @param strategy which strategy looks, or looked last
 * @param done how many files it has looked at
 * @param total how many there are, as far as is known
 * @param proposed how many files are proposed for linking because of it
 * @param skipped how many of its findings were not proposed: dismissed before, linked, proposed
 *     already, or not usable
 * @param unanswered for how many files the strategy has not answered: of these nothing is known
 * @param detail why it has failed or was interrupted
 */
public record Scan(
        String firm,
        String id,
        State state,
        Optional<Link.SuggestedBy> strategy,
        long done,
        long total,
        long proposed,
        long skipped,
        long unanswered,
        Optional<String> detail,
        Actor startedBy,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** How far a scan is. */
    public enum State {
        RUNNING,
        DONE,
        /** It could not be finished; what was proposed before stands. */
        FAILED,
        /**
         * The server, or the module, was stopped while it ran. Start it again: it finds the rest.
         */
        INTERRUPTED
    }
}
