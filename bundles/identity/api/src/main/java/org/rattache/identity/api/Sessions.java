package org.rattache.identity.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Log-in and log-out. A session is an opaque random token of which only a digest is stored; it ends
 * when it is idle too long, when it is too old, and at log-out.
 *
 * <p>Thread-safe. {@link #logIn} must not be called inside a transaction: the tries it counts have
 * to stay counted whatever becomes of the caller's work.
 */
@ProviderType
public interface Sessions {

    /** A new session. The token is shown once and goes into the cookie. */
    record Opened(String token, Profile profile) {}

    /**
     * Logs a user in. Unknown address, wrong password and disabled user take the same time and give
     * the same empty answer.
     *
     * @param address where the request comes from, as text; only a digest of it is kept
     * @throws org.rattache.platform.api.DomainException TOO_MANY after too many tries for the
     *     account, existing or not, or from the address; INVALID for a text that no account or
     *     password can have; UNAVAILABLE while too many others log in
     */
    Optional<Opened> logIn(String email, String password, String address);

    /**
     * Changes a user's own password. All his sessions end; a new one is opened for him.
     *
     * @throws org.rattache.platform.api.DomainException INVALID when the current password is wrong
     *     or the new one breaks a rule, TOO_MANY after too many tries
     */
    Opened changePassword(String user, String current, String next, String address);

    /** Who is logged in; empty when the user is gone or disabled. */
    Optional<Profile> profile(String user);

    /** Ends a session; without effect when there is none. */
    void end(String token);
}
