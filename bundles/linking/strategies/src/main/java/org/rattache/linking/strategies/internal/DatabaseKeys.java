package org.rattache.linking.strategies.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;

/**
 * Finds the files that may belong with a chosen one by the keys that the database has: while a
 * firm's own index is not there. It knows fewer keys, and costs queries.
 */
final class DatabaseKeys {

    private static final int MOST_WORDS = 2;

    private final CandidateSource source;
    private final Map<String, Candidate> found = new LinkedHashMap<>();

    DatabaseKeys(CandidateSource source) {
        this.source = source;
    }

    /** A small index of the chosen file and the files found. */
    FirmIndex indexAround(Candidate chosen, FileKeys keys) {
        keys.read(chosen);
        chosen.email()
                .ifPresent(
                        email ->
                                add(
                                        FileKeys.Type.EMAIL,
                                        source.withEmail(email, limit(FileKeys.Type.EMAIL))));
        chosen.phone()
                .ifPresent(
                        phone ->
                                add(
                                        FileKeys.Type.PHONE,
                                        source.withPhone(phone, limit(FileKeys.Type.PHONE))));
        int words = 0;
        for (int key = 0; key < keys.size(); key++) {
            FileKeys.Type type = keys.type(key);
            if (type == FileKeys.Type.SIREN) {
                add(type, source.withSiren(keys.value(key), limit(type)));
            } else if (type == FileKeys.Type.DOMAIN) {
                chosen.domain()
                        .ifPresent(domain -> add(type, source.withDomain(domain, limit(type))));
            } else if (type == FileKeys.Type.NAME
                    && (keys.flags(key) & FileKeys.FIRST) != 0
                    && keys.length(key) > 2
                    && words++ < MOST_WORDS) {
                add(type, source.withNameWord(keys.value(key), limit(type)));
            }
        }
        found.put(chosen.id(), chosen);
        FirmIndex index = new FirmIndex();
        for (Candidate file : found.values()) {
            keys.read(file);
            index.put(file.id(), keys);
        }
        return index;
    }

    private static int limit(FileKeys.Type type) {
        return Math.min(FirmIndex.mostFiles(type) + 1, CandidateSource.MAX_ROWS);
    }

    /** A key on as many files as were asked for is on too many. */
    private void add(FileKeys.Type type, List<Candidate> files) {
        if (files.size() < limit(type)) {
            files.forEach(file -> found.put(file.id(), file));
        }
    }
}
