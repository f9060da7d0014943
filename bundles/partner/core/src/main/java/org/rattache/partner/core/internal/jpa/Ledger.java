package org.rattache.partner.core.internal.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import javax.persistence.TypedQuery;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.LinkSafeguards.Safeguards;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;
import org.rattache.platform.persistence.RowsOfFirm;

/**
 * The tables of the module, inside one transaction.
 *
 * <p>A row is changed only by a conditional UPDATE that says in which state it expects the row, and
 * every read asks the database again, so a transaction that has waited for a lock sees what the one
 * before it has stored.
 */
public final class Ledger {

    /** Requests that may still become something else. */
    private static final Set<State> OPEN_REQUESTS =
            EnumSet.of(State.PENDING, State.ACCEPTED, State.GROUP_ACCEPTED, State.REFUSED);

    /** Databases limit the number of parameters. */
    private static final int CHUNK = 500;

    private static final InstantConverter INSTANTS = new InstantConverter();

    private final EntityManager em;

    public Ledger(EntityManager em) {
        this.em = em;
    }

    public void add(Object entity) {
        em.persist(entity);
        em.flush();
    }

    // spaces and relations

    public Optional<SpaceEntity> space(String id) {
        return first(select(SpaceEntity.class, "s FROM Space s WHERE s.id = :id", "id", id));
    }

    public List<SpaceEntity> spaces(Collection<String> ids) {
        return chunked(
                ids,
                chunk ->
                        select(
                                SpaceEntity.class,
                                "s FROM Space s WHERE s.id IN :ids",
                                "ids",
                                chunk));
    }

    /**
     * Notes that somebody holds the space from now on.
     *
     * @return false when somebody has held it before
     */
    public boolean claim(String space, Instant now) {
        return update(
                        "Space s SET s.claimedAt = :now, s.version = s.version + 1 WHERE s.id = :id AND s.claimedAt IS NULL",
                        "now",
                        now,
                        "id",
                        space)
                == 1;
    }

    public Optional<RelationEntity> relation(String firm, String clientFile) {
        return first(
                select(
                        RelationEntity.class,
                        "r FROM Relation r WHERE r.firm = :firm AND r.id = :file",
                        "firm",
                        firm,
                        "file",
                        clientFile));
    }

    public List<RelationEntity> relations(String firm, Collection<String> clientFiles) {
        return RowsOfFirm.entities(
                em, RelationEntity.class, "ptn_relation", "client_file_id", firm, clientFiles);
    }

    /** The firms that the holder of the space has accepted himself, across firms. */
    public List<RelationEntity> acceptedRelations(String space) {
        return select(
                RelationEntity.class,
                "r FROM Relation r WHERE r.space = :space AND r.state = :state",
                "space",
                space,
                "state",
                RelationEntity.State.ACCEPTED);
    }

    /**
     * Makes the caller the only one who decides on the file, until his transaction ends.
     *
     * @return false when the file has no relation yet
     */
    public boolean lock(String firm, String clientFile) {
        return update(
                        "Relation r SET r.version = r.version + 1 WHERE r.firm = :firm AND r.id = :file",
                        "firm",
                        firm,
                        "file",
                        clientFile)
                == 1;
    }

    public boolean answerFirm(RelationEntity relation, RelationEntity.State next, Instant now) {
        return update(
                        "Relation r SET r.state = :next, r.since = :now, r.version = r.version + 1"
                                + " WHERE r.firm = :firm AND r.id = :file AND r.state = :expected AND r.space = :space",
                        "next",
                        next,
                        "now",
                        now,
                        "firm",
                        relation.firm(),
                        "file",
                        relation.clientFile(),
                        "expected",
                        relation.state(),
                        "space",
                        relation.space())
                == 1;
    }

    /** Lets another space, whose holder has accepted the firm, stand for the file. */
    public boolean move(RelationEntity relation, String space, Instant now) {
        return update(
                        "Relation r SET r.space = :next, r.state = :state, r.since = :now, r.version = r.version + 1"
                                + " WHERE r.firm = :firm AND r.id = :file AND r.space = :space",
                        "next",
                        space,
                        "state",
                        RelationEntity.State.ACCEPTED,
                        "now",
                        now,
                        "firm",
                        relation.firm(),
                        "file",
                        relation.clientFile(),
                        "space",
                        relation.space())
                == 1;
    }

    public void freeze(RelationEntity relation, String address) {
        update(
                "Relation r SET r.frozenAddress = :address, r.version = r.version + 1 WHERE r.firm = :firm AND r.id = :file",
                "address",
                address,
                "firm",
                relation.firm(),
                "file",
                relation.clientFile());
    }

    // safeguards

    public Optional<SafeguardsEntity> safeguards(String firm) {
        return first(
                select(
                        SafeguardsEntity.class,
                        "g FROM Safeguards g WHERE g.firm = :firm",
                        "firm",
                        firm));
    }

    /**
     * Changes a firm's setting: compare-and-set.
     *
     * @return false when it has not the expected version any more
     */
    public boolean changeSafeguards(String firm, long version, Safeguards safeguards, Instant now) {
        // native: Derby does not take the number that EclipseLink makes of a truth value in JPQL
        Query update =
                em.createNativeQuery(
                        "UPDATE ptn_safeguards SET delay_days = ?1, code_required = "
                                + (safeguards.codeRequired() ? "TRUE" : "FALSE")
                                + ", changed_at = ?2, version = version + 1 WHERE firm_id = ?3 AND version = ?4");
        update.setParameter(1, safeguards.earlierDocumentsDelayDays());
        update.setParameter(2, INSTANTS.convertToDatabaseColumn(now));
        update.setParameter(3, firm);
        update.setParameter(4, version);
        return update.executeUpdate() == 1;
    }

    /** Lets a new code count for a link, and no other; the tries begin anew. */
    public boolean issueCode(LinkEntity link, String digest, Instant now) {
        return update(
                        "Link l SET l.codeDigest = :digest, l.codeIssuedAt = :now, l.codeWrong = 0, l.version = l.version + 1"
                                + " WHERE l.firm = :firm AND l.id = :link AND l.state = :expected",
                        "digest",
                        digest,
                        "now",
                        now,
                        "firm",
                        link.firm(),
                        "link",
                        link.id(),
                        "expected",
                        link.state())
                == 1;
    }

    /**
     * Counts a wrong code: compare-and-set.
     *
     * @return false when other tries were counted, or another code issued, since the link was read
     */
    public boolean countWrongCode(LinkEntity link) {
        return update(
                        "Link l SET l.codeWrong = l.codeWrong + 1, l.version = l.version + 1"
                                + " WHERE l.firm = :firm AND l.id = :link AND l.codeDigest = :digest AND l.codeWrong = :wrong",
                        "firm",
                        link.firm(),
                        "link",
                        link.id(),
                        "digest",
                        link.codeDigest().orElseThrow(),
                        "wrong",
                        link.codeWrong())
                == 1;
    }

    // links

    public Optional<LinkEntity> link(String firm, String link) {
        return first(
                select(
                        LinkEntity.class,
                        "l FROM Link l WHERE l.firm = :firm AND l.id = :link",
                        "firm",
                        firm,
                        "link",
                        link));
    }

    public List<LinkEntity> links(String firm, Collection<String> links) {
        return RowsOfFirm.entities(em, LinkEntity.class, "ptn_link", "id", firm, links);
    }

    /** Live links with the file as secondary. */
    public List<LinkEntity> liveLinksOfSecondary(String firm, String clientFile) {
        return select(
                LinkEntity.class,
                "l FROM Link l WHERE l.firm = :firm AND l.secondaryFile = :file AND l.state IN :live ORDER BY l.id",
                "firm",
                firm,
                "file",
                clientFile,
                "live",
                LinkEntity.LIVE);
    }

    /** Live links with the file as main account. */
    public List<LinkEntity> liveLinksOfMain(String firm, String clientFile) {
        return select(
                LinkEntity.class,
                "l FROM Link l WHERE l.firm = :firm AND l.mainFile = :file AND l.state IN :live ORDER BY l.id",
                "firm",
                firm,
                "file",
                clientFile,
                "live",
                LinkEntity.LIVE);
    }

    /** Links in a group whose delay is over or runs, and of which nobody was told yet. */
    public List<LinkEntity> delaysUntold() {
        return select(
                LinkEntity.class,
                "l FROM Link l WHERE l.delayTold = :told AND l.delayDays > :none AND l.state = :inGroup ORDER BY l.id",
                "told",
                false,
                "none",
                0,
                "inGroup",
                LinkRequests.State.GROUP_ACCEPTED);
    }

    /** Notes that people are told that the delay is over: compare-and-set. */
    public boolean delayTold(LinkEntity link) {
        // native, as changeSafeguards
        Query update =
                em.createNativeQuery(
                        "UPDATE ptn_link SET delay_told = TRUE, version = version + 1"
                                + " WHERE firm_id = ?1 AND id = ?2 AND delay_told = FALSE AND state = ?3");
        update.setParameter(1, link.firm());
        update.setParameter(2, link.id());
        update.setParameter(3, LinkRequests.State.GROUP_ACCEPTED.name());
        return update.executeUpdate() == 1;
    }

    /** Live links under a main account, across firms. */
    public List<LinkEntity> liveLinksUnder(String mainSpace) {
        return select(
                LinkEntity.class,
                "l FROM Link l WHERE l.mainSpace = :space AND l.state IN :live ORDER BY l.id",
                "space",
                mainSpace,
                "live",
                LinkEntity.LIVE);
    }

    /** Live links of a secondary account, across firms. */
    public List<LinkEntity> liveLinksOfSecondarySpace(String secondarySpace) {
        return select(
                LinkEntity.class,
                "l FROM Link l WHERE l.secondarySpace = :space AND l.state IN :live ORDER BY l.id",
                "space",
                secondarySpace,
                "live",
                LinkEntity.LIVE);
    }

    /** Moves a link on from the state in which it was read. */
    public boolean advance(LinkEntity link, LinkRequests.State next, Instant now) {
        return update(
                        "Link l SET l.state = :next, l.changedAt = :now, l.version = l.version + 1"
                                + (next == LinkRequests.State.GROUP_ACCEPTED
                                        ? ", l.groupAcceptedAt = :now"
                                        : "")
                                + " WHERE l.firm = :firm AND l.id = :link AND l.state = :expected",
                        "next",
                        next,
                        "now",
                        now,
                        "firm",
                        link.firm(),
                        "link",
                        link.id(),
                        "expected",
                        link.state())
                == 1;
    }

    public void agreement(LinkEntity link, Agreement agreement, Optional<Actor> by, Instant now) {
        Query update =
                em.createQuery(
                        "UPDATE Link l SET l.agreement = :agreement, l.agreedBy = "
                                + (by.isPresent() ? ":by" : "NULL")
                                + ", l.changedAt = :now, l.version = l.version + 1 WHERE l.firm = :firm AND l.id = :link");
        update.setParameter("agreement", agreement);
        by.ifPresent(actor -> update.setParameter("by", actor.id()));
        update.setParameter("now", now);
        update.setParameter("firm", link.firm());
        update.setParameter("link", link.id());
        update.executeUpdate();
    }

    // requests

    public Optional<RequestEntity> request(String space, String request) {
        return first(
                select(
                        RequestEntity.class,
                        "q FROM Request q WHERE q.space = :space AND q.id = :request",
                        "space",
                        space,
                        "request",
                        request));
    }

    public List<RequestEntity> requestsOf(LinkEntity link) {
        return requestsOf(link.firm(), List.of(link.id()));
    }

    /** The requests of links of one firm, the oldest first. */
    public List<RequestEntity> requestsOf(String firm, Collection<String> links) {
        return RowsOfFirm.entities(em, RequestEntity.class, "ptn_request", "link_id", firm, links)
                .stream()
                .sorted(
                        Comparator.comparing(RequestEntity::createdAt)
                                .thenComparing(RequestEntity::id))
                .toList();
    }

    /** Requests of a space that were accepted, across firms. */
    public List<RequestEntity> acceptedRequests(String space) {
        return select(
                RequestEntity.class,
                "q FROM Request q WHERE q.space = :space AND q.state IN :states",
                "space",
                space,
                "states",
                EnumSet.of(State.ACCEPTED, State.GROUP_ACCEPTED));
    }

    /** One page of a space's requests and one row more, the newest first. */
    public List<RequestEntity> requests(
            String space, Optional<State> state, Optional<Position> after, int rows) {
        StringBuilder jpql = new StringBuilder("SELECT q FROM Request q WHERE q.space = :space");
        state.ifPresent(value -> jpql.append(" AND q.state = :state"));
        after.ifPresent(
                value ->
                        jpql.append(
                                " AND (q.createdAt < :at OR (q.createdAt = :at AND q.id < :id))"));
        TypedQuery<RequestEntity> query =
                em.createQuery(
                        jpql.append(" ORDER BY q.createdAt DESC, q.id DESC").toString(),
                        RequestEntity.class);
        query.setParameter("space", space);
        state.ifPresent(value -> query.setParameter("state", value));
        after.ifPresent(
                position -> {
                    query.setParameter("at", position.at());
                    query.setParameter("id", position.id());
                });
        return query.setHint("eclipselink.refresh", true).setMaxResults(rows).getResultList();
    }

    /** Where a page of requests ends. */
    public record Position(Instant at, String id) {}

    /** How many requests a space has, counted no further than {@code limit}. */
    public long countRequests(String space, Optional<State> state, int limit) {
        Query query =
                em.createNativeQuery(
                        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ptn_request WHERE space_id = ?1"
                                + (state.isPresent() ? " AND state = ?2" : "")
                                + " FETCH FIRST "
                                + limit
                                + " ROWS ONLY) x");
        query.setParameter(1, space);
        state.ifPresent(value -> query.setParameter(2, value.name()));
        return ((Number) query.getSingleResult()).longValue();
    }

    /**
     * Answers a request: compare-and-set.
     *
     * @return false when it is not in the expected state any more
     */
    public boolean answer(
            RequestEntity request,
            State expected,
            State next,
            Optional<String> reason,
            Actor by,
            Instant now) {
        Query update =
                em.createQuery(
                        "UPDATE Request q SET q.state = :next, q.reason = "
                                + (reason.isPresent() ? ":reason" : "NULL")
                                + ", q.decidedBy = :by, q.decidedAt = :now, q.version = q.version + 1"
                                + " WHERE q.firm = :firm AND q.id = :request AND q.state = :expected");
        update.setParameter("next", next);
        reason.ifPresent(text -> update.setParameter("reason", text));
        update.setParameter("by", by.id());
        update.setParameter("now", now);
        update.setParameter("firm", request.firm());
        update.setParameter("request", request.id());
        update.setParameter("expected", expected);
        return update.executeUpdate() == 1;
    }

    /**
     * Ends every request of a link that has not ended yet; who answered it and when stays.
     *
     * @return those that have ended now, as they were before
     */
    public List<RequestEntity> endRequests(LinkEntity link, State end) {
        List<RequestEntity> open =
                requestsOf(link).stream()
                        .filter(request -> OPEN_REQUESTS.contains(request.state()))
                        .toList();
        update(
                "Request q SET q.state = :end, q.version = q.version + 1"
                        + " WHERE q.firm = :firm AND q.link = :link AND q.state IN :open",
                "end",
                end,
                "firm",
                link.firm(),
                "link",
                link.id(),
                "open",
                OPEN_REQUESTS);
        return open;
    }

    private <T> List<T> select(Class<T> type, String jpql, Object... parameters) {
        TypedQuery<T> query = em.createQuery("SELECT " + jpql, type);
        bind(query, parameters);
        return query.setHint("eclipselink.refresh", true).getResultList();
    }

    private int update(String jpql, Object... parameters) {
        Query query = em.createQuery("UPDATE " + jpql);
        bind(query, parameters);
        return query.executeUpdate();
    }

    private static void bind(Query query, Object... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            query.setParameter((String) parameters[i], parameters[i + 1]);
        }
    }

    private static <T> Optional<T> first(List<T> rows) {
        return rows.stream().findFirst();
    }

    private interface Chunk<T> {
        List<T> read(List<String> ids);
    }

    private static <T> List<T> chunked(Collection<String> ids, Chunk<T> chunk) {
        List<String> all = ids.stream().distinct().sorted(Comparator.naturalOrder()).toList();
        List<T> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            rows.addAll(chunk.read(all.subList(from, Math.min(all.size(), from + CHUNK))));
        }
        return rows;
    }
}
