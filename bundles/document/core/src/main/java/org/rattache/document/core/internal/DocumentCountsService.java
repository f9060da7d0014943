package org.rattache.document.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.DocumentCounts;
import org.rattache.platform.persistence.Transactions;

/**
 * Counts for the partner module. It depends on nothing but its database: the partner module needs
 * it to come up, and the rest of this module needs the partner module.
 */
@Component(service = DocumentCounts.class)
public final class DocumentCountsService implements DocumentCounts {

    private static final int CHUNK = 200;

    private final Transactions transactions;

    @Activate
    public DocumentCountsService(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<Key, Map<String, Long>> sent(Collection<Key> keys) {
        Map<Key, Map<String, Long>> counts = new HashMap<>();
        keys.forEach(key -> counts.put(key, new HashMap<>()));
        count(
                keys,
                "SELECT d.client_file_id, d.media_type, COUNT(*) FROM doc_document d WHERE d.firm_id = ?"
                        + " AND d.client_file_id IN (%s) AND d.direction = 'TO_CLIENT' AND d.state = 'SENT'"
                        + " GROUP BY d.client_file_id, d.media_type",
                List.of(),
                (firm, row) ->
                        counts.get(new Key(firm, (String) row[0]))
                                .put((String) row[1], ((Number) row[2]).longValue()));
        return counts;
    }

    @Override
    public Map<Key, Long> unread(String space, Collection<Key> keys) {
        Map<Key, Long> counts = new HashMap<>();
        keys.forEach(key -> counts.put(key, 0L));
        count(
                keys,
                "SELECT d.client_file_id, COUNT(*) FROM doc_document d WHERE d.firm_id = ?"
                        + " AND d.client_file_id IN (%s) AND d.direction = 'TO_CLIENT' AND d.state = 'SENT'"
                        + " AND NOT EXISTS (SELECT 1 FROM doc_opening o WHERE o.firm_id = d.firm_id"
                        + " AND o.document_id = d.id AND o.space_id = ? AND o.seen = TRUE)"
                        + " GROUP BY d.client_file_id",
                List.of(space),
                (firm, row) ->
                        counts.put(new Key(firm, (String) row[0]), ((Number) row[1]).longValue()));
        return counts;
    }

    private interface Rows {
        void take(String firm, Object[] row);
    }

    private void count(Collection<Key> keys, String sql, List<String> more, Rows rows) {
        Map<String, List<String>> files =
                keys.stream()
                        .distinct()
                        .collect(
                                Collectors.groupingBy(
                                        Key::firm,
                                        Collectors.mapping(Key::clientFile, Collectors.toList())));
        transactions.run(
                em ->
                        files.forEach(
                                (firm, all) -> {
                                    for (int i = 0; i < all.size(); i += CHUNK) {
                                        List<String> some =
                                                all.subList(i, Math.min(all.size(), i + CHUNK));
                                        String marks =
                                                some.stream()
                                                        .map(file -> "?")
                                                        .collect(Collectors.joining(", "));
                                        List<Object> values = new java.util.ArrayList<>();
                                        values.add(firm);
                                        values.addAll(some);
                                        values.addAll(more);
                                        for (Object row :
                                                DocumentTable.select(
                                                        em,
                                                        sql.formatted(marks),
                                                        values.toArray())) {
                                            rows.take(firm, (Object[]) row);
                                        }
                                    }
                                }));
    }
}
