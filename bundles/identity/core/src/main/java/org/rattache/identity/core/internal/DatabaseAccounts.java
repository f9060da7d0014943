package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Accounts;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.identity.core.internal.jpa.FirmEntity;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;

/** What one-time links do to accounts. */
@Component
public final class DatabaseAccounts implements Accounts {

    private static final int MAX_TYPED_EMAIL = 1000;
    private static final int MAX_NAME = 200;
    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    /** A request for a reset takes this long, so that its time tells nothing of the address. */
    static final Duration EVEN_TIME = Duration.ofMillis(150);

    private final Transactions transactions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final OneTimeLinks links;
    private final IdentityEvents events;
    private final FirstLogInFile firstLogInFile;
    private final Clock clock;

    @Activate
    public DatabaseAccounts(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Passwords passwords,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Throttle throttle,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OneTimeLinks links,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FirstLogInFile firstLogInFile) {
        this(
                transactions,
                passwords,
                throttle,
                links,
                events,
                firstLogInFile,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseAccounts(
            Transactions transactions,
            Passwords passwords,
            Throttle throttle,
            OneTimeLinks links,
            IdentityEvents events,
            FirstLogInFile firstLogInFile,
            Clock clock) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.links = links;
        this.events = events;
        this.firstLogInFile = firstLogInFile;
        this.clock = clock;
    }

    /**
     * What an activation link stands for.
     *
     * @param user who has that address already
     * @param data of the link
     */
    private record Invited(
            ActivationKind kind,
            EmailAddress email,
            Optional<KnownUser> user,
            Optional<String> company,
            Map<String, String> data) {

        /** Somebody who logs in already: his password is asked for. */
        boolean hasAccount() {
            return user.filter(known -> known.state != UserState.PENDING).isPresent();
        }
    }

    private record KnownUser(
            String id,
            String email,
            String name,
            UserState state,
            Optional<String> passwordHash,
            boolean systemAdministrator) {

        static KnownUser of(UserEntity user) {
            return new KnownUser(
                    user.getId(),
                    user.getEmail(),
                    user.getName(),
                    user.getState(),
                    user.getPasswordHash(),
                    user.isSystemAdministrator());
        }
    }

    @Override
    public Optional<Account> find(String email) {
        return transactions.call(
                em ->
                        Users.byKey(em, EmailAddress.keyOf(email))
                                .map(
                                        user ->
                                                new Account(
                                                        Users.toPerson(user),
                                                        AccountState.valueOf(
                                                                user.getState().name()))));
    }

    @Override
    public Optional<Activation> activation(String token) {
        return transactions.call(
                em ->
                        invited(em, token)
                                .map(
                                        invited ->
                                                new Activation(
                                                        invited.kind,
                                                        invited.email.masked(),
                                                        invitedBy(em, invited),
                                                        invited.company,
                                                        invited.hasAccount())));
    }

    private Optional<Invited> invited(EntityManager em, String token) {
        return links.peek(Purpose.ACTIVATION, token).flatMap(data -> invited(em, data));
    }

    private static Optional<Invited> invited(EntityManager em, Map<String, String> data) {
        if ("operator".equals(data.get("kind"))) {
            return Users.byId(em, data.getOrDefault("user", ""))
                    .filter(user -> user.getState() == UserState.PENDING)
                    .map(
                            user ->
                                    new Invited(
                                            ActivationKind.OPERATOR,
                                            EmailAddress.parse(user.getEmail()).orElseThrow(),
                                            Optional.of(KnownUser.of(user)),
                                            firmName(em, user.getId()),
                                            data));
        }
        if (HolderInvitations.KIND.equals(data.get("kind"))) {
            return HolderInvitations.waiting(em, data.getOrDefault(HolderInvitations.KEY, ""))
                    .map(
                            waiting ->
                                    new Invited(
                                            ActivationKind.HOLDER,
                                            waiting.email(),
                                            Users.byKey(em, waiting.email().key())
                                                    .map(KnownUser::of),
                                            HolderInvitations.nameOf(em, waiting.space()),
                                            data));
        }
        return EmailAddress.parse(data.getOrDefault("email", ""))
                .map(
                        email ->
                                new Invited(
                                        ActivationKind.SPACE,
                                        email,
                                        Users.byKey(em, email.key()).map(KnownUser::of),
                                        Optional.ofNullable(data.get("company")),
                                        data));
    }

    /** The firm that invites; with several the first by name. */
    private static Optional<String> firmName(EntityManager em, String user) {
        return Sql.rows(
                        em,
                        "SELECT f.name FROM idn_membership m JOIN idn_firm f ON f.id = m.firm_id"
                                + " WHERE m.user_id = ?1 ORDER BY f.name",
                        user)
                .stream()
                .findFirst()
                .map(row -> (String) row[0]);
    }

    private static Optional<String> invitedBy(EntityManager em, Invited invited) {
        return switch (invited.kind) {
            case OPERATOR -> invited.company;
            case SPACE ->
                    Optional.ofNullable(
                                    em.find(
                                            FirmEntity.class,
                                            invited.data.getOrDefault("firm", "")))
                            .map(FirmEntity::getName);
            case HOLDER ->
                    waiting(em, invited)
                            .flatMap(waiting -> Users.byId(em, waiting.by()))
                            .map(UserEntity::getName);
        };
    }

    private static Optional<HolderInvitations.Waiting> waiting(EntityManager em, Invited invited) {
        return HolderInvitations.waiting(em, invited.data.getOrDefault(HolderInvitations.KEY, ""));
    }

    @Override
    public Optional<Activated> activate(
            String token,
            String password,
            Optional<String> name,
            Optional<String> language,
            String address) {
        PasswordRules.requireComparable("/password", password);
        checkPerson(name, language);
        throttle.count(Throttle.Kind.ACTIVATION_ADDRESS, address);
        Invited invited =
                transactions.call(em -> invited(em, token)).orElseThrow(DomainException::notFound);
        if (invited.hasAccount()) {
            return activateForKnown(token, invited, password, address);
        }
        PasswordRules.check(
                "/password",
                password,
                List.of(
                        invited.email.localPart(),
                        name.or(() -> invited.user.map(KnownUser::name)).orElse(""),
                        invited.company.orElse("")));
        String hash = passwords.hash(password);
        return Optional.of(
                transactions.call(
                        em -> {
                            links.consume(Purpose.ACTIVATION, token);
                            throttle.giveBack(Throttle.Kind.ACTIVATION_ADDRESS, address);
                            return switch (invited.kind) {
                                case OPERATOR ->
                                        activateOperator(em, invited, hash, name, language);
                                case SPACE -> activateNewHolder(em, invited, hash, name, language);
                                case HOLDER -> {
                                    String user = newUser(em, invited, hash, name, language);
                                    join(em, invited, user);
                                    yield new Activated(invited.kind, invited.email.text(), true);
                                }
                            };
                        }));
    }

    private static void checkPerson(Optional<String> name, Optional<String> language) {
        Violations violations = new Violations();
        name.ifPresent(text -> violations.text("/name", text, MAX_NAME));
        language.filter(text -> !LANGUAGES.contains(text))
                .ifPresent(text -> violations.add("/language", "unknown", "Use fr or en."));
        violations.throwIfAny();
    }

    private Activated activateOperator(
            EntityManager em,
            Invited invited,
            String hash,
            Optional<String> name,
            Optional<String> language) {
        String user = invited.user.orElseThrow().id;
        Users.activate(em, user, hash, name, language);
        events.ofUser("user-activated", user, new Actor(Actor.Kind.LINK_HOLDER, user));
        return new Activated(invited.kind, invited.email.text(), true);
    }

    /**
     * The link was mailed to the address, so whoever uses it may log in with it. An invited
     * operator with the same address is the same person.
     */
    private Activated activateNewHolder(
            EntityManager em,
            Invited invited,
            String hash,
            Optional<String> name,
            Optional<String> language) {
        String user = newUser(em, invited, hash, name, language);
        Optional.ofNullable(invited.data.get("space"))
                .ifPresent(space -> requireNoHolder(em, space));
        String space = newSpace();
        DatabaseMemberships.grant(em, space, invited.company.orElse(""), user, clock.instant());
        publishSpaceActivated(invited, user, space, true);
        return new Activated(invited.kind, invited.email.text(), true);
    }

    private String newUser(
            EntityManager em,
            Invited invited,
            String hash,
            Optional<String> name,
            Optional<String> language) {
        String company = invited.company.orElse("");
        String user =
                invited.user
                        .map(KnownUser::id)
                        .orElseGet(
                                () ->
                                        Users.create(
                                                        em,
                                                        invited.email,
                                                        name.orElse(shortened(company)),
                                                        language.orElse("fr"),
                                                        clock.instant())
                                                .getId());
        Users.activate(em, user, hash, name, language);
        events.ofUser("user-activated", user, new Actor(Actor.Kind.LINK_HOLDER, user));
        return user;
    }

    /** Of two uses at once one wins; who invited must hold the space still. */
    private void join(EntityManager em, Invited invited, String user) {
        HolderInvitations.Waiting waiting =
                waiting(em, invited).orElseThrow(DomainException::notFound);
        if (!HolderInvitations.close(em, waiting.id(), "USED")) {
            throw DomainException.notFound();
        }
        DatabaseMemberships.grant(
                em, waiting.space(), invited.company.orElse(""), user, clock.instant());
        events.ofHolder(
                "holder-joined",
                waiting.space(),
                user,
                new Actor(Actor.Kind.LINK_HOLDER, user),
                Map.of(HolderInvitations.KEY, waiting.id()));
    }

    /**
     * Never the space that stands for the client file already: somebody may have held it, and other
     * firms' documents may be in it. Whether it is free is known to the partner module alone, which
     * hands it over when it is [PRODUCT S2].
     */
    private static String newSpace() {
        return UUID.randomUUID().toString();
    }

    private static String shortened(String company) {
        return company.length() > MAX_NAME ? company.substring(0, MAX_NAME) : company;
    }

    /**
     * A firm invites whom it likes; if the space has got a holder meanwhile, only he may let others
     * in [PRODUCT S2].
     */
    private static void requireNoHolder(EntityManager em, String space) {
        if (!Sql.rows(
                        em,
                        "SELECT h.user_id FROM idn_holder h JOIN idn_user u ON u.id = h.user_id"
                                + " WHERE h.space_id = ?1 AND u.state = 'ACTIVE'",
                        space)
                .isEmpty()) {
            throw DomainException.conflict(
                    "space-already-held",
                    "This company's space has a holder already. Ask the firm that invited you.");
        }
    }

    /** Somebody else's mail must not be enough: the owner of the account proves himself. */
    private Optional<Activated> activateForKnown(
            String token, Invited invited, String password, String address) {
        KnownUser user = invited.user.orElseThrow();
        throttle.count(Throttle.Kind.LOG_IN_ACCOUNT, invited.email.key());
        Optional<String> hash =
                user.state == UserState.ACTIVE ? user.passwordHash : Optional.empty();
        if (!passwords.matches(password, hash)) {
            return Optional.empty();
        }
        return transactions.call(
                em -> {
                    links.consume(Purpose.ACTIVATION, token);
                    if (!stillSame(em, user)) {
                        throw DomainException.notFound();
                    }
                    throttle.clear(Throttle.Kind.LOG_IN_ACCOUNT, invited.email.key());
                    throttle.giveBack(Throttle.Kind.ACTIVATION_ADDRESS, address);
                    if (invited.kind == ActivationKind.HOLDER) {
                        join(em, invited, user.id);
                    } else {
                        publishSpaceActivated(invited, user.id, newSpace(), false);
                    }
                    return Optional.of(new Activated(invited.kind, invited.email.text(), false));
                });
    }

    /** Locks the user's row, so that he is not put out at the same moment. */
    private static boolean stillSame(EntityManager em, KnownUser user) {
        return Sql.update(
                        em,
                        "UPDATE idn_user SET version = version + 1 WHERE id = ?1"
                                + " AND password_hash = ?2 AND state = 'ACTIVE'",
                        user.id,
                        user.passwordHash.orElseThrow())
                == 1;
    }

    private void publishSpaceActivated(
            Invited invited, String user, String space, boolean newUser) {
        Map<String, String> data = new HashMap<>();
        data.put("user", user);
        data.put("clientFile", invited.data.getOrDefault("clientFile", ""));
        data.put("company", invited.company.orElse(""));
        data.put("space", space);
        data.put("newUser", Boolean.toString(newUser));
        for (String key : List.of("contact", "siren")) {
            Optional.ofNullable(invited.data.get(key)).ifPresent(value -> data.put(key, value));
        }
        events.spaceActivated(invited.data.get("firm"), user, data);
    }

    @Override
    public void requestPasswordReset(String email, String address) {
        long end = System.nanoTime() + EVEN_TIME.toNanos();
        try {
            requestReset(email, address);
        } finally {
            for (long left = end - System.nanoTime();
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void requestReset(String email, String address) {
        if (email.length() > MAX_TYPED_EMAIL) {
            new Violations().text("/email", email, MAX_TYPED_EMAIL).throwIfAny();
        }
        throttle.count(Throttle.Kind.RESET_ADDRESS, address);
        String key = EmailAddress.keyOf(email);
        try {
            throttle.count(Throttle.Kind.RESET_ACCOUNT, key);
        } catch (DomainException e) {
            // nobody's mailbox is filled; the answer stays the same
            if (e.category() == DomainException.Category.TOO_MANY) {
                return;
            }
            throw e;
        }
        transactions.run(
                em ->
                        Users.byKey(em, key)
                                .filter(user -> user.getState() == UserState.ACTIVE)
                                .ifPresent(
                                        user ->
                                                events.ofUser(
                                                        "password-reset-requested",
                                                        user.getId(),
                                                        Actor.SYSTEM)));
    }

    @Override
    public boolean isPasswordResetOpen(String token) {
        return transactions.call(em -> ofReset(em, token).isPresent());
    }

    private Optional<KnownUser> ofReset(EntityManager em, String token) {
        return links.peek(Purpose.PASSWORD_RESET, token)
                .flatMap(data -> Users.byId(em, data.getOrDefault("user", "")))
                .filter(user -> user.getState() == UserState.ACTIVE)
                .map(KnownUser::of);
    }

    @Override
    public void resetPassword(String token, String password, String address) {
        PasswordRules.requireComparable("/password", password);
        throttle.count(Throttle.Kind.RESET_ADDRESS, address);
        KnownUser user =
                transactions.call(em -> ofReset(em, token)).orElseThrow(DomainException::notFound);
        PasswordRules.check("/password", password, List.of(user.email, user.name));
        String hash = passwords.hash(password);
        transactions.run(
                em -> {
                    links.consume(Purpose.PASSWORD_RESET, token);
                    if (!Users.replacePassword(
                            em, user.id, user.passwordHash.orElseThrow(), hash)) {
                        throw DomainException.notFound();
                    }
                    throttle.clear(Throttle.Kind.LOG_IN_ACCOUNT, EmailAddress.keyOf(user.email));
                    throttle.giveBack(Throttle.Kind.RESET_ADDRESS, address);
                    events.ofUser(
                            "password-changed",
                            user.id,
                            new Actor(Actor.Kind.LINK_HOLDER, user.id));
                });
        if (user.systemAdministrator) {
            firstLogInFile.remove();
        }
    }

    @Override
    public void setDisabled(String user, boolean disabled, String by) {
        if (user.equals(by)) {
            throw DomainException.conflict("own-account", "You cannot disable your own account.");
        }
        transactions.run(
                em -> {
                    int changed =
                            Sql.update(
                                    em,
                                    "UPDATE idn_user SET state = ?1, version = version + 1"
                                            + " WHERE id = ?2 AND state = ?3",
                                    disabled ? "DISABLED" : "ACTIVE",
                                    user,
                                    disabled ? "ACTIVE" : "DISABLED");
                    if (changed == 0) {
                        UserState state =
                                Users.byId(em, user)
                                        .orElseThrow(DomainException::notFound)
                                        .getState();
                        throw DomainException.conflict(
                                "wrong-state",
                                "The user is " + state.name().toLowerCase(Locale.ROOT) + ".");
                    }
                    Users.endSessions(em, user);
                    events.ofUser(
                            disabled ? "user-disabled" : "user-activated", user, Actor.user(by));
                });
    }
}
