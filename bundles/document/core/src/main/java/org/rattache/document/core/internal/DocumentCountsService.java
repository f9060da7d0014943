package org.rattache.document.core.internal;

import java.time.Instant;
import java.util.ArrayList;
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
import org.rattache.platform.persistence.RowsOfFirm;
import org.rattache.platform.persistence.Transactions;

/**
 * Counts for the partner module. It depends on nothing but its database: the partner module needs
 * it to come up, and the rest of this module needs the partner module.
 */
@Component(service = DocumentCounts.class)
public final class DocumentCountsService implements DocumentCounts {

    private static final String SENT = " AND d.direction = 'TO_CLIENT' AND d.state = 'SENT'";

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
                "SELECT d.client_file_id, d.media_type, COUNT(*) FROM doc_document d",
                "",
                " GROUP BY d.client_file_id, d.media_type",
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
                "SELECT d.client_file_id, COUNT(*) FROM doc_document d",
                " AND NOT EXISTS (SELECT 1 FROM doc_opening o WHERE o.firm_id = d.firm_id"
                        + " AND o.document_id = d.id AND o.space_id = ?2 AND o.seen = TRUE)",
                " GROUP BY d.client_file_id",
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

    private void count(
            Collection<Key> keys,
            String select,
            String condition,
            String grouped,
            List<String> values,
            Rows rows) {
        Map<Part, List<String>> files =
                keys.stream()
                        .collect(
                                Collectors.groupingBy(
                                        key -> new Part(key.firm(), key.from()),
                                        Collectors.mapping(Key::clientFile, Collectors.toList())));
        transactions.run(
                em ->
                        files.forEach(
                                (part, some) -> {
                                    List<Object> all = new ArrayList<>(values);
                                    String begin = "";
                                    if (part.from().isPresent()) {
                                        all.add(Where.timestamp(part.from().get()));
                                        begin = " AND d.sent_at >= ?" + (all.size() + 1);
                                    }
                                    RowsOfFirm.columns(
                                                    em,
                                                    select,
                                                    "d.client_file_id",
                                                    part.firm(),
                                                    some,
                                                    SENT + condition + begin + grouped,
                                                    all.toArray())
                                            .forEach(row -> rows.take(part, row));
                                }));
    }
}
