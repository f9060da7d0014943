package org.rattache.linking.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.platform.api.Actor;

/**
 * The relation of a secondary account to its main account, for one firm.
 *
 * @param state how far it is on the platform
 * @param firmAccepted the main account has accepted the firm for this company
 * @param reason what was written with a refusal, or why it was undone
 * @param replaces the link before it, when the main account was changed or it was proposed again
 * @param replacedBy the link after it
 * @param strategy the strategy that had suggested it, if one had
 * @param history what happened to it, oldest first; empty in lists
 * @param version for If-Match
 */
public record Link(
        String firm,
        String id,
        Party main,
        Party secondary,
        LinkState state,
        boolean firmAccepted,
        Optional<String> reason,
        Optional<String> replaces,
        Optional<String> replacedBy,
        Optional<SuggestedBy> strategy,
        Actor validatedBy,
        Instant createdAt,
        Instant changedAt,
        List<Entry> history,
        long version) {

    /** Copies the list. */
    public Link {
        history = List.copyOf(history);
    }

    /** The strategy behind a link; bundle and version are empty when it was gone by then. */
    public record SuggestedBy(String id, Optional<String> bundle, Optional<String> version) {}

    /** What can happen to a link. */
    public enum Action {
        LINKED,
        UNLINKED,
        /** Replaced by a link to another main account. */
        MAIN_CHANGED,
        /** Replaced by a new request for the same main account. */
        PROPOSED_AGAIN,
        /** The company was accepted by who holds the main account; its documents stay closed. */
        ACCEPTED,
        /** Its group was accepted, too: its documents are open. */
        GROUP_ACCEPTED,
        REFUSED,
        /** After a refusal, the person behind the main account wants to answer again. */
        REOPENED,
        /** What was asked had changed meanwhile. */
        VOIDED,
        /** The former contact has said that this is wrong. */
        FROZEN,
        /** Ended by a person behind one of the accounts. */
        LEFT
    }

    /** Who did what, when and why. */
    public record Entry(Instant at, Action action, Actor actor, Optional<String> reason) {}
}
