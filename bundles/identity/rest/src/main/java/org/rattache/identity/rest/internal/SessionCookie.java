package org.rattache.identity.rest.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.ws.rs.core.Cookie;

/** The cookie with the session's token, and the CSRF token that belongs to it. */
final class SessionCookie {

    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String NAME = "rattache-session";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";
    private static final String MAC = "HmacSHA256";

    private SessionCookie() {}

    /** Under TLS the prefix keeps a sibling site or a plain connection from planting a cookie. */
    private static String name(boolean secure) {
        return secure ? "__Host-" + NAME : NAME;
    }

    static Optional<String> read(Map<String, Cookie> cookies, boolean secure) {
        return Optional.ofNullable(cookies.get(name(secure)))
                .map(Cookie::getValue)
                .filter(token -> !token.isEmpty());
    }

    /** The header Set-Cookie of a new session; without Max-Age it goes with the browser. */
    static String header(String token, boolean secure) {
        return name(secure) + "=" + token + ATTRIBUTES + (secure ? "; Secure" : "");
    }

    static String clearing(boolean secure) {
        return name(secure) + "=; Max-Age=0" + ATTRIBUTES + (secure ? "; Secure" : "");
    }

    /**
     * Made of the session's token, so it needs no place in the database, and whoever has only it
     * cannot compute the token.
     */
    static String csrfToken(String sessionToken) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(sessionToken.getBytes(StandardCharsets.UTF_8), MAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal("csrf".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean csrfMatches(String sessionToken, Optional<String> given) {
        return given.isPresent()
                && MessageDigest.isEqual(
                        csrfToken(sessionToken).getBytes(StandardCharsets.UTF_8),
                        given.get().getBytes(StandardCharsets.UTF_8));
    }
}
