package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;

/** Pairs of files of which an operator has said that they do not belong together. */
final class DismissedPairs {

    private DismissedPairs() {}

    static void add(EntityManager em, String firm, String one, String other) {
        if (of(em, firm, one).contains(other)) {
            return;
        }
        boolean inOrder = one.compareTo(other) < 0;
        em.createNativeQuery(
                        "INSERT INTO lnk_dismissed (firm_id, file_a, file_b) VALUES (?1, ?2, ?3)")
                .setParameter(1, firm)
                .setParameter(2, inOrder ? one : other)
                .setParameter(3, inOrder ? other : one)
                .executeUpdate();
    }

    /** The files that were dismissed for a file. */
    static Set<String> of(EntityManager em, String firm, String file) {
        Set<String> files = new HashSet<>();
        for (List<String> columns :
                List.of(List.of("file_b", "file_a"), List.of("file_a", "file_b"))) {
            Collection<?> rows =
                    em.createNativeQuery(
                                    "SELECT "
                                            + columns.get(0)
                                            + " FROM lnk_dismissed WHERE firm_id = ?1 AND "
                                            + columns.get(1)
                                            + " = ?2")
                            .setParameter(1, firm)
                            .setParameter(2, file)
                            .getResultList();
            rows.forEach(row -> files.add((String) row));
        }
        return files;
    }
}
