package org.rattache.identity.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.junit.Test;

public class SessionCookieTest {

    @Test
    public void under_tls_the_cookie_is_bound_to_the_host() {
        assertEquals(
                "__Host-rattache-session=t; Path=/; HttpOnly; SameSite=Strict; Secure",
                SessionCookie.header("t", true));
        assertEquals(
                "rattache-session=t; Path=/; HttpOnly; SameSite=Strict",
                SessionCookie.header("t", false));
    }

    @Test
    public void a_csrf_token_belongs_to_one_session() {
        String csrf = SessionCookie.csrfToken("session");
        assertNotEquals(csrf, SessionCookie.csrfToken("other"));
        assertTrue(SessionCookie.csrfMatches("session", Optional.of(csrf)));
        assertFalse(SessionCookie.csrfMatches("other", Optional.of(csrf)));
        assertFalse(SessionCookie.csrfMatches("session", Optional.of("")));
        assertFalse(SessionCookie.csrfMatches("session", Optional.empty()));
    }
}
