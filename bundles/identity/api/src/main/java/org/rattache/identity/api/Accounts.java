package org.rattache.identity.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What one-time links do to accounts: activate them, give them a new password. Looking at a link
 * changes nothing [PRODUCT S2c].
 *
 * <p>Thread-safe. The methods that take a password or an address must not be called inside a
 * transaction: the tries they count have to stay counted.
 */
@ProviderType
public interface Accounts {

    /** What an activation link is for. */
    enum ActivationKind {
        /** A new operator confirms his address. */
        OPERATOR,
        /** A client of a firm gets his legal space. */
        SPACE,
        /** Somebody is let into a legal space by one of its holders. */
        HOLDER
    }

    /**
     * What an activation link stands for.
     *
     * @param email the address, of which all but the first letter is masked
     * @param firm who invites: a firm, or a holder of the space by his name
     * @param company the firm that invites, or the company whose space it is
     * @param accountExists the address has an account: its password is asked for, not a new one
     */
    record Activation(
            ActivationKind kind,
            String email,
            Optional<String> firm,
            Optional<String> company,
            boolean accountExists) {}

    /** What an activation has done. */
    record Activated(ActivationKind kind, String email, boolean newUser) {}

    /** An account, as the system administrator sees it. */
    record Account(Person person, AccountState state) {}

    /** What an account is good for. */
    enum AccountState {
        /** Invited; there is no password yet. */
        PENDING,
        ACTIVE,
        DISABLED
    }

    /** The account with that log-in address, however it is written. */
    Optional<Account> find(String email);

    /** What a link stands for; empty when it is unknown, used or expired. */
    Optional<Activation> activation(String token);

    /**
     * Uses an activation link. An operator gets his password. For a space, an unknown address
     * becomes a user who holds the space; a known one must give its password, and the link grants
     * nothing by itself: the partner module decides. Whom a holder has invited holds the space from
     * then on: event {@code identity.holder-joined}.
     *
     * @param name empty keeps the known name, or takes the company's
     * @param language {@code fr} or {@code en}; empty keeps it
     * @return empty when the address has an account and the password is not its password
     * @throws org.rattache.platform.api.DomainException NOT_FOUND for a link that is unknown, used
     *     or expired, INVALID for a password that breaks a rule, CONFLICT when the space has got
     *     another holder since, TOO_MANY after too many tries
     */
    Optional<Activated> activate(
            String token,
            String password,
            Optional<String> name,
            Optional<String> language,
            String address);

    /**
     * Asks for a link to set a new password. Whether the address has an account shows neither in
     * the answer nor in its time.
     *
     * @throws org.rattache.platform.api.DomainException TOO_MANY after too many tries from the
     *     address of the request
     */
    void requestPasswordReset(String email, String address);

    /** Whether a link to set a new password can still be used. */
    boolean isPasswordResetOpen(String token);

    /**
     * Uses a link to set a new password; all sessions of the user end.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND for a link that is unknown, used
     *     or expired, INVALID for a password that breaks a rule, TOO_MANY after too many tries
     */
    void resetPassword(String token, String password, String address);

    /**
     * Puts a user out of every firm and space, or lets him in again. His sessions end.
     *
     * @param by the system administrator who does it
     * @throws org.rattache.platform.api.DomainException NOT_FOUND without such a user, CONFLICT for
     *     a user who was never activated or who does it to himself
     */
    void setDisabled(String user, boolean disabled, String by);
}
