package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.rattache.identity.api.LogInAddresses.Change;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

/** A log-in address changes after the new one has confirmed and the old one was told [S2b]. */
@RunWith(Parameterized.class)
public final class LogInAddressesTest {

    private static final String OLD = "ada@example.org";
    private static final String NEW = "Ada.Neuf@Example.org";

    @Parameterized.Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;
    private String user;

    public LogInAddressesTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void begin() {
        fixture = new Fixture(database, folder.getRoot().toPath());
        user = fixture.firm("BATIE", OLD).administrator().person().id();
        fixture.published.clear();
    }

    private Change request(String email) {
        fixture.addresses.request(user, email, Fixture.PASSWORD, Fixture.ADDRESS);
        return fixture.addresses.find(lastChange()).orElseThrow();
    }

    private String lastChange() {
        Fixture.Published last = fixture.published.get(fixture.published.size() - 1);
        assertEquals("identity.address-change-requested", last.type());
        return last.data().get("change");
    }

    private String link(Purpose purpose, Change change) {
        return fixture.links.issue(purpose, Map.of("change", change.id()), Duration.ofDays(1));
    }

    private boolean logsIn(String email, String password) {
        return fixture.sessions.logIn(email, password, Fixture.ADDRESS).isPresent();
    }

    private void notFound(String token) {
        assertEquals(
                "not-found",
                assertThrows(DomainException.class, () -> fixture.addresses.confirm(token)).code());
    }

    private String reset() {
        return fixture.links.issue(
                Purpose.PASSWORD_RESET, Map.of("user", user), Duration.ofHours(1));
    }

    @Test
    public void s2b_nothing_changes_until_the_new_address_confirms() {
        Change change = request(NEW);
        assertEquals(OLD, change.oldEmail());
        assertEquals("Ada.Neuf@example.org", change.newEmail());
        assertTrue(logsIn(OLD, Fixture.PASSWORD));
        assertFalse(logsIn(NEW, Fixture.PASSWORD));
        assertEquals(
                "no address in an event",
                Map.of("user", user, "change", change.id()),
                fixture.published.get(0).data());

        String token = link(Purpose.ADDRESS_CHANGE, change);
        String reset = reset();
        String session =
                fixture.sessions
                        .logIn(OLD, Fixture.PASSWORD, Fixture.ADDRESS)
                        .orElseThrow()
                        .token();
        assertEquals(Optional.of("A***@example.org"), fixture.addresses.show(token, false));
        assertTrue("looking changes nothing", logsIn(OLD, Fixture.PASSWORD));
        fixture.addresses.confirm(token);

        assertTrue(logsIn("ADA.NEUF@example.org", Fixture.PASSWORD));
        assertFalse(logsIn(OLD, Fixture.PASSWORD));
        assertTrue(
                "sessions of before have ended",
                fixture.credentials
                        .bySession(session, org.rattache.identity.api.Credentials.Tenant.NONE)
                        .isEmpty());
        assertFalse("and resets", fixture.accounts.isPasswordResetOpen(reset));
        assertTrue(fixture.types().contains("identity.address-changed"));
        notFound(token);
    }

    @Test
    public void the_password_is_asked_for_and_the_address_is_one() {
        for (List<String> wrong :
                List.of(
                        List.of(NEW, "trois chats gris", "/password", "wrong-password"),
                        List.of("ada", Fixture.PASSWORD, "/email", "bad-email"),
                        List.of("ADA@Example.ORG", Fixture.PASSWORD, "/email", "same-email"))) {
            DomainException refusal =
                    assertThrows(
                            DomainException.class,
                            () ->
                                    fixture.addresses.request(
                                            user, wrong.get(0), wrong.get(1), Fixture.ADDRESS));
            assertEquals(wrong.get(2), refusal.errors().get(0).pointer());
            assertEquals(wrong.get(3), refusal.errors().get(0).code());
        }
        assertEquals(List.of(), fixture.types());
    }

    @Test
    public void a_taken_address_answers_the_same_and_can_never_be_confirmed() {
        fixture.firm("AUTRE", NEW);
        fixture.published.clear();
        Change change = request(NEW);
        assertTrue(change.taken());
        assertFalse(change.open());
        String token = link(Purpose.ADDRESS_CHANGE, change);
        assertEquals(Optional.empty(), fixture.addresses.show(token, false));
        notFound(token);
        assertTrue(logsIn(OLD, Fixture.PASSWORD));
    }

    @Test
    public void an_address_that_was_taken_meanwhile_is_not_taken_away() {
        Change change = request(NEW);
        String owner = fixture.firm("AUTRE", NEW).administrator().person().id();
        notFound(link(Purpose.ADDRESS_CHANGE, change));
        assertEquals(owner, fixture.accounts.find(NEW).orElseThrow().person().id());
        assertTrue(logsIn(OLD, Fixture.PASSWORD));
    }

    @Test
    public void the_last_request_counts() {
        Change first = request(NEW);
        Change second = request("encore@example.org");
        notFound(link(Purpose.ADDRESS_CHANGE, first));
        fixture.addresses.confirm(link(Purpose.ADDRESS_CHANGE, second));
        assertTrue(logsIn("encore@example.org", Fixture.PASSWORD));
    }

    @Test
    public void s2b_not_me_ends_a_change_and_the_password_that_somebody_knows() {
        Change change = request(NEW);
        String confirm = link(Purpose.ADDRESS_CHANGE, change);
        String cancel = link(Purpose.ADDRESS_CANCEL, change);
        assertEquals(Optional.of("A***@example.org"), fixture.addresses.show(cancel, true));
        fixture.addresses.cancel(cancel);
        notFound(confirm);
        assertFalse("the password is void", logsIn(OLD, Fixture.PASSWORD));
        assertEquals(
                List.of("identity.address-change-cancelled", "identity.password-reset-requested"),
                fixture.types().subList(1, 3));
        String token = reset();
        fixture.accounts.resetPassword(token, "trois chiens noirs", Fixture.ADDRESS);
        assertTrue(logsIn(OLD, "trois chiens noirs"));
        assertEquals(
                "not-found",
                assertThrows(DomainException.class, () -> fixture.addresses.cancel(cancel)).code());
    }

    @Test
    public void s2b_not_me_undoes_a_change_that_was_confirmed_and_those_after_it() {
        Change change = request(NEW);
        String cancel = link(Purpose.ADDRESS_CANCEL, change);
        fixture.addresses.confirm(link(Purpose.ADDRESS_CHANGE, change));
        Change next = request("encore@example.org");
        fixture.addresses.confirm(link(Purpose.ADDRESS_CHANGE, next));
        Change waiting = request("enfin@example.org");
        fixture.addresses.cancel(cancel);
        assertEquals(user, fixture.accounts.find(OLD).orElseThrow().person().id());
        assertEquals(Optional.empty(), fixture.accounts.find("encore@example.org"));
        notFound(link(Purpose.ADDRESS_CHANGE, waiting));
        assertEquals(
                "who confirmed them cannot say that it was not him",
                Optional.empty(),
                fixture.addresses.show(link(Purpose.ADDRESS_CANCEL, next), true));
    }

    @Test
    public void of_many_confirmations_at_once_one_wins() throws Exception {
        Change change = request(NEW);
        String token = link(Purpose.ADDRESS_CHANGE, change);
        List<String> answers =
                Fixture.parallel(
                        6,
                        () -> {
                            try {
                                fixture.addresses.confirm(token);
                                return "won";
                            } catch (DomainException e) {
                                return e.code();
                            }
                        });
        assertEquals(answers.toString(), 1, answers.stream().filter("won"::equals).count());
    }
}
