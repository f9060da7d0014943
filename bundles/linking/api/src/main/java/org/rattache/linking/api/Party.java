package org.rattache.linking.api;

import java.util.Optional;

/**
 * A client file, as lists and recaps of linking show it.
 *
 * @param email the contact address as typed
 * @param role what it is in the links of the firm; empty when it takes part in none
 */
public record Party(
        String id,
        String name,
        Optional<String> siren,
        Optional<String> email,
        Optional<Role> role) {

    /** The side on which a file takes part in links. */
    public enum Role {
        /** Other files are linked to it. */
        MAIN,
        /** It is linked to a main account. */
        SECONDARY
    }
}
