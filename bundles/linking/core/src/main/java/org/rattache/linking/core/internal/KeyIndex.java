package org.rattache.linking.core.internal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.platform.persistence.RowsOfFirm;
import org.rattache.platform.persistence.Transactions;

/**
 * The keys of the client files by which they can be found and which the client files themselves do
 * not index: domain, phone, words of the name. Kept current by {@link KeyIndexHandler}.
 */
@Component(service = KeyIndex.class)
public final class KeyIndex {

    /** What is indexed. */
    enum Kind {
        DOMAIN,
        PHONE,
        WORD
    }

    private static final int LONGEST_KEY = 260;
    private static final int MOST_WORDS = 12;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Transactions transactions;

    @Activate
    public KeyIndex(
            @Reference(target = "(unit=linking)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this.transactions = transactions;
    }

    /** The ids of the files with a key, in an order that stays the same. */
    List<String> find(String firm, Kind kind, String key, int limit) {
        return transactions.call(
                em -> {
                    List<?> ids =
                            em.createNativeQuery(
                                            "SELECT client_file_id FROM lnk_key WHERE firm_id = ?1"
                                                    + " AND kind = ?2 AND key_text = ?3"
                                                    + " ORDER BY client_file_id")
                                    .setParameter(1, firm)
                                    .setParameter(2, kind.name())
                                    .setParameter(3, key)
                                    .setMaxResults(limit)
                                    .getResultList();
                    return ids.stream().map(String.class::cast).toList();
                });
    }

    /**
     * Replaces the keys of a file by those that it has now. What it has is read before it is
     * deleted: Derby counts the rows of an index for a SELECT alone, and a DELETE without these
     * counts walks along all keys of the firm.
     */
    void replace(ClientFile file) {
        transactions.run(
                em -> {
                    Set<Key> before = stored(em, file.firm(), file.id());
                    Set<Key> now = keys(file);
                    before.stream()
                            .filter(key -> !now.contains(key))
                            .forEach(key -> delete(em, file, key));
                    now.stream()
                            .filter(key -> !before.contains(key))
                            .forEach(key -> insert(em, file, key));
                });
    }

    /** Forgets a file. */
    void remove(String firm, String clientFile) {
        transactions.run(
                em ->
                        em.createNativeQuery(
                                        "DELETE FROM lnk_key WHERE firm_id = ?1 AND client_file_id = ?2")
                                .setParameter(1, firm)
                                .setParameter(2, clientFile)
                                .executeUpdate());
    }

    private record Key(Kind kind, String text) {}

    private static Set<Key> keys(ClientFile file) {
        Set<Key> keys = new LinkedHashSet<>();
        Candidates.candidate(file)
                .domain()
                .ifPresent(domain -> keys.add(new Key(Kind.DOMAIN, domain)));
        file.data()
                .phone()
                .flatMap(KeyIndex::phone)
                .ifPresent(phone -> keys.add(new Key(Kind.PHONE, phone)));
        words(file.name()).forEach(word -> keys.add(new Key(Kind.WORD, word)));
        keys.removeIf(key -> key.text().length() > LONGEST_KEY);
        return keys;
    }

    private static Set<Key> stored(EntityManager em, String firm, String clientFile) {
        return RowsOfFirm.columns(
                        em,
                        "SELECT kind, key_text FROM lnk_key",
                        "client_file_id",
                        firm,
                        List.of(clientFile))
                .stream()
                .map(row -> new Key(Kind.valueOf((String) row[0]), (String) row[1]))
                .collect(Collectors.toSet());
    }

    private static void delete(EntityManager em, ClientFile file, Key key) {
        withKey(
                em,
                "DELETE FROM lnk_key WHERE firm_id = ?1 AND kind = ?2 AND key_text = ?3"
                        + " AND client_file_id = ?4",
                file,
                key);
    }

    private static void insert(EntityManager em, ClientFile file, Key key) {
        withKey(
                em,
                "INSERT INTO lnk_key (firm_id, kind, key_text, client_file_id)"
                        + " VALUES (?1, ?2, ?3, ?4)",
                file,
                key);
    }

    private static void withKey(EntityManager em, String sql, ClientFile file, Key key) {
        em.createNativeQuery(sql)
                .setParameter(1, file.firm())
                .setParameter(2, key.kind().name())
                .setParameter(3, key.text())
                .setParameter(4, file.id())
                .executeUpdate();
    }

    /** The number with its country, French where none is given; empty when it is no number. */
    static Optional<String> phone(String typed) {
        String plain = typed.replace("(0)", "").replaceAll("[^0-9+]", "");
        String international =
                plain.startsWith("00")
                        ? "+" + plain.substring(2)
                        : plain.startsWith("0") && plain.length() == 10
                                ? "+33" + plain.substring(1)
                                : plain;
        return Optional.of(international).filter(text -> text.length() >= 6);
    }

    /**
     * The words of a name that can be looked for: no accents, upper case, three characters or more.
     */
    static List<String> words(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toUpperCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        Arrays.stream(BETWEEN_WORDS.split(plain))
                .filter(word -> word.length() >= 3)
                .limit(MOST_WORDS)
                .forEach(words::add);
        return List.copyOf(words);
    }
}
