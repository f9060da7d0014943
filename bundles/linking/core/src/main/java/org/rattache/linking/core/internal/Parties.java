package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    /** Those of the files that exist in the firm, by id. */
    static Map<String, Party> load(
            EntityManager em, ClientFiles clientFiles, String firm, Collection<String> ids) {
        Set<String> distinct = new HashSet<>(ids);
        return of(em, firm, clientFiles.findAll(firm, distinct).values());
    }

    static Map<String, Party> of(EntityManager em, String firm, Collection<ClientFile> files) {
        List<String> ids = files.stream().map(ClientFile::id).toList();
        Map<String, Party.Role> roles = Roles.of(em, firm, ids);
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
