package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Credentials;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Scope;
import org.rattache.platform.persistence.Transactions;

/** Looks sessions and API tokens up, by one query each: it runs before every request. */
@Component
public final class DatabaseCredentials implements Credentials {

    /** The secret of an API token names its firm, so that it is looked up inside that firm. */
    private static final String API_TOKEN_PREFIX = "rattache_";

    private static final Pattern API_TOKEN =
            Pattern.compile(API_TOKEN_PREFIX + "([0-9a-f-]{36})_[A-Za-z0-9_-]{43}");

    /** How exactly the last request is remembered: a write a minute, not one a request. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final String COLUMNS =
            "SELECT s.user_id, s.last_seen_at, s.expires_at, u.state, u.system_administrator,"
                    + " u.must_change_password";
    private static final String TABLES = " FROM idn_session s JOIN idn_user u ON u.id = s.user_id";
    private static final String OF_FIRM =
            COLUMNS
                    + ", m.role"
                    + TABLES
                    + " LEFT JOIN idn_membership m ON m.firm_id = ?2 AND m.user_id = s.user_id"
                    + " AND m.disabled = FALSE WHERE s.token_hash = ?1";
    private static final String OF_SPACE =
            COLUMNS
                    + ", h.space_id"
                    + TABLES
                    + " LEFT JOIN idn_holder h ON h.space_id = ?2 AND h.user_id = s.user_id"
                    + " WHERE s.token_hash = ?1";
    private static final String OF_NONE = COLUMNS + TABLES + " WHERE s.token_hash = ?1";

    private final Transactions transactions;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public DatabaseCredentials(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this(transactions, settings, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseCredentials(Transactions transactions, Settings settings, Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    static String newApiToken(String firm) {
        return API_TOKEN_PREFIX + firm + '_' + Secrets.newToken();
    }

    @Override
    public Optional<LiveSession> bySession(String token, Tenant tenant) {
        if (token.length() != Secrets.TOKEN_LENGTH) {
            return Optional.empty();
        }
        String hash = Secrets.digest(token);
        return transactions.call(
                em -> {
                    List<Object[]> rows =
                            switch (tenant.kind()) {
                                case FIRM -> Sql.rows(em, OF_FIRM, hash, tenant.id());
                                case SPACE -> Sql.rows(em, OF_SPACE, hash, tenant.id());
                                case NONE -> Sql.rows(em, OF_NONE, hash);
                            };
                    return rows.stream().findFirst().flatMap(row -> live(em, hash, row, tenant));
                });
    }

    private Optional<LiveSession> live(EntityManager em, String hash, Object[] row, Tenant tenant) {
        Instant now = clock.instant();
        Instant lastSeen = Sql.instant(row[1]);
        boolean over =
                !now.isBefore(Sql.instant(row[2])) || !now.isBefore(lastSeen.plus(settings.idle()));
        if (over || !"ACTIVE".equals(row[3])) {
            return Optional.empty();
        }
        if (!now.isBefore(lastSeen.plus(SEEN_EVERY))) {
            // one of many requests at the same moment writes; the others find nothing to change
            Sql.update(
                    em,
                    "UPDATE idn_session SET last_seen_at = ?1 WHERE token_hash = ?2 AND"
                            + " last_seen_at <= ?3",
                    now,
                    hash,
                    now.minus(SEEN_EVERY));
        }
        String user = (String) row[0];
        return Optional.of(
                new LiveSession(
                        new Caller(
                                Caller.Kind.USER,
                                user,
                                (Boolean) row[4],
                                firms(em, user, row, tenant),
                                spaces(em, user, row, tenant),
                                EnumSet.allOf(Scope.class)),
                        (Boolean) row[5]));
    }

    private static Map<String, FirmRole> firms(
            EntityManager em, String user, Object[] row, Tenant tenant) {
        Map<String, FirmRole> firms = new HashMap<>();
        if (tenant.kind() == Tenant.Kind.FIRM && row[6] != null) {
            firms.put(tenant.id(), FirmRole.valueOf((String) row[6]));
        } else if (tenant.kind() == Tenant.Kind.NONE) {
            Sql.rows(
                            em,
                            "SELECT firm_id, role FROM idn_membership WHERE user_id = ?1 AND"
                                    + " disabled = FALSE",
                            user)
                    .forEach(
                            firm ->
                                    firms.put(
                                            (String) firm[0], FirmRole.valueOf((String) firm[1])));
        }
        return firms;
    }

    private static Set<String> spaces(EntityManager em, String user, Object[] row, Tenant tenant) {
        return switch (tenant.kind()) {
            case FIRM -> Set.of();
            case SPACE -> row[6] == null ? Set.of() : Set.of(tenant.id());
            case NONE ->
                    Sql.rows(
                                    em,
                                    "SELECT space_id, user_id FROM idn_holder WHERE user_id = ?1",
                                    user)
                            .stream()
                            .map(space -> (String) space[0])
                            .collect(Collectors.toUnmodifiableSet());
        };
    }

    @Override
    public Optional<Caller> byApiToken(String token) {
        Matcher matcher = API_TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String firm = matcher.group(1);
        return transactions.call(
                em ->
                        Sql.rows(
                                        em,
                                        "SELECT id, scopes, expires_at, last_used_at FROM"
                                                + " idn_api_token WHERE firm_id = ?1 AND"
                                                + " token_hash = ?2",
                                        firm,
                                        Secrets.digest(token))
                                .stream()
                                .findFirst()
                                .flatMap(row -> live(em, firm, row)));
    }

    private Optional<Caller> live(EntityManager em, String firm, Object[] row) {
        Instant now = clock.instant();
        if (row[2] != null && !now.isBefore(Sql.instant(row[2]))) {
            return Optional.empty();
        }
        String id = (String) row[0];
        if (row[3] == null || !now.isBefore(Sql.instant(row[3]).plus(SEEN_EVERY))) {
            Sql.update(
                    em,
                    "UPDATE idn_api_token SET last_used_at = ?1 WHERE firm_id = ?2 AND id = ?3 AND"
                            + " (last_used_at IS NULL OR last_used_at <= ?4)",
                    now,
                    firm,
                    id,
                    now.minus(SEEN_EVERY));
        }
        return Optional.of(
                new Caller(
                        Caller.Kind.API_TOKEN,
                        id,
                        false,
                        Map.of(firm, FirmRole.OPERATOR),
                        Set.of(),
                        scopes((String) row[1])));
    }

    static Set<Scope> scopes(String stored) {
        return Arrays.stream(stored.split(","))
                .map(Scope::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
