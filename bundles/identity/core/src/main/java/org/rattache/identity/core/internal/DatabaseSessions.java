package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Person;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.identity.core.internal.jpa.SessionEntity;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;

/**
 * Log-in and log-out. A try is counted first, then the password is hashed outside any transaction
 * (it takes long), and the session is opened last, if the user is still what he was.
 */
// Nobody can log in, and Rattache is not ready, before there is a first administrator.
@Component(reference = @Reference(name = "firstStart", service = FirstStart.class))
public final class DatabaseSessions implements Sessions {

    private static final int MAX_TYPED_EMAIL = 1000;

    private final Transactions transactions;
    private final Settings settings;
    private final Passwords passwords;
    private final Throttle throttle;
    private final IdentityEvents events;
    private final FirstLogInFile firstLogInFile;
    private final Clock clock;

    @Activate
    public DatabaseSessions(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Passwords passwords,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Throttle throttle,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FirstLogInFile firstLogInFile) {
        this(
                transactions,
                settings,
                passwords,
                throttle,
                events,
                firstLogInFile,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseSessions(
            Transactions transactions,
            Settings settings,
            Passwords passwords,
            Throttle throttle,
            IdentityEvents events,
            FirstLogInFile firstLogInFile,
            Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.firstLogInFile = firstLogInFile;
        this.clock = clock;
    }

    /** What a password is compared with. */
    private record Account(String user, String email, String name, String passwordHash) {}

    @Override
    public Optional<Opened> logIn(String email, String password, String address) {
        if (email.length() > MAX_TYPED_EMAIL) {
            new Violations().text("/email", email, MAX_TYPED_EMAIL).throwIfAny();
        }
        PasswordRules.requireComparable("/password", password);
        String key = EmailAddress.keyOf(email);
        throttle.count(Throttle.Kind.LOG_IN_ADDRESS, address);
        boolean lastTry = throttle.count(Throttle.Kind.LOG_IN_ACCOUNT, key);
        Optional<Account> account =
                transactions.call(
                        em -> Users.byKey(em, key).flatMap(DatabaseSessions::toActiveAccount));
        if (!passwords.matches(password, account.map(Account::passwordHash))) {
            if (lastTry) {
                account.ifPresent(known -> publish("log-in-throttled", known.user()));
            }
            return Optional.empty();
        }
        Account known = account.orElseThrow();
        return transactions.call(
                em -> {
                    if (!stillSame(em, known)) {
                        return Optional.empty();
                    }
                    throttle.clear(Throttle.Kind.LOG_IN_ACCOUNT, key);
                    throttle.giveBack(Throttle.Kind.LOG_IN_ADDRESS, address);
                    events.ofUser("logged-in", known.user());
                    return Optional.of(open(em, known.user()));
                });
    }

    private static Optional<Account> toActiveAccount(UserEntity user) {
        return user.getState() == UserState.ACTIVE
                ? user.getPasswordHash()
                        .map(
                                hash ->
                                        new Account(
                                                user.getId(),
                                                user.getEmail(),
                                                user.getName(),
                                                hash))
                : Optional.empty();
    }

    /**
     * Locks the user's row, so that a change of his password comes before or after, not between.
     */
    private boolean stillSame(EntityManager em, Account account) {
        return Sql.update(
                        em,
                        "UPDATE idn_user SET last_log_in_at = ?1 WHERE id = ?2 AND password_hash = ?3"
                                + " AND state = 'ACTIVE'",
                        clock.instant(),
                        account.user(),
                        account.passwordHash())
                == 1;
    }

    private Opened open(EntityManager em, String user) {
        String token = Secrets.newToken();
        Instant now = clock.instant();
        em.persist(
                new SessionEntity(
                        Secrets.digest(token), user, now, now, now.plus(settings.absolute())));
        return new Opened(token, profile(em, user).orElseThrow());
    }

    private void publish(String fact, String user) {
        transactions.run(em -> events.ofUser(fact, user));
    }

    @Override
    public Opened changePassword(String user, String current, String next, String address) {
        PasswordRules.requireComparable("/current", current);
        PasswordRules.requireComparable("/new", next);
        Account account =
                transactions
                        .call(em -> Users.byId(em, user).flatMap(DatabaseSessions::toActiveAccount))
                        .orElseThrow(DomainException::notFound);
        String key = EmailAddress.keyOf(account.email());
        throttle.count(Throttle.Kind.LOG_IN_ADDRESS, address);
        throttle.count(Throttle.Kind.LOG_IN_ACCOUNT, key);
        if (!passwords.matches(current, Optional.of(account.passwordHash()))) {
            new Violations()
                    .add("/current", "wrong-password", "This is not your current password.")
                    .throwIfAny();
        }
        throttle.clear(Throttle.Kind.LOG_IN_ACCOUNT, key);
        throttle.giveBack(Throttle.Kind.LOG_IN_ADDRESS, address);
        if (next.equals(current)) {
            new Violations()
                    .add("/new", "same-password", "The new password is the current one.")
                    .throwIfAny();
        }
        PasswordRules.check("/new", next, List.of(account.email(), account.name()));
        String hash = passwords.hash(next);
        Opened opened =
                transactions.call(
                        em -> {
                            if (!Users.replacePassword(em, user, account.passwordHash(), hash)) {
                                throw DomainException.stale();
                            }
                            events.ofUser("password-changed", user);
                            return open(em, user);
                        });
        if (opened.profile().systemAdministrator()) {
            firstLogInFile.remove();
        }
        return opened;
    }

    @Override
    public Optional<Profile> profile(String user) {
        return transactions.call(em -> profile(em, user));
    }

    private static Optional<Profile> profile(EntityManager em, String user) {
        List<Object[]> rows =
                Sql.rows(
                        em,
                        "SELECT name, email, language, system_administrator, must_change_password"
                                + " FROM idn_user WHERE id = ?1 AND state = 'ACTIVE'",
                        user);
        return rows.stream()
                .findFirst()
                .map(
                        row ->
                                new Profile(
                                        new Person(
                                                user,
                                                (String) row[0],
                                                (String) row[1],
                                                (String) row[2]),
                                        (Boolean) row[3],
                                        (Boolean) row[4],
                                        firms(em, user),
                                        spaces(em, user)));
    }

    private static List<Profile.FirmOfPerson> firms(EntityManager em, String user) {
        return Sql.rows(
                        em,
                        "SELECT f.id, f.name, m.role FROM idn_membership m"
                                + " JOIN idn_firm f ON f.id = m.firm_id"
                                + " WHERE m.user_id = ?1 AND m.disabled = FALSE"
                                + " ORDER BY f.name, f.id",
                        user)
                .stream()
                .map(
                        row ->
                                new Profile.FirmOfPerson(
                                        (String) row[0],
                                        (String) row[1],
                                        FirmRole.valueOf((String) row[2])))
                .toList();
    }

    private static List<Profile.SpaceOfPerson> spaces(EntityManager em, String user) {
        return Sql.rows(
                        em,
                        "SELECT space_id, space_name FROM idn_holder WHERE user_id = ?1"
                                + " ORDER BY space_name, space_id",
                        user)
                .stream()
                .map(row -> new Profile.SpaceOfPerson((String) row[0], (String) row[1]))
                .toList();
    }

    @Override
    public void end(String token) {
        transactions.run(
                em ->
                        Sql.update(
                                em,
                                "DELETE FROM idn_session WHERE token_hash = ?1",
                                Secrets.digest(token)));
    }
}
