package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Holders;
import org.rattache.identity.core.internal.HolderInvitations.Waiting;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;

/** The holders of spaces in the database. */
@Component
public final class DatabaseHolders implements Holders {

    private static final int MAX_TYPED_EMAIL = 1000;

    private final Transactions transactions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final IdentityEvents events;
    private final Clock clock;

    @Activate
    public DatabaseHolders(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Passwords passwords,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Throttle throttle,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events) {
        this(transactions, passwords, throttle, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseHolders(
            Transactions transactions,
            Passwords passwords,
            Throttle throttle,
            IdentityEvents events,
            Clock clock) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Holder> of(String space) {
        return transactions.call(em -> all(em, space));
    }

    private static List<Holder> all(EntityManager em, String space) {
        List<Holder> holders = new ArrayList<>();
        for (Object[] row :
                Sql.rows(
                        em,
                        "SELECT u.id, u.name, u.email, h.created_at, h.version FROM idn_holder h"
                                + " JOIN idn_user u ON u.id = h.user_id"
                                + " WHERE h.space_id = ?1 AND u.state = 'ACTIVE' ORDER BY u.name, u.id",
                        space)) {
            holders.add(
                    new Holder(
                            (String) row[0],
                            Optional.of((String) row[1]),
                            (String) row[2],
                            false,
                            Sql.instant(row[3]),
                            ((Number) row[4]).longValue()));
        }
        HolderInvitations.ofSpace(em, space).forEach(waiting -> holders.add(invited(waiting)));
        return holders;
    }

    private static Holder invited(Waiting waiting) {
        return new Holder(
                waiting.id(), Optional.empty(), waiting.email().text(), true, waiting.at(), 1);
    }

    @Override
    public Holder find(String space, String id) {
        return transactions.call(em -> one(em, space, id));
    }

    private static Holder one(EntityManager em, String space, String id) {
        return all(em, space).stream()
                .filter(holder -> holder.id().equals(id))
                .findFirst()
                .orElseThrow(DomainException::notFound);
    }

    @Override
    public Holder invite(String space, String user, String email, String password, String address) {
        if (email.length() > MAX_TYPED_EMAIL) {
            new Violations().text("/email", email, MAX_TYPED_EMAIL).throwIfAny();
        }
        PasswordRules.requireComparable("/password", password);
        UserEntity inviting =
                transactions
                        .call(
                                em -> {
                                    one(em, space, user);
                                    return Users.byId(em, user);
                                })
                        .orElseThrow(DomainException::notFound);
        EmailAddress invited =
                EmailAddress.parse(email)
                        .orElseThrow(
                                () ->
                                        new Violations()
                                                .add(
                                                        "/email",
                                                        "bad-email",
                                                        "This is no e-mail address.")
                                                .asException()
                                                .orElseThrow());
        throttle.count(Throttle.Kind.LOG_IN_ADDRESS, address);
        throttle.count(Throttle.Kind.LOG_IN_ACCOUNT, inviting.getEmailKey());
        if (!passwords.matches(password, inviting.getPasswordHash())) {
            new Violations()
                    .add("/password", "wrong-password", "This is not your current password.")
                    .throwIfAny();
        }
        throttle.clear(Throttle.Kind.LOG_IN_ACCOUNT, inviting.getEmailKey());
        throttle.giveBack(Throttle.Kind.LOG_IN_ADDRESS, address);
        // nobody's mailbox is filled
        throttle.count(Throttle.Kind.RESET_ACCOUNT, invited.key());
        return transactions.call(em -> store(em, space, user, invited));
    }

    private Holder store(EntityManager em, String space, String user, EmailAddress invited) {
        lock(em, space);
        List<Holder> holders = all(em, space);
        if (holders.stream().noneMatch(one -> !one.invited() && one.id().equals(user))) {
            throw DomainException.notFound();
        }
        if (holders.stream()
                .anyMatch(
                        one ->
                                !one.invited()
                                        && EmailAddress.keyOf(one.email()).equals(invited.key()))) {
            throw DomainException.conflict(
                    "already-holder", "This person holds the space already.");
        }
        if (holders.size() >= MAX) {
            throw DomainException.conflict(
                    "too-many-holders", "A space has " + MAX + " holders and invitations at most.");
        }
        Waiting waiting =
                new Waiting(UUID.randomUUID().toString(), space, invited, user, clock.instant());
        HolderInvitations.add(em, waiting);
        events.ofHolder(
                "holder-invited",
                space,
                user,
                Actor.user(user),
                Map.of(HolderInvitations.KEY, waiting.id()));
        return invited(waiting);
    }

    /** Of two changes of the holders of a space at the same moment, one waits for the other. */
    private static void lock(EntityManager em, String space) {
        Sql.update(em, "UPDATE idn_holder SET version = version WHERE space_id = ?1", space);
    }

    @Override
    public void remove(String space, String id, long version, Actor by) {
        transactions.run(
                em -> {
                    lock(em, space);
                    one(em, space, by.id());
                    Holder out = one(em, space, id);
                    if (out.version() != version) {
                        throw DomainException.stale();
                    }
                    if (out.invited()) {
                        withdraw(em, space, id, by);
                    } else {
                        putOut(em, space, out, by);
                    }
                });
    }

    private void withdraw(EntityManager em, String space, String invitation, Actor by) {
        if (!HolderInvitations.close(em, invitation, "ENDED")) {
            throw DomainException.notFound();
        }
        events.ofHolder(
                "holder-invitation-withdrawn",
                space,
                by.id(),
                by,
                Map.of(HolderInvitations.KEY, invitation));
    }

    private void putOut(EntityManager em, String space, Holder out, Actor by) {
        if (all(em, space).stream().filter(one -> !one.invited()).count() < 2) {
            throw DomainException.conflict(
                    "last-holder", "A space keeps at least one holder. Let another one in first.");
        }
        Sql.update(
                em, "DELETE FROM idn_holder WHERE space_id = ?1 AND user_id = ?2", space, out.id());
        HolderInvitations.endThoseOf(em, space, out.id());
        events.ofHolder(
                out.id().equals(by.id()) ? "holder-left" : "holder-removed",
                space,
                out.id(),
                by,
                Map.of());
    }

    @Override
    public Optional<Invitation> invitation(String invitation) {
        return transactions.call(
                em ->
                        HolderInvitations.waiting(em, invitation)
                                .flatMap(
                                        waiting ->
                                                Users.byId(em, waiting.by())
                                                        .map(
                                                                by ->
                                                                        new Invitation(
                                                                                waiting.id(),
                                                                                waiting.email()
                                                                                        .text(),
                                                                                Users.toPerson(by),
                                                                                HolderInvitations
                                                                                        .nameOf(
                                                                                                em,
                                                                                                waiting
                                                                                                        .space())
                                                                                        .orElse(
                                                                                                "")))));
    }

    @Override
    public Optional<String> nameOf(String space) {
        return transactions.call(em -> HolderInvitations.nameOf(em, space));
    }
}
