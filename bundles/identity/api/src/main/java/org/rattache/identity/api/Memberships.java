package org.rattache.identity.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * Who belongs to which firm and which legal space. Disabled users belong to none. Every method
 * reads the database, so an answer is never older than the call; inside a transaction it is part of
 * it. Thread-safe.
 */
@ProviderType
public interface Memberships {

    /** The active operators and administrators of a firm. */
    List<Person> operators(String firm);

    /**
     * Whether the actor may work for the firm now: an active operator, or a live API token of it.
     */
    boolean mayActFor(String firm, Actor actor);

    /** The active holders of a space; empty when it has none. */
    List<Person> holders(String space);

    /** Those of the spaces that have an active holder. */
    Set<String> held(Collection<String> spaces);

    /**
     * When an active holder of each space last logged in; spaces to whose holders that has never
     * happened are left out. For comparing, not for showing.
     */
    Map<String, Instant> lastLogIns(Collection<String> spaces);

    /** Whether the user is an active holder of the space. */
    boolean isHolder(String space, String user);

    /** Spaces of which the user is an active holder. */
    Set<String> spacesOf(String user);

    /**
     * Makes a user a holder of a space; without effect when he is one.
     *
     * @param name the space's name, as the user sees it after log-in
     */
    void grant(String space, String name, String user);

    /** Takes a space from a user; without effect when he is no holder. */
    void revoke(String space, String user);

    /** Whether anybody with that log-in address holds the space. */
    boolean heldByAddress(String space, String normalisedEmail);
}
