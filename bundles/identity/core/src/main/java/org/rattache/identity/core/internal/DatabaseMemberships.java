package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.Person;
import org.rattache.identity.core.internal.jpa.HolderEntity;
import org.rattache.identity.core.internal.jpa.HolderKey;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.Transactions;

/** The memberships in the database. */
@Component
public final class DatabaseMemberships implements Memberships {

    private static final int MAX_SPACE_NAME = 200;
    private static final int CHUNK = 500;

    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public DatabaseMemberships(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this(transactions, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseMemberships(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Person> operators(String firm) {
        return transactions.call(
                em ->
                        em.createQuery(
                                        "SELECT u FROM IdnMembership m, IdnUser u WHERE m.firmId ="
                                                + " :firm AND m.disabled = :out AND u.id = m.userId"
                                                + " AND u.state = :active ORDER BY u.name, u.id",
                                        UserEntity.class)
                                .setParameter("firm", firm)
                                .setParameter("out", false)
                                .setParameter("active", UserState.ACTIVE)
                                .getResultStream()
                                .map(Users::toPerson)
                                .toList());
    }

    @Override
    public boolean mayActFor(String firm, Actor actor) {
        return switch (actor.kind()) {
            case USER ->
                    exists(
                            "SELECT m.user_id FROM idn_membership m JOIN idn_user u ON u.id = m.user_id"
                                    + " WHERE m.firm_id = ?1 AND m.user_id = ?2"
                                    + " AND m.disabled = FALSE AND u.state = 'ACTIVE'",
                            firm,
                            actor.id());
            case API_TOKEN ->
                    exists(
                            "SELECT id FROM idn_api_token WHERE firm_id = ?1 AND id = ?2"
                                    + " AND (expires_at IS NULL OR expires_at > ?3)",
                            firm,
                            actor.id(),
                            clock.instant());
            case SYSTEM, LINK_HOLDER -> false;
        };
    }

    @Override
    public List<Person> holders(String space) {
        return transactions.call(
                em ->
                        em.createQuery(
                                        "SELECT u FROM IdnHolder h, IdnUser u WHERE h.spaceId ="
                                                + " :space AND u.id = h.userId AND u.state = :active"
                                                + " ORDER BY u.name, u.id",
                                        UserEntity.class)
                                .setParameter("space", space)
                                .setParameter("active", UserState.ACTIVE)
                                .getResultStream()
                                .map(Users::toPerson)
                                .toList());
    }

    @Override
    public Set<String> held(Collection<String> spaces) {
        Set<String> held = new HashSet<>();
        bySpace(
                "SELECT DISTINCT h.space_id FROM idn_holder h"
                        + " JOIN idn_user u ON u.id = h.user_id"
                        + " WHERE u.state = 'ACTIVE' AND h.space_id IN (",
                spaces,
                ")",
                row -> held.add((String) row[0]));
        return held;
    }

    @Override
    public Map<String, Instant> lastLogIns(Collection<String> spaces) {
        Map<String, Instant> logIns = new HashMap<>();
        bySpace(
                "SELECT h.space_id, MAX(u.last_log_in_at) FROM idn_holder h"
                        + " JOIN idn_user u ON u.id = h.user_id"
                        + " WHERE u.state = 'ACTIVE' AND u.last_log_in_at IS NOT NULL"
                        + " AND h.space_id IN (",
                spaces,
                ") GROUP BY h.space_id",
                row -> logIns.put((String) row[0], Sql.instant(row[1])));
        return logIns;
    }

    /** Databases limit the number of parameters. */
    private void bySpace(
            String before, Collection<String> spaces, String after, Consumer<Object[]> rows) {
        List<String> asked = List.copyOf(spaces);
        for (int from = 0; from < asked.size(); from += CHUNK) {
            List<String> chunk = asked.subList(from, Math.min(asked.size(), from + CHUNK));
            String places =
                    IntStream.rangeClosed(1, chunk.size())
                            .mapToObj(i -> "?" + i)
                            .collect(Collectors.joining(", "));
            transactions.run(
                    em -> Sql.rows(em, before + places + after, chunk.toArray()).forEach(rows));
        }
    }

    @Override
    public boolean isHolder(String space, String user) {
        return exists(
                "SELECT h.user_id FROM idn_holder h JOIN idn_user u ON u.id = h.user_id"
                        + " WHERE h.space_id = ?1 AND h.user_id = ?2 AND u.state = 'ACTIVE'",
                space,
                user);
    }

    @Override
    public Set<String> spacesOf(String user) {
        return transactions.call(
                em ->
                        Sql.rows(
                                        em,
                                        "SELECT h.space_id FROM idn_holder h"
                                                + " JOIN idn_user u ON u.id = h.user_id"
                                                + " WHERE h.user_id = ?1 AND u.state = 'ACTIVE'",
                                        user)
                                .stream()
                                .map(row -> (String) row[0])
                                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void grant(String space, String name, String user) {
        transactions.run(em -> grant(em, space, name, user, clock.instant()));
    }

    static void grant(EntityManager em, String space, String name, String user, Instant now) {
        if (em.find(HolderEntity.class, new HolderKey(space, user)) == null) {
            String shown =
                    name.length() > MAX_SPACE_NAME ? name.substring(0, MAX_SPACE_NAME) : name;
            em.persist(new HolderEntity(space, user, shown, now));
        }
    }

    @Override
    public void revoke(String space, String user) {
        transactions.run(
                em ->
                        Sql.update(
                                em,
                                "DELETE FROM idn_holder WHERE space_id = ?1 AND user_id = ?2",
                                space,
                                user));
    }

    @Override
    public boolean heldByAddress(String space, String normalisedEmail) {
        return exists(
                "SELECT h.user_id FROM idn_user u JOIN idn_holder h ON h.user_id = u.id"
                        + " WHERE u.email_key = ?1 AND h.space_id = ?2 AND u.state = 'ACTIVE'",
                EmailAddress.keyOf(normalisedEmail),
                space);
    }

    private boolean exists(String sql, Object... parameters) {
        return transactions.call(em -> !Sql.rows(em, sql, parameters).isEmpty());
    }
}
