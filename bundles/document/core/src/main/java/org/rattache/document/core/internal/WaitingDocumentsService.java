package org.rattache.document.core.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;
import org.rattache.document.api.WaitingDocuments;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.persistence.InstantConverter;
import org.rattache.platform.persistence.Transactions;

/** Documents that are sent and cannot be read by their client yet. */
@Component(service = {WaitingDocuments.class, ActionSource.class})
public final class WaitingDocumentsService implements WaitingDocuments, ActionSource {

    /** Bounds: so many documents and so many clients are looked at, the latest first. */
    private static final int DOCUMENTS = 2_000;

    private static final int CLIENTS = 200;

    private final Transactions transactions;
    private final Spaces spaces;
    private final AccessFilter access;
    private final InstantConverter instants = new InstantConverter();

    @Activate
    public WaitingDocumentsService(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Spaces spaces,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessFilter access) {
        this.transactions = transactions;
        this.spaces = spaces;
        this.access = access;
    }

    @Override
    public List<Waiting> waiting(String firm) {
        return transactions.call(
                em -> {
                    Map<String, List<Instant>> sentAt = new LinkedHashMap<>();
                    // what was opened has arrived, so it is not even looked at
                    for (Object row :
                            DocumentTable.select(
                                    em,
                                    "SELECT d.client_file_id, d.sent_at FROM doc_document d WHERE d.firm_id = ?"
                                            + " AND d.direction = 'TO_CLIENT' AND d.state = 'SENT' AND d.opened = FALSE"
                                            + " ORDER BY d.sent_at DESC FETCH FIRST "
                                            + DOCUMENTS
                                            + " ROWS ONLY",
                                    firm)) {
                        Object[] columns = (Object[]) row;
                        sentAt.computeIfAbsent((String) columns[0], file -> new ArrayList<>())
                                .add(instants.convertToEntityAttribute((Timestamp) columns[1]));
                    }
                    List<String> latest = sentAt.keySet().stream().limit(CLIENTS).toList();
                    Set<String> active = spaces.active(firm, latest);
                    sentAt.keySet().retainAll(latest);
                    sentAt.keySet().removeAll(active);
                    return sentAt.entrySet().stream()
                            .flatMap(client -> waiting(firm, client.getKey(), client.getValue()))
                            .toList();
                });
    }

    /** Those of the documents of a client without an active space that nobody can read now. */
    private Stream<Waiting> waiting(String firm, String clientFile, List<Instant> sentAt) {
        List<Reader> readers = readersOfLinks(firm, clientFile);
        List<Instant> waiting =
                sentAt.stream()
                        .filter(at -> readers.stream().noneMatch(reader -> reader.opens(at)))
                        .toList();
        return waiting.isEmpty()
                ? Stream.empty()
                : Stream.of(new Waiting(clientFile, waiting.size(), waiting.get(0)));
    }

    /** The main accounts that it is linked to. */
    private List<Reader> readersOfLinks(String firm, String clientFile) {
        Optional<String> own = spaces.ofClientFile(firm, clientFile).map(Spaces.Space::id);
        return access.readersOf(firm, clientFile).stream()
                .filter(reader -> !own.equals(Optional.of(reader.space())))
                .toList();
    }

    @Override
    public List<Action> actions(String firm) {
        long count = waiting(firm).stream().mapToLong(Waiting::documents).sum();
        return List.of(
                new Action(
                        "documents-waiting",
                        count,
                        "/api/document/v1/firms/" + firm + "/documents-waiting"));
    }
}
