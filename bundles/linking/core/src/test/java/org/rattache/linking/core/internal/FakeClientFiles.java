package org.rattache.linking.core.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/** Client files in memory; counts links and remembers marks. */
final class FakeClientFiles implements ClientFiles {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final Map<String, ClientFile> files = new ConcurrentHashMap<>();
    final Map<String, Integer> links = new ConcurrentHashMap<>();

    ClientFile add(String firm, String id, String siren, String email) {
        return put(firm, id, siren, email, 1);
    }

    void email(String id, String email) {
        ClientFile old = files.get(id);
        put(old.firm(), id, old.siren().orElse(null), email, old.version() + 1);
    }

    private ClientFile put(String firm, String id, String siren, String email, long version) {
        ClientFile before = files.get(id);
        ClientFile file =
                new ClientFile(
                        firm,
                        id,
                        new ClientFileData(
                                "COMPANY " + id,
                                Optional.ofNullable(siren),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.ofNullable(email),
                                Optional.of("01 23 45 67 8" + (id.hashCode() & 7)),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.ofNullable(siren),
                        Optional.ofNullable(email).map(text -> text.toLowerCase(Locale.ROOT)),
                        before != null && before.proposalOpen(),
                        Optional.empty(),
                        before == null ? BEGIN.plusSeconds(files.size()) : before.createdAt(),
                        BEGIN,
                        version);
        files.put(id, file);
        return file;
    }

    boolean proposed(String id) {
        return files.get(id).proposalOpen();
    }

    int linksOf(String id) {
        return links.getOrDefault(id, 0);
    }

    @Override
    public Optional<ClientFile> find(String firm, String id) {
        return Optional.ofNullable(files.get(id)).filter(file -> file.firm().equals(firm));
    }

    @Override
    public Map<String, ClientFile> findAll(String firm, Collection<String> ids) {
        Map<String, ClientFile> found = new HashMap<>();
        ids.forEach(id -> find(firm, id).ifPresent(file -> found.put(id, file)));
        return found;
    }

    @Override
    public List<ClientFile> withEmail(String firm, String normalisedEmail, int limit) {
        return with(
                firm, limit, file -> file.normalisedEmail().equals(Optional.of(normalisedEmail)));
    }

    @Override
    public List<ClientFile> withSiren(String firm, String siren, int limit) {
        return with(firm, limit, file -> file.siren().equals(Optional.of(siren)));
    }

    private List<ClientFile> with(String firm, int limit, Predicate<ClientFile> matching) {
        return files.values().stream()
                .filter(file -> file.firm().equals(firm))
                .filter(matching)
                .sorted(Comparator.comparing(ClientFile::createdAt))
                .limit(limit)
                .toList();
    }

    @Override
    public void markProposal(String firm, String id, boolean open) {
        files.computeIfPresent(
                id,
                (key, old) ->
                        new ClientFile(
                                old.firm(),
                                old.id(),
                                old.data(),
                                old.siren(),
                                old.normalisedEmail(),
                                open,
                                old.invitedAt(),
                                old.createdAt(),
                                old.changedAt(),
                                old.version()));
    }

    @Override
    public void markLinked(String firm, String id, boolean linked) {
        if (linked && find(firm, id).isEmpty()) {
            throw DomainException.notFound();
        }
        links.merge(id, linked ? 1 : -1, Integer::sum);
    }

    @Override
    public ClientFile create(String firm, ClientFileData data, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientFile change(
            String firm, String id, long version, ClientFileData data, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String firm, String id, long version, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ClientFile> list(String firm, Query query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Change> history(String firm, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Change> history(String firm, String id, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientFile invite(String firm, String id, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
