package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;

/**
 * The candidates of one firm, for one call to a plug-in. It ends with the call, so that what a
 * plug-in keeps of it is worth nothing.
 */
final class Candidates implements CandidateSource {

    private final String firm;
    private final ClientFiles clientFiles;
    private final KeyIndex keys;
    private volatile boolean ended;

    Candidates(String firm, ClientFiles clientFiles, KeyIndex keys) {
        this.firm = firm;
        this.clientFiles = clientFiles;
        this.keys = keys;
    }

    /** From now on nothing is answered. */
    void end() {
        ended = true;
    }

    @Override
    public List<Candidate> withEmail(String email, int limit) {
        String key = email.strip().toLowerCase(Locale.ROOT);
        int rows = rows(limit);
        return key.isEmpty()
                ? List.of()
                : candidates(PlugInThread.inDatabase(() -> clientFiles.withEmail(firm, key, rows)));
    }

    @Override
    public List<Candidate> withSiren(String siren, int limit) {
        String key = siren.strip();
        int rows = rows(limit);
        return key.isEmpty()
                ? List.of()
                : candidates(PlugInThread.inDatabase(() -> clientFiles.withSiren(firm, key, rows)));
    }

    @Override
    public List<Candidate> withDomain(String domain, int limit) {
        return ofIndex(KeyIndex.Kind.DOMAIN, domain.strip().toLowerCase(Locale.ROOT), rows(limit));
    }

    @Override
    public List<Candidate> withPhone(String phone, int limit) {
        return ofIndex(KeyIndex.Kind.PHONE, KeyIndex.phone(phone).orElse(""), rows(limit));
    }

    @Override
    public List<Candidate> withNameWord(String word, int limit) {
        List<String> words = KeyIndex.words(word);
        return ofIndex(KeyIndex.Kind.WORD, words.size() == 1 ? words.get(0) : "", rows(limit));
    }

    private List<Candidate> ofIndex(KeyIndex.Kind kind, String key, int limit) {
        if (key.isEmpty()) {
            return List.of();
        }
        List<String> ids = PlugInThread.inDatabase(() -> keys.find(firm, kind, key, limit));
        Map<String, ClientFile> files =
                PlugInThread.inDatabase(() -> clientFiles.findAll(firm, ids));
        return candidates(ids.stream().map(files::get).filter(Objects::nonNull).toList());
    }

    private int rows(int limit) {
        if (ended) {
            throw new IllegalStateException(
                    "The call for which these candidates were given is over.");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("At least one row must be asked for: " + limit);
        }
        return Math.min(limit, MAX_ROWS);
    }

    private static List<Candidate> candidates(Collection<ClientFile> files) {
        return files.stream().map(Candidates::candidate).toList();
    }

    static Candidate candidate(ClientFile file) {
        return new Candidate(
                file.id(),
                file.name(),
                file.siren(),
                file.data().siret(),
                file.data().vat(),
                file.normalisedEmail(),
                file.data().phone(),
                file.data().address());
    }
}
