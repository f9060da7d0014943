package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.linking.api.Links;
import org.rattache.linking.api.Party;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

/** What may be linked to what: a link is a star [PRODUCT S2d]. */
final class LinkRules {

    private LinkRules() {}

    /** Checks the request alone. */
    static void checkShape(String main, List<String> secondaries) {
        Violations violations = new Violations().text("/main", main, 100);
        if (secondaries.isEmpty()) {
            violations.add("/secondaries", "required", "At least one client file must be linked.");
        }
        if (secondaries.size() > Links.MAX_SECONDARIES) {
            violations.add(
                    "/secondaries",
                    "too-many",
                    "At most " + Links.MAX_SECONDARIES + " client files can be linked at once.");
        } else {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < secondaries.size(); i++) {
                String secondary = secondaries.get(i);
                String pointer = "/secondaries/" + i;
                if (secondary.equals(main)) {
                    violations.add(
                            pointer,
                            "main-among-secondaries",
                            "The main account cannot be linked to itself.");
                } else if (!seen.add(secondary)) {
                    violations.add(pointer, "duplicate", "This client file stands here twice.");
                }
            }
        }
        violations.throwIfAny();
    }

    /** Checks the star. */
    static void checkRoles(
            Map<String, Party.Role> roles, ClientFile main, Collection<ClientFile> secondaries) {
        checkMainRole(roles, main);
        for (ClientFile secondary : secondaries) {
            Party.Role role = roles.get(secondary.id());
            if (role == Party.Role.SECONDARY) {
                throw DomainException.conflict(
                        "already-linked",
                        secondary.name()
                                + " is linked already. Undo that link, change its main account, or"
                                + " propose it again.");
            }
            if (role == Party.Role.MAIN) {
                throw DomainException.conflict(
                        "is-main",
                        secondary.name()
                                + " is the main account of other client files and cannot be linked"
                                + " itself.");
            }
        }
    }

    static void checkMainRole(Map<String, Party.Role> roles, ClientFile main) {
        if (roles.get(main.id()) == Party.Role.SECONDARY) {
            throw DomainException.conflict(
                    "main-is-secondary",
                    main.name() + " is linked to a main account itself and cannot be one.");
        }
    }

    /** The requests go to the main account's space, so somebody must be there. */
    static void checkSpace(Spaces spaces, ClientFile main) {
        if (!spaces.isActive(main.firm(), main.id())) {
            throw DomainException.conflict(
                    "main-without-space",
                    main.name()
                            + " has no active space yet. Invite it first, or pick another main"
                            + " account.");
        }
    }
}
