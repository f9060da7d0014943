package org.rattache.identity.core.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;

/** The invitations to hold a space, in the database and in the transaction of the caller. */
final class HolderInvitations {

    /** The kind of the activation links that stand for one, and where they name it. */
    static final String KIND = "holder";

    static final String KEY = "invitation";

    private HolderInvitations() {}

    /**
     * One that waits.
     *
     * @param by who invited
     */
    record Waiting(String id, String space, EmailAddress email, String by, Instant at) {

        private static Waiting of(Object[] row) {
            return new Waiting(
                    (String) row[0],
                    (String) row[1],
                    EmailAddress.parse((String) row[2]).orElseThrow(),
                    (String) row[3],
                    Sql.instant(row[4]));
        }
    }

    private static final String SELECT =
            "SELECT i.id, i.space_id, i.email, i.invited_by, i.created_at FROM idn_holder_invitation i"
                    + " JOIN idn_holder h ON h.space_id = i.space_id AND h.user_id = i.invited_by"
                    + " JOIN idn_user u ON u.id = h.user_id"
                    + " WHERE i.state = 'OPEN' AND u.state = 'ACTIVE'";

    /** It waits, and who invited still holds the space. */
    static Optional<Waiting> waiting(EntityManager em, String id) {
        return Sql.rows(em, SELECT + " AND i.id = ?1", id).stream().map(Waiting::of).findFirst();
    }

    static List<Waiting> ofSpace(EntityManager em, String space) {
        return Sql.rows(em, SELECT + " AND i.space_id = ?1 ORDER BY i.created_at, i.id", space)
                .stream()
                .map(Waiting::of)
                .toList();
    }

    static void add(EntityManager em, Waiting invitation) {
        Sql.update(
                em,
                "UPDATE idn_holder_invitation SET state = 'ENDED'"
                        + " WHERE space_id = ?1 AND email_key = ?2 AND state = 'OPEN'",
                invitation.space(),
                invitation.email().key());
        Sql.update(
                em,
                "INSERT INTO idn_holder_invitation"
                        + " (id, space_id, email, email_key, invited_by, state, created_at)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, 'OPEN', ?6)",
                invitation.id(),
                invitation.space(),
                invitation.email().text(),
                invitation.email().key(),
                invitation.by(),
                invitation.at());
    }

    /** Compare-and-set. */
    static boolean close(EntityManager em, String id, String state) {
        return Sql.update(
                        em,
                        "UPDATE idn_holder_invitation SET state = ?1 WHERE id = ?2 AND state = 'OPEN'",
                        state,
                        id)
                == 1;
    }

    /** Ends those of somebody who holds the space no more. */
    static void endThoseOf(EntityManager em, String space, String user) {
        Sql.update(
                em,
                "UPDATE idn_holder_invitation SET state = 'ENDED'"
                        + " WHERE space_id = ?1 AND invited_by = ?2 AND state = 'OPEN'",
                space,
                user);
    }

    /** The name under which a holder sees a space. */
    static Optional<String> nameOf(EntityManager em, String space) {
        return Sql.rows(
                        em,
                        "SELECT space_name, created_at FROM idn_holder WHERE space_id = ?1"
                                + " ORDER BY created_at",
                        space)
                .stream()
                .map(row -> (String) row[0])
                .findFirst();
    }

    /** What an activation link for an invitation says. */
    static Map<String, String> link(String invitation) {
        return Map.of("kind", KIND, KEY, invitation);
    }
}
