package org.rattache.identity.core.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.rattache.identity.api.Person;
import org.rattache.identity.core.internal.jpa.UserEntity;
import org.rattache.identity.core.internal.jpa.UserState;
import org.rattache.platform.api.DomainException;

/** The users in the database; everything happens in the transaction of the entity manager. */
final class Users {

    private Users() {}

    static Optional<UserEntity> byKey(EntityManager em, String emailKey) {
        return em.createQuery("SELECT u FROM IdnUser u WHERE u.emailKey = :key", UserEntity.class)
                .setParameter("key", emailKey)
                .getResultStream()
                .findFirst();
    }

    static Optional<UserEntity> byId(EntityManager em, String id) {
        return Optional.ofNullable(em.find(UserEntity.class, id));
    }

    /** A user without a password. */
    static UserEntity create(
            EntityManager em, EmailAddress email, String name, String language, Instant now) {
        UserEntity user =
                new UserEntity(
                        UUID.randomUUID().toString(),
                        email.text(),
                        email.key(),
                        name,
                        language,
                        UserState.PENDING,
                        now);
        em.persist(user);
        em.flush();
        return user;
    }

    static Person toPerson(UserEntity user) {
        return new Person(user.getId(), user.getName(), user.getEmail(), user.getLanguage());
    }

    /**
     * Gives an invited user his first password.
     *
     * @throws DomainException NOT_FOUND when he has one already, or is disabled
     */
    static void activate(
            EntityManager em,
            String user,
            String passwordHash,
            Optional<String> name,
            Optional<String> language) {
        int activated =
                Sql.update(
                        em,
                        "UPDATE idn_user SET password_hash = ?1, state = 'ACTIVE',"
                                + " must_change_password = FALSE, version = version + 1"
                                + " WHERE id = ?2 AND state = 'PENDING'",
                        passwordHash,
                        user);
        if (activated != 1) {
            throw DomainException.notFound();
        }
        name.ifPresent(
                text -> Sql.update(em, "UPDATE idn_user SET name = ?1 WHERE id = ?2", text, user));
        language.ifPresent(
                text ->
                        Sql.update(
                                em, "UPDATE idn_user SET language = ?1 WHERE id = ?2", text, user));
    }

    /**
     * Replaces a password, if it is still the one that was checked. The user's row is changed first
     * and his sessions are ended then: a log-in with the old password at the same moment either
     * loses or is ended too.
     *
     * @return whether it did
     */
    static boolean replacePassword(EntityManager em, String user, String oldHash, String newHash) {
        boolean replaced =
                Sql.update(
                                em,
                                "UPDATE idn_user SET password_hash = ?1, must_change_password = FALSE,"
                                        + " version = version + 1 WHERE id = ?2 AND password_hash = ?3"
                                        + " AND state = 'ACTIVE'",
                                newHash,
                                user,
                                oldHash)
                        == 1;
        if (replaced) {
            endSessions(em, user);
        }
        return replaced;
    }

    static void endSessions(EntityManager em, String user) {
        Sql.update(em, "DELETE FROM idn_session WHERE user_id = ?1", user);
    }
}
