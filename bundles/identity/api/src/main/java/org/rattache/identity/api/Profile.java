package org.rattache.identity.api;

import java.util.List;

/**
 * What a person sees of himself after log-in.
 *
 * @param mustChangePassword nothing but a change of the password is possible
 * @param firms the firms he works for, by name
 * @param spaces the legal spaces he holds, by name
 */
public record Profile(
        Person person,
        boolean systemAdministrator,
        boolean mustChangePassword,
        List<FirmOfPerson> firms,
        List<SpaceOfPerson> spaces) {

    /** A firm and the person's role in it. */
    public record FirmOfPerson(String id, String name, FirmRole role) {}

    /** A legal space that the person holds. */
    public record SpaceOfPerson(String id, String name) {}

    public Profile {
        firms = List.copyOf(firms);
        spaces = List.copyOf(spaces);
    }
}
