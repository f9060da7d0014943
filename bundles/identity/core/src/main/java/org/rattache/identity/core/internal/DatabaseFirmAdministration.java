package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Scope;
import org.rattache.identity.core.internal.jpa.ApiTokenEntity;
import org.rattache.identity.core.internal.jpa.ApiTokenKey;
import org.rattache.identity.core.internal.jpa.FirmEntity;
import org.rattache.identity.core.internal.jpa.MembershipEntity;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;

/** Firms, operators and API tokens in the database. */
@Component
public final class DatabaseFirmAdministration implements FirmAdministration {

    private static final int MAX_NAME = 200;
    private static final int MAX_TOKEN_NAME = 100;
    private static final int MAX_TYPED_EMAIL = 254;
    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    private final Transactions transactions;
    private final IdentityEvents events;
    private final Clock clock;

    @Activate
    public DatabaseFirmAdministration(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events) {
        this(transactions, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseFirmAdministration(Transactions transactions, IdentityEvents events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Page<FirmEntry> firms(PageRequest page) {
        return transactions.call(
                em -> {
                    TypedQuery<FirmEntity> query =
                            em.createQuery(
                                    "SELECT f FROM IdnFirm f"
                                            + after(page, " WHERE", "f.name", "f.id")
                                            + " ORDER BY f.name, f.id",
                                    FirmEntity.class);
                    return page(
                            query,
                            page,
                            Sql.count(em, bounded("SELECT 1 AS one FROM idn_firm")),
                            DatabaseFirmAdministration::toEntry,
                            entry -> Cursor.of(entry.firm().name(), entry.firm().id()));
                });
    }

    @Override
    public Optional<FirmEntry> firm(String firm) {
        return transactions.call(
                em ->
                        Optional.ofNullable(em.find(FirmEntity.class, firm))
                                .map(DatabaseFirmAdministration::toEntry));
    }

    private static FirmEntry toEntry(FirmEntity firm) {
        return new FirmEntry(DatabaseFirms.toFirm(firm), firm.getCreatedAt(), firm.getVersion());
    }

    /** A keyset condition on a name and an id. */
    private static String after(PageRequest page, String word, String name, String id) {
        return page.after().isEmpty()
                ? ""
                : String.format(
                        "%s (%2$s > :afterName OR (%2$s = :afterName AND %3$s > :afterId))",
                        word, name, id);
    }

    private static String bounded(String select) {
        return "SELECT COUNT(*) FROM ("
                + select
                + " FETCH FIRST "
                + (Page.EXACT_UP_TO + 1)
                + " ROWS ONLY) x";
    }

    private static <E, R> Page<R> page(
            TypedQuery<E> query,
            PageRequest page,
            long counted,
            Function<E, R> mapping,
            Function<R, Cursor> cursor) {
        page.after().ifPresent(DatabaseFirmAdministration::requirePlain);
        page.after()
                .ifPresent(
                        after ->
                                query.setParameter("afterName", after.keys().get(0))
                                        .setParameter("afterId", after.keys().get(1)));
        List<R> rows =
                query.setMaxResults(page.limit() + 1).getResultList().stream()
                        .map(mapping)
                        .toList();
        boolean more = rows.size() > page.limit();
        List<R> items = more ? rows.subList(0, page.limit()) : rows;
        return new Page<>(
                items,
                more
                        ? Optional.of(cursor.apply(items.get(items.size() - 1)).encode())
                        : Optional.empty(),
                Page.Total.counted(counted));
    }

    /** No name holds a control character, and a database may refuse one: the cursor is made up. */
    private static void requirePlain(Cursor cursor) {
        if (cursor.keys().stream().anyMatch(key -> key.chars().anyMatch(Character::isISOControl))) {
            throw DomainException.invalid(
                    "bad-cursor",
                    "The cursor does not belong to this list. Start at the first page.");
        }
    }

    @Override
    public NewFirm createFirm(
            String name, Optional<String> siret, Invitation administrator, Actor actor) {
        Violations violations = new Violations().text("/name", name, MAX_NAME);
        siret.filter(text -> !text.matches("\\d{14}"))
                .ifPresent(text -> violations.add("/siret", "bad-siret", "A SIRET has 14 digits."));
        EmailAddress email = check("/administrator", administrator, violations);
        return transactions.call(
                em -> {
                    FirmEntity firm =
                            new FirmEntity(
                                    UUID.randomUUID().toString(),
                                    name.strip(),
                                    siret.orElse(null),
                                    clock.instant());
                    em.persist(firm);
                    em.flush();
                    events.firmCreated(firm.getId(), actor);
                    return new NewFirm(
                            toEntry(firm), join(em, firm.getId(), email, administrator, actor));
                });
    }

    /** Checks who is invited, and throws with every faulty field of the request. */
    private static EmailAddress check(
            String pointer, Invitation invitation, Violations violations) {
        violations
                .text(pointer + "/name", invitation.name(), MAX_NAME)
                .text(pointer + "/email", invitation.email(), MAX_TYPED_EMAIL);
        if (!LANGUAGES.contains(invitation.language())) {
            violations.add(pointer + "/language", "unknown", "Use fr or en.");
        }
        Optional<EmailAddress> email = EmailAddress.parse(invitation.email());
        if (email.isEmpty() && !invitation.email().isBlank()) {
            violations.add(pointer + "/email", "bad-email", "This is no e-mail address.");
        }
        violations.throwIfAny();
        return email.orElseThrow();
    }

    @Override
    public Operator invite(String firm, Invitation invitation, Actor actor) {
        EmailAddress email = check("", invitation, new Violations());
        return transactions.call(em -> join(em, firm, email, invitation, actor));
    }

    private Operator join(
            EntityManager em, String firm, EmailAddress email, Invitation invitation, Actor actor) {
        UserEntity user =
                Users.byKey(em, email.key())
                        .orElseGet(
                                () ->
                                        Users.create(
                                                em,
                                                email,
                                                invitation.name().strip(),
                                                invitation.language(),
                                                clock.instant()));
        Optional<Operator> already = find(em, firm, user.getId());
        boolean pending = user.getState() == UserState.PENDING;
        if (already.isPresent() && !pending) {
            throw DomainException.conflict(
                    "already-operator", "This person is an operator of the firm already.");
        }
        if (already.isEmpty()) {
            em.persist(
                    new MembershipEntity(firm, user.getId(), invitation.role(), clock.instant()));
            em.flush();
        }
        if (pending) {
            events.ofOperator("operator-invited", firm, user.getId(), actor, Map.of());
        } else {
            events.ofOperator(
                    "operator-changed",
                    firm,
                    user.getId(),
                    actor,
                    Map.of("role", invitation.role().name()));
        }
        return already.orElseGet(() -> find(em, firm, user.getId()).orElseThrow());
    }

    @Override
    public Page<Operator> operators(String firm, PageRequest page) {
        return transactions.call(
                em -> {
                    TypedQuery<Object[]> query =
                            em.createQuery(
                                            "SELECT m, u FROM IdnMembership m, IdnUser u"
                                                    + " WHERE m.firmId = :firm AND u.id = m.userId"
                                                    + after(page, " AND", "u.name", "u.id")
                                                    + " ORDER BY u.name, u.id",
                                            Object[].class)
                                    .setParameter("firm", firm);
                    return page(
                            query,
                            page,
                            Sql.count(
                                    em,
                                    bounded(
                                            "SELECT 1 AS one FROM idn_membership"
                                                    + " WHERE firm_id = ?1"),
                                    firm),
                            row -> toOperator((MembershipEntity) row[0], (UserEntity) row[1]),
                            operator ->
                                    Cursor.of(operator.person().name(), operator.person().id()));
                });
    }

    @Override
    public Optional<Operator> operator(String firm, String user) {
        return transactions.call(em -> find(em, firm, user));
    }

    private static Optional<Operator> find(EntityManager em, String firm, String user) {
        return em.createQuery(
                        "SELECT m, u FROM IdnMembership m, IdnUser u WHERE m.firmId = :firm AND"
                                + " m.userId = :user AND u.id = m.userId",
                        Object[].class)
                .setParameter("firm", firm)
                .setParameter("user", user)
                // a change by plain SQL in the same transaction must show
                .setHint("eclipselink.refresh", "true")
                .getResultStream()
                .findFirst()
                .map(row -> toOperator((MembershipEntity) row[0], (UserEntity) row[1]));
    }

    private static Operator toOperator(MembershipEntity membership, UserEntity user) {
        OperatorState state =
                membership.isDisabled() || user.getState() == UserState.DISABLED
                        ? OperatorState.DISABLED
                        : user.getState() == UserState.PENDING
                                ? OperatorState.INVITED
                                : OperatorState.ACTIVE;
        return new Operator(
                Users.toPerson(user),
                membership.getRole(),
                state,
                membership.getCreatedAt(),
                membership.getVersion());
    }

    @Override
    public Operator change(
            String firm,
            String user,
            Optional<FirmRole> role,
            Optional<Boolean> disabled,
            long version,
            Actor actor) {
        return transactions.call(
                em -> {
                    lockFirm(em, firm);
                    Operator before = find(em, firm, user).orElseThrow(DomainException::notFound);
                    MembershipEntity membership = membership(em, firm, user);
                    boolean out = disabled.orElse(membership.isDisabled());
                    FirmRole next = role.orElse(before.role());
                    int changed =
                            Sql.update(
                                    em,
                                    "UPDATE idn_membership SET role = ?1, disabled = ?2, version ="
                                            + " version + 1 WHERE firm_id = ?3 AND user_id = ?4 AND"
                                            + " version = ?5",
                                    next.name(),
                                    out,
                                    firm,
                                    user,
                                    version);
                    if (changed != 1) {
                        throw DomainException.stale();
                    }
                    requireAdministrator(em, firm, before);
                    if (next != before.role()) {
                        events.ofOperator(
                                "operator-changed", firm, user, actor, Map.of("role", next.name()));
                    }
                    if (out != membership.isDisabled()) {
                        events.ofOperator(
                                "operator-changed",
                                firm,
                                user,
                                actor,
                                Map.of("disabled", Boolean.toString(out)));
                    }
                    return find(em, firm, user).orElseThrow();
                });
    }

    private static MembershipEntity membership(EntityManager em, String firm, String user) {
        return em.createQuery(
                        "SELECT m FROM IdnMembership m WHERE m.firmId = :firm AND m.userId = :user",
                        MembershipEntity.class)
                .setParameter("firm", firm)
                .setParameter("user", user)
                .getSingleResult();
    }

    /** Two administrators who remove each other at the same moment must not both succeed. */
    private static void lockFirm(EntityManager em, String firm) {
        Sql.update(em, "UPDATE idn_firm SET version = version WHERE id = ?1", firm);
    }

    /** Asked after the change: what counts is who is left. */
    private static void requireAdministrator(EntityManager em, String firm, Operator before) {
        if (before.role() != FirmRole.ADMINISTRATOR) {
            return;
        }
        List<Object[]> left =
                Sql.rows(
                        em,
                        "SELECT m.user_id FROM idn_membership m JOIN idn_user u ON u.id = m.user_id"
                                + " WHERE m.firm_id = ?1 AND m.role = 'ADMINISTRATOR'"
                                + " AND m.disabled = FALSE AND u.state = 'ACTIVE'",
                        firm);
        if (left.isEmpty()) {
            throw DomainException.conflict(
                    "last-administrator", "The firm needs at least one active administrator.");
        }
    }

    @Override
    public void remove(String firm, String user, long version, Actor actor) {
        transactions.run(
                em -> {
                    lockFirm(em, firm);
                    Operator before = find(em, firm, user).orElseThrow(DomainException::notFound);
                    int removed =
                            Sql.update(
                                    em,
                                    "DELETE FROM idn_membership WHERE firm_id = ?1 AND user_id = ?2"
                                            + " AND version = ?3",
                                    firm,
                                    user,
                                    version);
                    if (removed != 1) {
                        throw DomainException.stale();
                    }
                    requireAdministrator(em, firm, before);
                    events.ofOperator(
                            "operator-changed", firm, user, actor, Map.of("role", "NONE"));
                });
    }

    @Override
    public Page<ApiToken> apiTokens(String firm, PageRequest page) {
        return transactions.call(
                em -> {
                    TypedQuery<ApiTokenEntity> query =
                            em.createQuery(
                                            "SELECT t FROM IdnApiToken t WHERE t.firmId = :firm"
                                                    + after(page, " AND", "t.name", "t.id")
                                                    + " ORDER BY t.name, t.id",
                                            ApiTokenEntity.class)
                                    .setParameter("firm", firm);
                    return page(
                            query,
                            page,
                            Sql.count(
                                    em,
                                    bounded(
                                            "SELECT 1 AS one FROM idn_api_token"
                                                    + " WHERE firm_id = ?1"),
                                    firm),
                            DatabaseFirmAdministration::toApiToken,
                            token -> Cursor.of(token.name(), token.id()));
                });
    }

    @Override
    public Optional<ApiToken> apiToken(String firm, String id) {
        return transactions.call(
                em ->
                        Optional.ofNullable(
                                        em.find(ApiTokenEntity.class, new ApiTokenKey(firm, id)))
                                .map(DatabaseFirmAdministration::toApiToken));
    }

    private static ApiToken toApiToken(ApiTokenEntity token) {
        return new ApiToken(
                token.getId(),
                token.getName(),
                DatabaseCredentials.scopes(token.getScopes()),
                token.getCreatedAt(),
                token.getExpiresAt(),
                token.getLastUsedAt(),
                token.getVersion());
    }

    @Override
    public NewApiToken createApiToken(
            String firm, String name, Set<Scope> scopes, Optional<Instant> expiresAt, Actor actor) {
        Instant now = clock.instant();
        Violations violations = new Violations().text("/name", name, MAX_TOKEN_NAME);
        if (scopes.isEmpty()) {
            violations.add("/scopes", "required", "At least one scope is needed.");
        }
        expiresAt
                .filter(end -> !end.isAfter(now))
                .ifPresent(end -> violations.add("/expiresAt", "past", "This moment has passed."));
        violations.throwIfAny();
        String secret = DatabaseCredentials.newApiToken(firm);
        return transactions.call(
                em -> {
                    ApiTokenEntity token =
                            new ApiTokenEntity(
                                    firm,
                                    UUID.randomUUID().toString(),
                                    name.strip(),
                                    scopes.stream()
                                            .map(Scope::text)
                                            .sorted()
                                            .collect(Collectors.joining(",")),
                                    Secrets.digest(secret),
                                    now,
                                    expiresAt.map(DatabaseFirmAdministration::cut).orElse(null));
                    em.persist(token);
                    em.flush();
                    events.ofApiToken("api-token-created", firm, token.getId(), actor);
                    return new NewApiToken(toApiToken(token), secret);
                });
    }

    /** Both databases give back milliseconds as they were stored. */
    private static Instant cut(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    @Override
    public void revokeApiToken(String firm, String id, long version, Actor actor) {
        transactions.run(
                em -> {
                    int revoked =
                            Sql.update(
                                    em,
                                    "DELETE FROM idn_api_token WHERE firm_id = ?1 AND id = ?2 AND"
                                            + " version = ?3",
                                    firm,
                                    id,
                                    version);
                    if (revoked != 1) {
                        throw em.find(ApiTokenEntity.class, new ApiTokenKey(firm, id)) == null
                                ? DomainException.notFound()
                                : DomainException.stale();
                    }
                    events.ofApiToken("api-token-revoked", firm, id, actor);
                });
    }
}
