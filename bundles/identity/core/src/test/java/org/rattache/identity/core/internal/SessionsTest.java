package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Credentials.Tenant;
import org.rattache.identity.api.FirmAdministration.NewFirm;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class SessionsTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;

    public SessionsTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void setUp() {
        fixture = new Fixture(database, folder.getRoot().toPath());
    }

    private Sessions.Opened logIn(String email) {
        return fixture.sessions.logIn(email, Fixture.PASSWORD, Fixture.ADDRESS).orElseThrow();
    }

    private boolean isLive(String token) {
        return fixture.credentials.bySession(token, Tenant.NONE).isPresent();
    }

    @Test
    public void the_owner_logs_in_however_he_writes_his_address() {
        NewFirm firm = fixture.firm("BATIE", "Ada.B+x@batie.fr");
        Sessions.Opened opened = logIn("  ada.b+X@BATIE.fr ");
        assertEquals(
                List.of(
                        new Profile.FirmOfPerson(
                                firm.firm().firm().id(), "BATIE", FirmRole.ADMINISTRATOR)),
                opened.profile().firms());
        assertFalse(opened.profile().mustChangePassword());
        assertTrue(fixture.types().contains("identity.logged-in"));
        assertTrue(
                fixture.sessions
                        .logIn("adab@batie.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .isEmpty());
    }

    @Test
    public void wrong_password_unknown_and_disabled_get_the_same_answer() {
        NewFirm firm = fixture.firm("BATIE", "ada@batie.fr");
        assertTrue(
                fixture.sessions
                        .logIn("ada@batie.fr", "wrong password", Fixture.ADDRESS)
                        .isEmpty());
        assertTrue(
                fixture.sessions
                        .logIn("bob@batie.fr", "wrong password", Fixture.ADDRESS)
                        .isEmpty());
        fixture.accounts.setDisabled(firm.administrator().person().id(), true, "boss");
        assertTrue(
                fixture.sessions
                        .logIn("ada@batie.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .isEmpty());
    }

    @Test
    public void an_unknown_account_is_closed_like_a_known_one() {
        for (int i = 0; i < 10; i++) {
            assertTrue(fixture.sessions.logIn("no@one.fr", "guess", Fixture.ADDRESS).isEmpty());
        }
        DomainException closed =
                assertThrows(
                        DomainException.class,
                        () -> fixture.sessions.logIn("NO@ONE.fr", "guess", Fixture.ADDRESS));
        assertEquals("too-many-tries", closed.code());
        assertEquals(Optional.of(Duration.ofMinutes(15)), closed.retryAfter());
    }

    @Test
    public void a_text_that_is_no_address_is_an_unknown_account() {
        for (String text : List.of("", "a\u0000b@x.fr", "\ud800@x.fr", "'; --")) {
            assertTrue(fixture.sessions.logIn(text, "a\u0000\ud800", Fixture.ADDRESS).isEmpty());
        }
    }

    @Test
    public void success_clears_the_tries_of_the_account() {
        fixture.firm("BATIE", "ada@batie.fr");
        for (int i = 0; i < 9; i++) {
            fixture.sessions.logIn("ada@batie.fr", "guess", Fixture.ADDRESS);
        }
        logIn("ada@batie.fr");
        for (int i = 0; i < 9; i++) {
            assertTrue(fixture.sessions.logIn("ada@batie.fr", "guess", Fixture.ADDRESS).isEmpty());
        }
        logIn("ada@batie.fr");
    }

    @Test
    public void a_session_ends_when_idle_when_old_and_at_log_out() {
        fixture.firm("BATIE", "ada@batie.fr");
        String idle = logIn("ada@batie.fr").token();
        fixture.clock.forward(Duration.ofMinutes(29));
        assertTrue(isLive(idle));
        fixture.clock.forward(Duration.ofMinutes(29));
        assertTrue(isLive(idle));
        fixture.clock.forward(Duration.ofMinutes(30));
        assertFalse(isLive(idle));

        String old = logIn("ada@batie.fr").token();
        for (int i = 0; i < 12 * 4 - 1; i++) {
            fixture.clock.forward(Duration.ofMinutes(15));
            assertTrue(isLive(old));
        }
        fixture.clock.forward(Duration.ofMinutes(15));
        assertFalse(isLive(old));

        String out = logIn("ada@batie.fr").token();
        fixture.sessions.end(out);
        assertFalse(isLive(out));
    }

    @Test
    public void the_last_request_is_written_at_most_once_a_minute() {
        fixture.firm("BATIE", "ada@batie.fr");
        String token = logIn("ada@batie.fr").token();
        Object before = lastSeen();
        fixture.clock.forward(Duration.ofSeconds(59));
        isLive(token);
        assertEquals(before, lastSeen());
        fixture.clock.forward(Duration.ofSeconds(1));
        isLive(token);
        assertNotEquals(before, lastSeen());
    }

    @Test
    public void the_last_log_in_to_a_space_is_that_of_its_holders() {
        fixture.firm("BATIE", "ada@batie.fr");
        String user = logIn("ada@batie.fr").profile().person().id();
        fixture.memberships.grant("space-1", "ONE", user);
        fixture.memberships.grant("space-2", "TWO", "nobody");

        Map<String, Instant> logIns =
                fixture.memberships.lastLogIns(List.of("space-1", "space-2", "space-3"));

        assertEquals(Map.of("space-1", fixture.clock.instant()), logIns);
        assertEquals(
                Set.of("space-1"),
                fixture.memberships.held(List.of("space-1", "space-2", "space-3")));
    }

    private Object lastSeen() {
        return fixture.transactions.call(
                em -> Sql.rows(em, "SELECT last_seen_at FROM idn_session").get(0)[0]);
    }

    @Test
    public void a_new_password_ends_all_sessions_and_opens_one() {
        NewFirm firm = fixture.firm("BATIE", "ada@batie.fr");
        String user = firm.administrator().person().id();
        String first = logIn("ada@batie.fr").token();
        String second = logIn("ada@batie.fr").token();
        Sessions.Opened opened =
                fixture.sessions.changePassword(
                        user, Fixture.PASSWORD, "cinq chiens noirs", Fixture.ADDRESS);
        assertFalse(isLive(first));
        assertFalse(isLive(second));
        assertTrue(isLive(opened.token()));
        assertTrue(fixture.types().contains("identity.password-changed"));
        assertTrue(
                fixture.sessions
                        .logIn("ada@batie.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .isEmpty());
    }

    @Test
    public void a_wrong_current_password_changes_nothing_and_counts() {
        NewFirm firm = fixture.firm("BATIE", "ada@batie.fr");
        String user = firm.administrator().person().id();
        for (int i = 0; i < 10; i++) {
            DomainException wrong =
                    assertThrows(
                            DomainException.class,
                            () ->
                                    fixture.sessions.changePassword(
                                            user, "guess", "cinq chiens noirs", Fixture.ADDRESS));
            assertEquals("wrong-password", wrong.errors().get(0).code());
        }
        assertEquals(
                "too-many-tries",
                assertThrows(
                                DomainException.class,
                                () ->
                                        fixture.sessions.changePassword(
                                                user,
                                                Fixture.PASSWORD,
                                                "cinq chiens noirs",
                                                Fixture.ADDRESS))
                        .code());
    }

    @Test
    public void a_disabled_user_is_out_on_the_next_request() {
        NewFirm firm = fixture.firm("BATIE", "ada@batie.fr");
        String user = firm.administrator().person().id();
        String firmId = firm.firm().firm().id();
        String token = logIn("ada@batie.fr").token();
        assertTrue(fixture.memberships.mayActFor(firmId, Actor.user(user)));
        fixture.accounts.setDisabled(user, true, "boss");
        assertFalse(isLive(token));
        assertFalse(fixture.memberships.mayActFor(firmId, Actor.user(user)));
        assertTrue(fixture.memberships.operators(firmId).isEmpty());
        fixture.accounts.setDisabled(user, false, "boss");
        assertFalse("no old session comes back", isLive(token));
    }

    @Test
    public void the_session_knows_the_tenant_in_the_path_and_no_other() {
        NewFirm mine = fixture.firm("BATIE", "ada@batie.fr");
        NewFirm other = fixture.firm("AUTRE", "bob@autre.fr");
        fixture.memberships.grant("s1", "Space", mine.administrator().person().id());
        fixture.memberships.grant("s2", "Space", other.administrator().person().id());
        String token = logIn("ada@batie.fr").token();
        String firm = mine.firm().firm().id();
        assertEquals(Map.of(firm, FirmRole.ADMINISTRATOR), caller(token, firm(firm)).firms());
        assertEquals(Set.of(), caller(token, firm(firm)).spaces());
        assertEquals(Map.of(), caller(token, firm(other.firm().firm().id())).firms());
        assertEquals(Set.of("s1"), caller(token, space("s1")).spaces());
        assertEquals(Set.of(), caller(token, space("s2")).spaces());
        assertEquals(Set.of("s1"), caller(token, Tenant.NONE).spaces());
        assertEquals(Set.of(firm), caller(token, Tenant.NONE).firms().keySet());
        assertTrue(fixture.credentials.bySession("nonsense", Tenant.NONE).isEmpty());
        assertTrue(fixture.credentials.bySession("x".repeat(43), Tenant.NONE).isEmpty());
    }

    private Caller caller(String token, Tenant tenant) {
        return fixture.credentials.bySession(token, tenant).orElseThrow().caller();
    }

    private static Tenant firm(String id) {
        return new Tenant(Tenant.Kind.FIRM, id);
    }

    private static Tenant space(String id) {
        return new Tenant(Tenant.Kind.SPACE, id);
    }

    @Test
    public void a_log_in_and_a_password_change_at_the_same_moment_leave_no_old_session()
            throws Exception {
        NewFirm firm = fixture.firm("BATIE", "ada@batie.fr");
        String user = firm.administrator().person().id();
        List<Optional<Sessions.Opened>> opened = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread change =
                new Thread(
                        () ->
                                fixture.sessions.changePassword(
                                        user,
                                        Fixture.PASSWORD,
                                        "cinq chiens noirs",
                                        Fixture.ADDRESS));
        change.start();
        for (int i = 0; i < 8; i++) {
            opened.add(fixture.sessions.logIn("ada@batie.fr", Fixture.PASSWORD, Fixture.ADDRESS));
        }
        change.join();
        assertTrue(
                opened.stream()
                        .flatMap(Optional::stream)
                        .noneMatch(session -> isLive(session.token())));
    }
}
