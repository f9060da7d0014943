package org.rattache.audit.api;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rattache.platform.api.Actor;

/**
 * One entry of the trail, as its reader may see it.
 *
 * @param firm the chain: a firm's id, or {@link Trail#NO_FIRM}
 * @param number its place in the chain, from 1, without gaps
 * @param event the id of the event that it tells of
 * @param at when it happened, in milliseconds
 * @param actor who did it. For a firm, people of the platform stand under a pseudonym that is the
 *     same within one client file and differs between two: a firm must not learn from the trail
 *     which client files one person is behind.
 * @param type the type of the event, such as {@code document.read}
 * @param subject what the entry names
 * @param detail what else the event said, such as a reason; empty when it was erased
 * @param digest hexadecimal SHA-256 that closes the chain up to here
 */
public record Entry(
        String firm,
        long number,
        String event,
        Instant at,
        Actor actor,
        String type,
        Subject subject,
        Map<String, String> detail,
        String digest) {

    /**
     * The ids that an entry names.
     *
     * @param clientFile the client file; of a link, the secondary's
     * @param main of a link, the client file of the main account
     */
    public record Subject(
            Optional<String> clientFile,
            Optional<String> main,
            Optional<String> link,
            Optional<String> request,
            Optional<String> document) {

        public Subject {
            Objects.requireNonNull(clientFile);
            Objects.requireNonNull(main);
            Objects.requireNonNull(link);
            Objects.requireNonNull(request);
            Objects.requireNonNull(document);
        }
    }

    public Entry {
        Objects.requireNonNull(firm);
        Objects.requireNonNull(event);
        Objects.requireNonNull(at);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(type);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(digest);
        detail = Map.copyOf(detail);
    }
}
