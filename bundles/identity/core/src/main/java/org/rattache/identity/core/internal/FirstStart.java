package org.rattache.identity.core.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the system administrator when there is none. There is no default password: a random one
 * is shown once in the log and in a file, and is good for nothing but choosing another.
 */
@Component(service = FirstStart.class, immediate = true)
public final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    /** Without letters and digits that are easily taken for one another; 20 give 98 bits. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private final Transactions transactions;
    private final Settings settings;
    private final Passwords passwords;
    private final IdentityEvents events;
    private final FirstLogInFile file;

    @Activate
    public FirstStart(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Passwords passwords,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) IdentityEvents events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FirstLogInFile file) {
        this.transactions = transactions;
        this.settings = settings;
        this.passwords = passwords;
        this.events = events;
        this.file = file;
        ensureAdministrator();
    }

    private void ensureAdministrator() {
        List<Object[]> administrators =
                transactions.call(
                        em ->
                                Sql.rows(
                                        em,
                                        "SELECT id, must_change_password FROM idn_user"
                                                + " WHERE system_administrator = TRUE"));
        if (administrators.isEmpty()) {
            create();
        } else if (administrators.stream().noneMatch(row -> (Boolean) row[1])) {
            // the password was changed on another node, or just before the end of the last run
            file.remove();
        }
    }

    private void create() {
        EmailAddress email =
                EmailAddress.parse(settings.administratorEmail())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The administrator's e-mail in the configuration"
                                                        + " org.rattache.identity is no address."));
        String password = newPassword();
        String hash = passwords.hash(password);
        // the file first: a crash after the commit must not leave an account that nobody can enter
        file.write(email.text(), password);
        try {
            transactions.run(em -> store(em, email, hash));
        } catch (DomainException e) {
            file.remove();
            if (e.category() != DomainException.Category.CONFLICT) {
                throw e;
            }
            LOG.info("Another node has just created the system administrator.");
            return;
        }
        LOG.warn(
                "FIRST LOG-IN: e-mail {} one-time password {} (also in {}; to be changed at the"
                        + " first log-in)",
                email.text(),
                password,
                file.path());
    }

    private void store(EntityManager em, EmailAddress email, String hash) {
        UserEntity user =
                Users.create(
                        em,
                        email,
                        "Administrator",
                        "fr",
                        Clock.tickMillis(ZoneOffset.UTC).instant());
        Sql.update(
                em,
                "UPDATE idn_user SET password_hash = ?1, state = ?2, must_change_password = TRUE,"
                        + " system_administrator = TRUE WHERE id = ?3",
                hash,
                UserState.ACTIVE.name(),
                user.getId());
        events.ofUser("user-activated", user.getId(), Actor.SYSTEM);
    }

    private static String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(Secrets.randomBelow(ALPHABET.length())));
        }
        return password.toString();
    }
}
