package org.rattache.identity.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/** The cookie with the session's token, and the CSRF token that belongs to it. */
public final class SessionCookie {

    /** Where a request that changes something says the token of its session. */
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String NAME = "rattache-session";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";
    private static final String MAC = "HmacSHA256";

    private SessionCookie() {}

    /** Under TLS the prefix keeps a sibling site or a plain connection from planting a cookie. */
    private static String name(boolean secure) {
        return secure ? "__Host-" + NAME : NAME;
    }

    /** The token that a request brings; of any form, and perhaps of no session. */
    public static Optional<String> read(HttpServletRequest request, boolean secure) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name(secure)))
                .map(Cookie::getValue)
                .filter(token -> !token.isEmpty())
                .findFirst();
    }

    /** The header Set-Cookie of a new session; without Max-Age it goes with the browser. */
    public static String header(String token, boolean secure) {
        return name(secure) + "=" + token + ATTRIBUTES + (secure ? "; Secure" : "");
    }

    /** The header Set-Cookie that takes it away. */
    public static String clearing(boolean secure) {
        return name(secure) + "=; Max-Age=0" + ATTRIBUTES + (secure ? "; Secure" : "");
    }

    /**
     * Made of the session's token, so it needs no place in the database, and whoever has only it
     * cannot compute the token.
     */
    public static String csrfToken(String sessionToken) {
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

    /** Whether a request brings the CSRF token of its session; compared in constant time. */
    public static boolean csrfMatches(String sessionToken, Optional<String> given) {
        return given.isPresent()
                && MessageDigest.isEqual(
                        csrfToken(sessionToken).getBytes(StandardCharsets.UTF_8),
                        given.get().getBytes(StandardCharsets.UTF_8));
    }
}
