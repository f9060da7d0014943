package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Party;

/** Makes what linking shows of client files. */
final class Parties {

    private Parties() {}

    /** Those of the files that exist in the firm, by id, with the roles that are stored. */
    static Map<String, Party> load(
            EntityManager em, ClientFiles clientFiles, String firm, Collection<String> ids) {
        Map<String, ClientFile> files = clientFiles.findAll(firm, Set.copyOf(ids));
        return of(files.values(), Roles.of(em, firm, files.keySet()));
    }

    /** The same with roles that are known. */
    static Map<String, Party> of(Collection<ClientFile> files, Map<String, Party.Role> roles) {
        Map<String, Party> parties = new HashMap<>();
        files.forEach(
                file ->
                        parties.put(
                                file.id(), party(file, Optional.ofNullable(roles.get(file.id())))));
        return parties;
    }

    private static Party party(ClientFile file, Optional<Party.Role> role) {
        return new Party(file.id(), file.name(), file.siren(), file.data().email(), role);
    }

    /** A side of an ended link whose file was deleted since. */
    static Party deleted(String id) {
        return new Party(
                id, "(deleted client file)", Optional.empty(), Optional.empty(), Optional.empty());
    }
}
