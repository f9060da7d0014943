package org.rattache.document.core.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        + "%s GROUP BY d.client_file_id, d.media_type",
                List.of(),
                (part, row) ->
                        counts.get(part.key((String) row[0]))
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
                        + "%s GROUP BY d.client_file_id",
                List.of(space),
                (part, row) ->
                        counts.put(part.key((String) row[0]), ((Number) row[1]).longValue()));
        return counts;
    }

    /** What can be asked for together: one firm, and where the right begins. */
    private record Part(String firm, Optional<Instant> from) {
        Key key(String clientFile) {
            return new Key(firm, clientFile, from);
        }
    }

    private interface Rows {
        void take(Part part, Object[] row);
    }

    private void count(Collection<Key> keys, String sql, List<String> more, Rows rows) {
        Map<Part, List<String>> files =
                keys.stream()
                        .distinct()
                        .collect(
                                Collectors.groupingBy(
                                        key -> new Part(key.firm(), key.from()),
                                        Collectors.mapping(Key::clientFile, Collectors.toList())));
        transactions.run(
                em ->
                        files.forEach(
                                (part, all) -> {
                                    for (int i = 0; i < all.size(); i += CHUNK) {
                                        List<String> some =
                                                all.subList(i, Math.min(all.size(), i + CHUNK));
                                        String marks =
                                                some.stream()
                                                        .map(file -> "?")
                                                        .collect(Collectors.joining(", "));
                                        List<Object> values = new java.util.ArrayList<>();
                                        values.add(part.firm());
                                        values.addAll(some);
                                        values.addAll(more);
                                        part.from().map(Where::timestamp).ifPresent(values::add);
                                        String begin =
                                                part.from().isPresent()
                                                        ? " AND d.sent_at >= ?"
                                                        : "";
                                        for (Object row :
                                                DocumentTable.select(
                                                        em,
                                                        sql.formatted(marks, begin),
                                                        values.toArray())) {
                                            rows.take(part, (Object[]) row);
                                        }
                                    }
                                }));
    }
}
