package org.rattache.document.core.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;
import org.rattache.document.api.WaitingDocuments;
import org.rattache.partner.api.AccessFilter;
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
                    Map<String, Waiting> byClient = new LinkedHashMap<>();
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
                        Instant sentAt = instants.convertToEntityAttribute((Timestamp) columns[1]);
                        byClient.merge(
                                (String) columns[0],
                                new Waiting((String) columns[0], 1, sentAt),
                                (known, one) ->
                                        new Waiting(
                                                known.clientFile(),
                                                known.documents() + 1,
                                                known.newest()));
                    }
                    return byClient.values().stream()
                            .limit(CLIENTS)
                            .filter(client -> !canBeRead(firm, client.clientFile()))
                            .toList();
                });
    }

    /** By its own holder, or by the holder of the main account that it is linked to. */
    private boolean canBeRead(String firm, String clientFile) {
        if (spaces.isActive(firm, clientFile)) {
            return true;
        }
        Optional<String> own = spaces.ofClientFile(firm, clientFile).map(Spaces.Space::id);
        return access.readersOf(firm, clientFile).stream()
                .anyMatch(reader -> !own.equals(Optional.of(reader)));
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
