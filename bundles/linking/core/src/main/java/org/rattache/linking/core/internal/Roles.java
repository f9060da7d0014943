package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;
import javax.persistence.Query;
import org.rattache.linking.api.Party;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.RowsOfFirm;

/**
 * Which file is main and which is secondary. Taking and giving up a role are single statements on
 * the row of the file, so two transactions that do not see each other cannot both succeed in making
 * a chain [PRODUCT S2d]. Rows are taken in the order of their ids, so two validations wait for each
 * other instead of blocking each other for good.
 */
final class Roles {

    private Roles() {}

    /** The roles of those of the files that have one. */
    static Map<String, Party.Role> of(EntityManager em, String firm, Collection<String> files) {
        Map<String, Party.Role> roles = new HashMap<>();
        for (Object[] row :
                RowsOfFirm.columns(
                        em,
                        "SELECT client_file_id, link_role FROM lnk_role",
                        "client_file_id",
                        firm,
                        files)) {
            roles.put((String) row[0], Party.Role.valueOf((String) row[1]));
        }
        return roles;
    }

    /**
     * Makes the files secondary to the main one.
     *
     * @param links secondary to the id of its link
     * @throws DomainException CONFLICT when another transaction has taken one of the roles
     */
    static void take(EntityManager em, String firm, String main, Map<String, String> links) {
        Map<String, String> sorted = new TreeMap<>(links);
        sorted.put(main, "");
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            if (!entry.getKey().equals(main)) {
                insertSecondary(em, firm, entry.getKey(), entry.getValue());
            } else if (addSecondaries(em, firm, main, links.size()) == 0) {
                insertMain(em, firm, main, links.size());
            }
        }
    }

    /** Gives up both roles of a link. */
    static void giveUp(EntityManager em, String firm, String main, String secondary, String link) {
        if (main.compareTo(secondary) < 0) {
            giveUpMain(em, firm, main);
            giveUpSecondary(em, firm, secondary, link);
        } else {
            giveUpSecondary(em, firm, secondary, link);
            giveUpMain(em, firm, main);
        }
    }

    private static void giveUpMain(EntityManager em, String firm, String main) {
        addSecondaries(em, firm, main, -1);
        em.createNativeQuery(
                        "DELETE FROM lnk_role WHERE firm_id = ?1 AND client_file_id = ?2"
                                + " AND link_role = 'MAIN' AND secondaries < 1")
                .setParameter(1, firm)
                .setParameter(2, main)
                .executeUpdate();
    }

    private static void giveUpSecondary(
            EntityManager em, String firm, String secondary, String link) {
        em.createNativeQuery(
                        "DELETE FROM lnk_role WHERE firm_id = ?1 AND client_file_id = ?2"
                                + " AND link_id = ?3")
                .setParameter(1, firm)
                .setParameter(2, secondary)
                .setParameter(3, link)
                .executeUpdate();
    }

    private static int addSecondaries(EntityManager em, String firm, String main, int count) {
        return em.createNativeQuery(
                        "UPDATE lnk_role SET secondaries = secondaries + "
                                + count
                                + " WHERE firm_id = ?1 AND client_file_id = ?2 AND link_role = 'MAIN'")
                .setParameter(1, firm)
                .setParameter(2, main)
                .executeUpdate();
    }

    private static void insertMain(EntityManager em, String firm, String file, int secondaries) {
        insert(
                em.createNativeQuery(
                                "INSERT INTO lnk_role"
                                        + " (firm_id, client_file_id, link_role, secondaries)"
                                        + " VALUES (?1, ?2, 'MAIN', ?3)")
                        .setParameter(1, firm)
                        .setParameter(2, file)
                        .setParameter(3, secondaries));
    }

    private static void insertSecondary(EntityManager em, String firm, String file, String link) {
        insert(
                em.createNativeQuery(
                                "INSERT INTO lnk_role"
                                        + " (firm_id, client_file_id, link_role, link_id, secondaries)"
                                        + " VALUES (?1, ?2, 'SECONDARY', ?3, 0)")
                        .setParameter(1, firm)
                        .setParameter(2, file)
                        .setParameter(3, link));
    }

    private static void insert(Query statement) {
        try {
            statement.executeUpdate();
        } catch (PersistenceException e) {
            if (UniqueKeys.isViolation(e)) {
                // the transaction is lost either way; this only names the reason
                throw inProgress(e);
            }
            throw e;
        }
    }

    private static DomainException inProgress(Exception cause) {
        DomainException refusal =
                DomainException.conflict(
                        "link-in-progress",
                        "Somebody else links one of these client files at this moment. Load the"
                                + " preview again.");
        refusal.addSuppressed(cause);
        return refusal;
    }
}
