package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

public class PasswordsTest {

    private final Passwords passwords =
            new Passwords(
                    new Settings(
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(1),
                            1,
                            1,
                            Duration.ofMinutes(1),
                            2,
                            ""));

    @Test
    public void a_hash_is_argon2id_in_phc_form_with_its_own_salt() {
        String hash = passwords.hash("quatre chats gris");
        assertTrue(
                hash,
                hash.matches(
                        "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"));
        assertNotEquals(hash, passwords.hash("quatre chats gris"));
        assertTrue(passwords.matches("quatre chats gris", Optional.of(hash)));
        assertFalse(passwords.matches("quatre chats gri", Optional.of(hash)));
    }

    /** The reference: "password" and "somesalt" by the reference implementation, m=256, t=2. */
    @Test
    public void a_hash_of_the_reference_implementation_is_understood() {
        assertTrue(
                passwords.matches(
                        "password",
                        Optional.of(
                                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
                                        + "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")));
    }

    @Test
    public void composed_and_decomposed_letters_are_the_same_password() {
        assertTrue(
                passwords.matches(
                        "e\u0301te\u0301 indien chaud",
                        Optional.of(passwords.hash("\u00e9t\u00e9 indien chaud"))));
    }

    @Test
    public void nothing_is_truncated() {
        String hash = passwords.hash("x".repeat(200) + "a");
        assertFalse(passwords.matches("x".repeat(200) + "b", Optional.of(hash)));
    }

    @Test
    public void nobody_has_no_password() {
        assertFalse(passwords.matches("", Optional.empty()));
        assertFalse(passwords.matches("quatre chats gris", Optional.empty()));
    }

    /** In CPU time and turn by turn, so that neither the machine's load nor the warm-up counts. */
    @Test
    public void an_unknown_user_costs_what_a_known_one_costs() {
        Optional<String> known = Optional.of(passwords.hash("quatre chats gris"));
        long ofKnown = Long.MAX_VALUE;
        long ofNobody = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            ofKnown = Math.min(ofKnown, cost(known));
            ofNobody = Math.min(ofNobody, cost(Optional.empty()));
        }
        assertEquals(1.0, (double) ofNobody / ofKnown, 0.5);
    }

    private long cost(Optional<String> stored) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        passwords.matches("wrong password", stored);
        return threads.getCurrentThreadCpuTime() - start;
    }
}
