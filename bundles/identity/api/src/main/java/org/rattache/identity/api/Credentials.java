package org.rattache.identity.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds out who presents a session or an API token. Every call reads the database, so a disabled
 * user, a revoked token or a lost membership is out on the next request [PRODUCT S3]. Thread-safe.
 */
@ProviderType
public interface Credentials {

    /**
     * The tenant that a request names in its path; with it the answer needs one indexed query.
     *
     * @param id opaque, as the path has it; empty for {@link Kind#NONE}
     */
    record Tenant(Kind kind, String id) {

        /** On which side of the product the path lies. */
        public enum Kind {
            FIRM,
            SPACE,
            /** The path names neither. */
            NONE
        }

        public static final Tenant NONE = new Tenant(Kind.NONE, "");
    }

    /**
     * A live session. The caller's firms and spaces hold at most the tenant that was asked for;
     * when none was, all of them.
     *
     * @param mustChangePassword the session is good for nothing but a new password
     */
    record LiveSession(Caller caller, boolean mustChangePassword) {}

    /**
     * Who has this session; empty when it is unknown, ended or expired, or its user is not active.
     *
     * @param token as the cookie has it; of any form
     */
    Optional<LiveSession> bySession(String token, Tenant tenant);

    /**
     * Who has this API token; empty when it is unknown, revoked or expired. Its caller has one
     * firm.
     *
     * @param token as the Authorization header has it; of any form
     */
    Optional<Caller> byApiToken(String token);
}
