package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class ThrottleTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;

    public ThrottleTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void setUp() {
        fixture = new Fixture(database, folder.getRoot().toPath());
    }

    private boolean allowed(Throttle.Kind kind, String what) {
        try {
            fixture.throttle.count(kind, what);
            return true;
        } catch (DomainException e) {
            assertEquals(DomainException.Category.TOO_MANY, e.category());
            assertTrue(e.retryAfter().isPresent());
            return false;
        }
    }

    private int allowedOf(int tries, Throttle.Kind kind) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            allowed += allowed(kind, "x") ? 1 : 0;
        }
        return allowed;
    }

    @Test
    public void tries_at_the_same_moment_do_not_exceed_the_limit() throws Exception {
        List<Boolean> allowed =
                Fixture.parallel(40, () -> allowed(Throttle.Kind.LOG_IN_ACCOUNT, "a@b.fr"));
        assertEquals(10, allowed.stream().filter(a -> a).count());
    }

    @Test
    public void no_window_of_fifteen_minutes_holds_more_than_ten_tries_for_an_account() {
        assertEquals(9, allowedOf(9, Throttle.Kind.LOG_IN_ACCOUNT));
        fixture.clock.forward(Duration.ofMinutes(14));
        assertEquals(1, allowedOf(5, Throttle.Kind.LOG_IN_ACCOUNT));
        fixture.clock.forward(Duration.ofMinutes(14));
        assertEquals(0, allowedOf(5, Throttle.Kind.LOG_IN_ACCOUNT));
        fixture.clock.forward(Duration.ofMinutes(1));
        assertEquals(10, allowedOf(20, Throttle.Kind.LOG_IN_ACCOUNT));
    }

    @Test
    public void a_refused_try_does_not_keep_the_account_closed() {
        allowedOf(10, Throttle.Kind.LOG_IN_ACCOUNT);
        for (int minute = 0; minute < 15; minute++) {
            assertFalse(allowed(Throttle.Kind.LOG_IN_ACCOUNT, "x"));
            fixture.clock.forward(Duration.ofMinutes(1));
        }
        assertTrue(allowed(Throttle.Kind.LOG_IN_ACCOUNT, "x"));
    }

    @Test
    public void an_address_has_a_fixed_window_and_gets_good_tries_back() {
        assertEquals(100, allowedOf(120, Throttle.Kind.LOG_IN_ADDRESS));
        fixture.throttle.giveBack(Throttle.Kind.LOG_IN_ADDRESS, "x");
        assertEquals(1, allowedOf(2, Throttle.Kind.LOG_IN_ADDRESS));
        assertTrue(allowed(Throttle.Kind.LOG_IN_ADDRESS, "y"));
        fixture.clock.forward(Duration.ofMinutes(15));
        assertTrue(allowed(Throttle.Kind.LOG_IN_ADDRESS, "x"));
    }

    @Test
    public void parallel_log_ins_evaluate_no_more_than_ten_guesses() throws Exception {
        fixture.firm("BATIE", "ada@batie.fr");
        List<String> answers =
                Fixture.parallel(
                        16,
                        () -> {
                            try {
                                return fixture.sessions
                                                .logIn(
                                                        "ada@batie.fr",
                                                        "wrong password",
                                                        "192.0.2.9")
                                                .isPresent()
                                        ? "in"
                                        : "out";
                            } catch (DomainException e) {
                                return e.code();
                            }
                        });
        assertEquals(10, answers.stream().filter("out"::equals).count());
        assertEquals(6, answers.stream().filter("too-many-tries"::equals).count());
        assertEquals(
                1, fixture.types().stream().filter("identity.log-in-throttled"::equals).count());
        DomainException closed =
                assertThrows(
                        DomainException.class,
                        () ->
                                fixture.sessions.logIn(
                                        "ada@batie.fr", Fixture.PASSWORD, "192.0.2.9"));
        assertEquals("too-many-tries", closed.code());
    }

    @Test
    public void housekeeping_forgets_what_is_over() {
        allowedOf(3, Throttle.Kind.LOG_IN_ACCOUNT);
        fixture.clock.forward(Duration.ofMinutes(16));
        new Housekeeping(fixture.transactions, fixture.clock).clean();
        assertEquals(
                0L,
                (long)
                        fixture.transactions.call(
                                em -> Sql.count(em, "SELECT COUNT(*) FROM idn_throttle")));
    }
}
