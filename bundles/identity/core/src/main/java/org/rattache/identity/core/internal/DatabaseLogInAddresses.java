package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;

/** Changes of log-in addresses in the database. */
@Component
public final class DatabaseLogInAddresses implements LogInAddresses {

    private static final int MAX_TYPED_EMAIL = 1000;

    private final Transactions transactions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final OneTimeLinks links;
    private final IdentityEvents events;
    private final Clock clock;

    @Activate
    public DatabaseLogInAddresses(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Passwords passwords,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Throttle throttle,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OneTimeLinks links,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events) {
        this(transactions, passwords, throttle, links, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseLogInAddresses(
            Transactions transactions,
            Passwords passwords,
            Throttle throttle,
            OneTimeLinks links,
            IdentityEvents events,
            Clock clock) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    /** How far a change is; the names are stored. */
    private enum State {
        PENDING,
        TAKEN,
        CONFIRMED,
        ENDED
    }

    private record Row(
            String id, String user, EmailAddress before, EmailAddress after, State state) {}

    private static Optional<Row> row(EntityManager em, String change) {
        return Sql.rows(
                        em,
                        "SELECT id, user_id, old_email, new_email, state FROM idn_address_change"
                                + " WHERE id = ?1",
                        change)
                .stream()
                .map(
                        row ->
                                new Row(
                                        (String) row[0],
                                        (String) row[1],
                                        EmailAddress.parse((String) row[2]).orElseThrow(),
                                        EmailAddress.parse((String) row[3]).orElseThrow(),
                                        State.valueOf((String) row[4])))
                .findFirst();
    }

    @Override
    public Optional<Change> find(String change) {
        return transactions.call(
                em ->
                        row(em, change)
                                .flatMap(
                                        row ->
                                                Users.byId(em, row.user())
                                                        .map(user -> change(row, user))));
    }

    private static Change change(Row row, UserEntity user) {
        return new Change(
                row.id(),
                Users.toPerson(user),
                row.before().text(),
                row.after().text(),
                row.state() == State.TAKEN,
                row.state() == State.PENDING);
    }

    @Override
    public void request(String user, String email, String password, String address) {
        if (email.length() > MAX_TYPED_EMAIL) {
            new Violations().text("/email", email, MAX_TYPED_EMAIL).throwIfAny();
        }
        PasswordRules.requireComparable("/password", password);
        UserEntity asking =
                transactions
                        .call(em -> Users.byId(em, user))
                        .filter(found -> found.getState() == UserState.ACTIVE)
                        .orElseThrow(DomainException::notFound);
        EmailAddress wanted = wanted(asking, email);
        throttle.count(Throttle.Kind.LOG_IN_ADDRESS, address);
        throttle.count(Throttle.Kind.LOG_IN_ACCOUNT, asking.getEmailKey());
        if (!passwords.matches(password, asking.getPasswordHash())) {
            new Violations()
                    .add("/password", "wrong-password", "This is not your current password.")
                    .throwIfAny();
        }
        throttle.clear(Throttle.Kind.LOG_IN_ACCOUNT, asking.getEmailKey());
        throttle.giveBack(Throttle.Kind.LOG_IN_ADDRESS, address);
        try {
            throttle.count(Throttle.Kind.RESET_ACCOUNT, wanted.key());
        } catch (DomainException e) {
            // nobody's mailbox is filled; the answer stays the same
            if (e.category() == DomainException.Category.TOO_MANY) {
                return;
            }
            throw e;
        }
        transactions.run(em -> store(em, asking, wanted));
    }

    private static EmailAddress wanted(UserEntity asking, String email) {
        Optional<EmailAddress> wanted = EmailAddress.parse(email);
        Violations violations = new Violations();
        if (wanted.isEmpty()) {
            violations.add("/email", "bad-email", "This is no e-mail address.");
        } else if (wanted.get().key().equals(asking.getEmailKey())) {
            violations.add("/email", "same-email", "This is your log-in address already.");
        }
        violations.throwIfAny();
        return wanted.orElseThrow();
    }

    private void store(EntityManager em, UserEntity asking, EmailAddress wanted) {
        end(em, asking.getId());
        String change = UUID.randomUUID().toString();
        boolean taken = Users.byKey(em, wanted.key()).isPresent();
        Sql.update(
                em,
                "INSERT INTO idn_address_change (id, user_id, old_email, new_email, state, created_at)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                change,
                asking.getId(),
                asking.getEmail(),
                wanted.text(),
                (taken ? State.TAKEN : State.PENDING).name(),
                clock.instant());
        events.ofAddress(
                "address-change-requested", asking.getId(), change, Actor.user(asking.getId()));
    }

    /** Nothing that was asked for before can be confirmed any more. */
    private static void end(EntityManager em, String user) {
        Sql.update(
                em,
                "UPDATE idn_address_change SET state = 'ENDED'"
                        + " WHERE user_id = ?1 AND state IN ('PENDING', 'TAKEN')",
                user);
    }

    @Override
    public Optional<String> show(String token, boolean cancel) {
        return transactions.call(
                em ->
                        links.peek(cancel ? Purpose.ADDRESS_CANCEL : Purpose.ADDRESS_CHANGE, token)
                                .flatMap(data -> row(em, data.getOrDefault("change", "")))
                                .filter(
                                        row ->
                                                row.state() == State.PENDING
                                                        || (cancel && row.state() != State.ENDED))
                                .map(row -> row.after().masked()));
    }

    @Override
    public void confirm(String token) {
        try {
            transactions.run(
                    em -> {
                        Row row = used(em, Purpose.ADDRESS_CHANGE, token);
                        move(em, row, State.PENDING, State.CONFIRMED);
                        if (!replace(em, row.user(), row.before().key(), row.after())) {
                            throw DomainException.notFound();
                        }
                        events.ofAddress(
                                "address-changed",
                                row.user(),
                                row.id(),
                                new Actor(Actor.Kind.LINK_HOLDER, row.user()));
                    });
        } catch (DomainException e) {
            // somebody else has got the address at this moment
            throw e.code().equals("duplicate") ? DomainException.notFound() : e;
        }
    }

    private Row used(EntityManager em, Purpose purpose, String token) {
        return row(em, links.consume(purpose, token).getOrDefault("change", ""))
                .orElseThrow(DomainException::notFound);
    }

    /** Compare-and-set. */
    private static void move(EntityManager em, Row row, State from, State to) {
        int moved =
                Sql.update(
                        em,
                        "UPDATE idn_address_change SET state = ?1 WHERE id = ?2 AND state = ?3",
                        to.name(),
                        row.id(),
                        from.name());
        if (moved != 1) {
            throw DomainException.notFound();
        }
    }

    /**
     * Replaces the address, if it is still the one that it was and nobody has the other one. Ends
     * the sessions and the open password resets, which went to the address that counts no more.
     */
    private static boolean replace(
            EntityManager em, String user, String before, EmailAddress after) {
        if (Users.byKey(em, after.key()).isPresent()) {
            return false;
        }
        int replaced =
                Sql.update(
                        em,
                        "UPDATE idn_user SET email = ?1, email_key = ?2, version = version + 1"
                                + " WHERE id = ?3 AND email_key = ?4 AND state = 'ACTIVE'",
                        after.text(),
                        after.key(),
                        user,
                        before);
        if (replaced == 1) {
            endEntries(em, user);
        }
        return replaced == 1;
    }

    private static void endEntries(EntityManager em, String user) {
        Users.endSessions(em, user);
        Sql.update(
                em,
                "DELETE FROM idn_link WHERE purpose = 'PASSWORD_RESET' AND data LIKE ?1",
                "%\"" + user + "\"%");
    }

    @Override
    public void cancel(String token) {
        // nobody has the password that this is made of
        String unusable = passwords.hash(Secrets.newToken());
        transactions.run(
                em -> {
                    Row row = used(em, Purpose.ADDRESS_CANCEL, token);
                    if (row.state() == State.ENDED) {
                        throw DomainException.notFound();
                    }
                    move(em, row, row.state(), State.ENDED);
                    if (row.state() == State.CONFIRMED) {
                        // whatever was changed after it: it was done with the address that is
                        // undone
                        String now =
                                Users.byId(em, row.user())
                                        .orElseThrow(DomainException::notFound)
                                        .getEmailKey();
                        if (!replace(em, row.user(), now, row.before())) {
                            throw DomainException.notFound();
                        }
                    }
                    Sql.update(
                            em,
                            "UPDATE idn_address_change SET state = 'ENDED' WHERE user_id = ?1",
                            row.user());
                    Sql.update(
                            em,
                            "UPDATE idn_user SET password_hash = ?1, version = version + 1"
                                    + " WHERE id = ?2 AND state = 'ACTIVE'",
                            unusable,
                            row.user());
                    endEntries(em, row.user());
                    Actor holder = new Actor(Actor.Kind.LINK_HOLDER, row.user());
                    events.ofAddress("address-change-cancelled", row.user(), row.id(), holder);
                    events.ofUser("password-reset-requested", row.user(), holder);
                });
    }
}
