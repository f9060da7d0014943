package org.rattache.clientfile.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.clientfile.core.internal.jpa.ChangeEntity;
import org.rattache.clientfile.core.internal.jpa.ClientFileEntity;
import org.rattache.clientfile.core.internal.jpa.NameWordEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.InstantConverter;
import org.rattache.platform.persistence.RowsOfFirm;
import org.rattache.platform.persistence.Transactions;

/** The client files on the database. */
@Component
public final class ClientFilesService implements ClientFiles {

    private static final Duration BETWEEN_INVITATIONS = Duration.ofMinutes(1);
    private static final int HISTORY_SHOWN = 200;

    private final Transactions transactions;
    private final EventPublisher events;
    private final Clock clock;

    @Activate
    public ClientFilesService(
            @Reference(target = "(unit=clientfile)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    ClientFilesService(Transactions transactions, EventPublisher events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ClientFile create(String firm, ClientFileData data, Actor actor) {
        CheckedData checked = CheckedData.of(data);
        return transactions.call(
                em -> {
                    String id = UUID.randomUUID().toString();
                    Instant now = clock.instant();
                    ClientFileEntity file = new ClientFileEntity(firm, id, now);
                    file.setData(
                            checked.data(),
                            checked.name().text(),
                            checked.siren(),
                            checked.email(),
                            now);
                    em.persist(file);
                    storeWords(em, firm, id, checked.name());
                    publish("clientfile.created", firm, id, actor, Map.of());
                    return flushed(em, file);
                });
    }

    @Override
    public Optional<ClientFile> find(String firm, String id) {
        return transactions.call(em -> entity(em, firm, id).map(ClientFileEntity::toClientFile));
    }

    @Override
    public Map<String, ClientFile> findAll(String firm, Collection<String> ids) {
        return transactions.call(em -> load(em, firm, ids));
    }

    @Override
    public ClientFile change(
            String firm, String id, long version, ClientFileData data, Actor actor) {
        return transactions.call(
                em -> {
                    ClientFileEntity file =
                            entity(em, firm, id).orElseThrow(DomainException::notFound);
                    if (file.getVersion() != version) {
                        throw DomainException.stale();
                    }
                    CheckedData checked = CheckedData.of(data);
                    ClientFileData before = file.getData();
                    if (before.equals(checked.data())) {
                        return file.toClientFile();
                    }
                    Optional<String> emailBefore = file.getEmailKey();
                    Instant now = clock.instant();
                    if (!before.name().equals(checked.data().name())) {
                        removeWords(em, firm, id);
                        storeWords(em, firm, id, checked.name());
                    }
                    file.setData(
                            checked.data(),
                            checked.name().text(),
                            checked.siren(),
                            checked.email(),
                            now);
                    // the version is checked here: two at once must be told STALE, not that the
                    // second row of the history is there already
                    em.flush();
                    for (Change change : changes(before, checked.data(), now, actor)) {
                        em.persist(new ChangeEntity(firm, id, version + 1, change));
                    }
                    publish("clientfile.changed", firm, id, actor, Map.of());
                    if (!emailBefore.equals(checked.email())) {
                        publishEmailChange(firm, id, actor, emailBefore, before, checked);
                    }
                    return flushed(em, file);
                });
    }

    private void publishEmailChange(
            String firm,
            String id,
            Actor actor,
            Optional<String> emailBefore,
            ClientFileData before,
            CheckedData after) {
        Map<String, String> data = new HashMap<>();
        emailBefore.ifPresent(email -> data.put("before", email));
        before.email().ifPresent(email -> data.put("beforeAsTyped", email));
        after.email().ifPresent(email -> data.put("after", email));
        publish("clientfile.email-changed", firm, id, actor, data);
    }

    private static List<Change> changes(
            ClientFileData before, ClientFileData after, Instant now, Actor actor) {
        Map<String, Function<ClientFileData, Optional<String>>> fields = new LinkedHashMap<>();
        fields.put("name", data -> Optional.of(data.name()));
        fields.put("siren", ClientFileData::siren);
        fields.put("siret", ClientFileData::siret);
        fields.put("vat", ClientFileData::vat);
        fields.put("email", ClientFileData::email);
        fields.put("phone", ClientFileData::phone);
        fields.put("address", ClientFileData::address);
        fields.put("contact", ClientFileData::contact);
        List<Change> changes = new ArrayList<>();
        fields.forEach(
                (field, value) -> {
                    Optional<String> old = value.apply(before);
                    Optional<String> current = value.apply(after);
                    if (!Objects.equals(old, current)) {
                        changes.add(new Change(now, actor, field, old, current));
                    }
                });
        return changes;
    }

    @Override
    public void delete(String firm, String id, long version, Actor actor) {
        transactions.run(
                em -> {
                    if (!isId(id)) {
                        throw DomainException.notFound();
                    }
                    // one statement decides, so that a link that begins now is either seen or fails
                    int deleted =
                            new Sql(
                                            "UPDATE clf_client_file SET deleted = TRUE, deleted_at = ?,"
                                                    + " proposal_open = FALSE, version = version + 1"
                                                    + " WHERE firm_id = ? AND id = ? AND version = ?"
                                                    + " AND deleted = FALSE AND link_count = 0",
                                            timestamp(clock.instant()),
                                            firm,
                                            id,
                                            version)
                                    .update(em);
                    if (deleted == 0) {
                        throw whyNotDeleted(em, firm, id, version);
                    }
                    removeWords(em, firm, id);
                    publish("clientfile.deleted", firm, id, actor, Map.of());
                    em.clear();
                });
    }

    private static DomainException whyNotDeleted(
            EntityManager em, String firm, String id, long version) {
        em.clear();
        Optional<ClientFileEntity> file = entity(em, firm, id);
        if (file.isEmpty()) {
            return DomainException.notFound();
        }
        return file.get().getVersion() != version
                ? DomainException.stale()
                : DomainException.conflict(
                        "client-file-linked",
                        "This client file takes part in a link. Undo the link first.");
    }

    @Override
    public Page<ClientFile> list(String firm, ClientFiles.Query query, PageRequest page) {
        return transactions.call(
                em -> {
                    Page<String> ids = new ListQueries(em, firm).page(query, page);
                    Map<String, ClientFile> files = load(em, firm, ids.items());
                    // a file that was deleted between the two statements is left out
                    return new Page<>(
                            ids.items().stream().map(files::get).filter(Objects::nonNull).toList(),
                            ids.next(),
                            ids.total());
                });
    }

    @Override
    public List<ClientFile> withEmail(String firm, String normalisedEmail, int limit) {
        return oldest(
                "SELECT f FROM ClientFileEntity f WHERE f.firm = :firm AND f.deleted = :deleted"
                        + " AND f.emailKey = :key ORDER BY f.createdAt, f.id",
                firm,
                normalisedEmail,
                limit);
    }

    @Override
    public List<ClientFile> withSiren(String firm, String siren, int limit) {
        return oldest(
                "SELECT f FROM ClientFileEntity f WHERE f.firm = :firm AND f.deleted = :deleted"
                        + " AND f.sirenKey = :key ORDER BY f.createdAt, f.id",
                firm,
                siren,
                limit);
    }

    private List<ClientFile> oldest(String jpql, String firm, String key, int limit) {
        return transactions.call(
                em ->
                        em
                                .createQuery(jpql, ClientFileEntity.class)
                                .setParameter("firm", firm)
                                .setParameter("deleted", false)
                                .setParameter("key", key)
                                .setMaxResults(limit)
                                .getResultList()
                                .stream()
                                .map(ClientFileEntity::toClientFile)
                                .toList());
    }

    @Override
    public List<Change> history(String firm, String id) {
        return history(firm, id, PageRequest.first(HISTORY_SHOWN)).items();
    }

    @Override
    public Page<Change> history(String firm, String id, PageRequest page) {
        Optional<HistoryPosition> after = page.after().map(HistoryPosition::of);
        return transactions.call(
                em -> {
                    if (entity(em, firm, id).isEmpty()) {
                        throw DomainException.notFound();
                    }
                    TypedQuery<ChangeEntity> query =
                            em.createQuery(
                                            "SELECT c FROM ChangeEntity c WHERE c.firm = :firm"
                                                    + " AND c.clientFile = :file"
                                                    + " AND c.fileVersion <= :version"
                                                    + " AND (c.fileVersion < :version OR c.field > :field)"
                                                    + " ORDER BY c.fileVersion DESC, c.field",
                                            ChangeEntity.class)
                                    .setParameter("firm", firm)
                                    .setParameter("file", id)
                                    .setParameter(
                                            "version",
                                            after.map(HistoryPosition::version)
                                                    .orElse(Long.MAX_VALUE))
                                    .setParameter(
                                            "field", after.map(HistoryPosition::field).orElse(""))
                                    .setMaxResults(page.limit() + 1);
                    List<ChangeEntity> rows = query.getResultList();
                    boolean more = rows.size() > page.limit();
                    List<ChangeEntity> shown = more ? rows.subList(0, page.limit()) : rows;
                    return new Page<>(
                            shown.stream().map(ChangeEntity::toChange).toList(),
                            more
                                    ? Optional.of(
                                            HistoryPosition.of(shown.get(shown.size() - 1))
                                                    .encode())
                                    : Optional.empty(),
                            countChanges(em, firm, id));
                });
    }

    private static Page.Total countChanges(EntityManager em, String firm, String id) {
        Sql changes =
                new Sql(" FROM clf_change WHERE firm_id = ? AND client_file_id = ?", firm, id);
        return Page.Total.counted(changes.count(em, "file_version, field", Page.EXACT_UP_TO + 1));
    }

    /** Where a page of the history ends. */
    private record HistoryPosition(long version, String field) {

        static HistoryPosition of(Cursor cursor) {
            List<String> keys = cursor.keys();
            if (keys.size() != 2
                    || !Numbers.onlyDigits(keys.get(0))
                    || keys.get(0).length() > 18
                    || !keys.get(1).chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                throw DomainException.invalid(
                        "bad-cursor",
                        "The cursor does not belong to this list. Start at the first page.");
            }
            return new HistoryPosition(Long.parseLong(keys.get(0)), keys.get(1));
        }

        static HistoryPosition of(ChangeEntity last) {
            return new HistoryPosition(last.getFileVersion(), last.getField());
        }

        String encode() {
            return Cursor.of(Long.toString(version), field).encode();
        }
    }

    @Override
    public ClientFile invite(String firm, String id, Actor actor) {
        return transactions.call(
                em -> {
                    ClientFileEntity file =
                            entity(em, firm, id).orElseThrow(DomainException::notFound);
                    if (file.getEmailKey().isEmpty()) {
                        throw DomainException.invalid(
                                "email-missing",
                                "This client file has no e-mail to send the invitation to.");
                    }
                    Instant now = clock.instant();
                    // the version stays: an invitation is in the way of nobody's edit
                    int invited =
                            new Sql(
                                            "UPDATE clf_client_file SET invited_at = ?"
                                                    + " WHERE firm_id = ? AND id = ? AND deleted = FALSE"
                                                    + " AND (invited_at IS NULL OR invited_at <= ?)",
                                            timestamp(now),
                                            firm,
                                            id,
                                            timestamp(now.minus(BETWEEN_INVITATIONS)))
                                    .update(em);
                    if (invited == 0) {
                        throw DomainException.tooMany(
                                "invited-just-now",
                                "This client was invited less than a minute ago.",
                                BETWEEN_INVITATIONS);
                    }
                    publish("clientfile.invited", firm, id, actor, Map.of());
                    em.clear();
                    return entity(em, firm, id)
                            .map(ClientFileEntity::toClientFile)
                            .orElseThrow(DomainException::notFound);
                });
    }

    @Override
    public void markProposal(String firm, String id, boolean open) {
        transactions.run(
                em -> {
                    new Sql(
                                    "UPDATE clf_client_file SET proposal_open = ?"
                                            + " WHERE firm_id = ? AND id = ? AND deleted = FALSE",
                                    open,
                                    firm,
                                    id)
                            .update(em);
                    em.clear();
                });
    }

    @Override
    public void markLinked(String firm, String id, boolean linked) {
        transactions.run(
                em -> {
                    int counted =
                            new Sql(
                                            linked
                                                    ? "UPDATE clf_client_file SET link_count = link_count + 1"
                                                            + " WHERE firm_id = ? AND id = ?"
                                                            + " AND deleted = FALSE"
                                                    : "UPDATE clf_client_file SET link_count = link_count - 1"
                                                            + " WHERE firm_id = ? AND id = ?"
                                                            + " AND link_count > 0",
                                            firm,
                                            id)
                                    .update(em);
                    if (linked && counted == 0) {
                        throw DomainException.notFound();
                    }
                    em.clear();
                });
    }

    /**
     * Writes what is pending, which fixes the version, and forgets the entities: statements of our
     * own may change their rows later in the same transaction.
     */
    private static ClientFile flushed(EntityManager em, ClientFileEntity file) {
        em.flush();
        ClientFile result = file.toClientFile();
        em.clear();
        return result;
    }

    private static Optional<ClientFileEntity> entity(EntityManager em, String firm, String id) {
        if (!isId(id)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        em.find(ClientFileEntity.class, new ClientFileEntity.Key(firm, id)))
                .filter(file -> !file.isDeleted());
    }

    /** Other texts are nobody's id, and some of them the database would answer with an error. */
    private static boolean isId(String text) {
        return text.length() <= 36 && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static Map<String, ClientFile> load(
            EntityManager em, String firm, Collection<String> asked) {
        Map<String, ClientFile> files = new HashMap<>();
        List<String> ids = asked.stream().filter(ClientFilesService::isId).distinct().toList();
        RowsOfFirm.entities(em, ClientFileEntity.class, "clf_client_file", "id", firm, ids).stream()
                .filter(file -> !file.isDeleted())
                .forEach(file -> files.put(file.getId(), file.toClientFile()));
        return files;
    }

    private static void storeWords(EntityManager em, String firm, String id, NameKey name) {
        for (String word : name.words()) {
            em.persist(new NameWordEntity(firm, id, word, name.text()));
        }
    }

    private static void removeWords(EntityManager em, String firm, String id) {
        new Sql("DELETE FROM clf_name_word WHERE firm_id = ? AND client_file_id = ?", firm, id)
                .update(em);
    }

    private static Object timestamp(Instant instant) {
        return new InstantConverter().convertToDatabaseColumn(instant);
    }

    private void publish(
            String type, String firm, String id, Actor actor, Map<String, String> more) {
        Map<String, String> data = new HashMap<>(more);
        data.put("clientFile", id);
        events.publish(type, id, firm, actor, data);
    }
}
