package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.Accounts;
import org.rattache.identity.api.Accounts.ActivationKind;
import org.rattache.identity.api.Credentials.Tenant;
import org.rattache.identity.api.FirmAdministration.Invitation;
import org.rattache.identity.api.FirmAdministration.NewFirm;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class AccountsTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;

    public AccountsTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void setUp() {
        fixture = new Fixture(database, folder.getRoot().toPath());
    }

    private String spaceLink(String email, String space) {
        return spaceLink("f1", email, space);
    }

    private String spaceLink(String firm, String email, String space) {
        Map<String, String> data = new HashMap<>();
        data.put("kind", "space");
        data.put("firm", firm);
        data.put("clientFile", "c1");
        data.put("email", email);
        data.put("contact", email.toLowerCase(Locale.ROOT));
        data.put("company", "CONSTRUCTOR");
        if (space != null) {
            data.put("space", space);
        }
        return fixture.links.issue(Purpose.ACTIVATION, data, Duration.ofDays(7));
    }

    private Optional<Accounts.Activated> activate(String token, String password) {
        return fixture.accounts.activate(
                token, password, Optional.empty(), Optional.empty(), Fixture.ADDRESS);
    }

    private Map<String, String> spaceActivated() {
        return fixture.published.stream()
                .filter(event -> event.type().equals("identity.space-activated"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .data();
    }

    @Test
    public void g9_an_unknown_address_becomes_a_user_who_holds_the_space() {
        String firm = fixture.firm("BATIE CONSTRUCTION", "ada@batie.fr").firm().firm().id();
        String token = spaceLink(firm, "Marie@Constructor.fr", null);
        Accounts.Activation shown = fixture.accounts.activation(token).orElseThrow();
        assertEquals(
                new Accounts.Activation(
                        ActivationKind.SPACE,
                        "M***@constructor.fr",
                        Optional.of("BATIE CONSTRUCTION"),
                        Optional.of("CONSTRUCTOR"),
                        false),
                shown);
        assertTrue(activate(token, Fixture.PASSWORD).orElseThrow().newUser());
        Profile profile =
                fixture.sessions
                        .logIn("marie@constructor.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .orElseThrow()
                        .profile();
        String space = spaceActivated().get("space");
        assertEquals(List.of(new Profile.SpaceOfPerson(space, "CONSTRUCTOR")), profile.spaces());
        assertTrue(fixture.memberships.isHolder(space, profile.person().id()));
        assertTrue(fixture.memberships.heldByAddress(space, "marie@constructor.fr"));
        assertEquals(
                Map.of(
                        "user", profile.person().id(),
                        "clientFile", "c1",
                        "company", "CONSTRUCTOR",
                        "contact", "marie@constructor.fr",
                        "space", space,
                        "newUser", "true"),
                spaceActivated());
        assertTrue(fixture.accounts.activation(token).isEmpty());
        assertThrows(DomainException.class, () -> activate(token, Fixture.PASSWORD));
    }

    @Test
    public void a_known_address_must_give_its_password_and_is_granted_nothing() {
        activate(spaceLink("marie@constructor.fr", null), Fixture.PASSWORD);
        String token = spaceLink("MARIE@constructor.fr", "s2");
        assertTrue(fixture.accounts.activation(token).orElseThrow().accountExists());
        assertTrue(activate(token, "un autre mot de passe").isEmpty());
        assertTrue("a wrong password does not use the link up", isOpen(token));
        assertFalse(activate(token, Fixture.PASSWORD).orElseThrow().newUser());
        assertEquals("false", spaceActivated().get("newUser"));
        assertTrue(fixture.memberships.holders("s2").isEmpty());
        assertNotEquals("s2", spaceActivated().get("space"));
        assertFalse(isOpen(token));
    }

    private boolean isOpen(String token) {
        return fixture.accounts.activation(token).isPresent();
    }

    @Test
    public void guesses_through_a_link_count_as_log_ins() {
        activate(spaceLink("marie@constructor.fr", null), Fixture.PASSWORD);
        String token = spaceLink("marie@constructor.fr", null);
        for (int i = 0; i < 10; i++) {
            assertTrue(activate(token, "guess " + i).isEmpty());
        }
        assertEquals(
                "too-many-tries",
                assertThrows(DomainException.class, () -> activate(token, Fixture.PASSWORD))
                        .code());
        assertEquals(
                "too-many-tries",
                assertThrows(
                                DomainException.class,
                                () ->
                                        fixture.sessions.logIn(
                                                "marie@constructor.fr",
                                                Fixture.PASSWORD,
                                                "192.0.2.7"))
                        .code());
    }

    @Test
    public void s2_a_firm_cannot_invite_a_stranger_into_a_space_that_is_held() {
        fixture.memberships.grant("s1", "CONSTRUCTOR", marie());
        DomainException held =
                assertThrows(
                        DomainException.class,
                        () -> activate(spaceLink("mallory@evil.fr", "s1"), Fixture.PASSWORD));
        assertEquals("space-already-held", held.code());
        assertEquals(1, fixture.memberships.holders("s1").size());
        assertTrue(
                fixture.sessions
                        .logIn("mallory@evil.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .isEmpty());
    }

    private String marie() {
        activate(spaceLink("marie@constructor.fr", null), Fixture.PASSWORD);
        return spaceActivated().get("user");
    }

    @Test
    public void s2_a_space_whose_holder_is_out_is_not_handed_to_whom_a_firm_invites() {
        String marie = marie();
        fixture.memberships.grant("s1", "CONSTRUCTOR", marie);
        fixture.accounts.setDisabled(marie, true, "administrator");
        activate(spaceLink("mallory@evil.fr", "s1"), Fixture.PASSWORD);
        assertFalse(fixture.memberships.isHolder("s1", spaceActivated().get("user")));
        assertNotEquals("s1", spaceActivated().get("space"));
    }

    @Test
    public void of_twenty_uses_of_an_activation_at_the_same_moment_one_succeeds() throws Exception {
        String token = spaceLink("marie@constructor.fr", null);
        List<Boolean> won =
                Fixture.parallel(
                        20,
                        () -> {
                            try {
                                return activate(token, Fixture.PASSWORD)
                                        .filter(Accounts.Activated::newUser)
                                        .isPresent();
                            } catch (DomainException e) {
                                return false;
                            }
                        });
        assertEquals(1, won.stream().filter(w -> w).count());
        assertEquals(
                1, fixture.types().stream().filter("identity.space-activated"::equals).count());
    }

    @Test
    public void a_weak_password_does_not_use_the_link_up() {
        String token = spaceLink("marie@constructor.fr", null);
        for (String weak : List.of("short", "motdepasse2024", "constructor-2024")) {
            assertEquals(
                    DomainException.Category.INVALID,
                    assertThrows(DomainException.class, () -> activate(token, weak)).category());
        }
        assertTrue(isOpen(token));
    }

    @Test
    public void a_reset_ends_all_sessions_and_opens_a_closed_account() {
        activate(spaceLink("marie@constructor.fr", null), Fixture.PASSWORD);
        Sessions.Opened before =
                fixture.sessions
                        .logIn("marie@constructor.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .orElseThrow();
        for (int i = 0; i < 10; i++) {
            fixture.sessions.logIn("marie@constructor.fr", "guess", Fixture.ADDRESS);
        }
        fixture.accounts.requestPasswordReset("Marie@constructor.fr", Fixture.ADDRESS);
        assertTrue(fixture.types().contains("identity.password-reset-requested"));
        String token = resetLink(before.profile().person().id());
        assertTrue(fixture.accounts.isPasswordResetOpen(token));
        resetPassword(token, Fixture.ADDRESS);
        assertFalse(fixture.accounts.isPasswordResetOpen(token));
        assertTrue(fixture.credentials.bySession(before.token(), Tenant.NONE).isEmpty());
        assertTrue(
                fixture.sessions
                        .logIn("marie@constructor.fr", "cinq chiens noirs", Fixture.ADDRESS)
                        .isPresent());
    }

    private String resetLink(String user) {
        return fixture.links.issue(
                Purpose.PASSWORD_RESET, Map.of("user", user), Duration.ofHours(1));
    }

    private void resetPassword(String token, String address) {
        fixture.accounts.resetPassword(token, "cinq chiens noirs", address);
    }

    @Test
    public void when_the_event_cannot_be_stored_the_password_stays() {
        String token = resetLink(marie());
        Sessions.Opened before =
                fixture.sessions
                        .logIn("marie@constructor.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .orElseThrow();
        fixture.failing = "identity.password-changed";
        assertThrows(IllegalStateException.class, () -> resetPassword(token, Fixture.ADDRESS));
        assertTrue(fixture.accounts.isPasswordResetOpen(token));
        assertTrue(fixture.credentials.bySession(before.token(), Tenant.NONE).isPresent());
        assertTrue(
                fixture.sessions
                        .logIn("marie@constructor.fr", Fixture.PASSWORD, Fixture.ADDRESS)
                        .isPresent());
    }

    @Test
    public void an_address_opens_no_more_links_after_too_many_guesses() {
        String ada = spaceLink("ada@constructor.fr", null);
        String marie = spaceLink("marie@constructor.fr", null);
        guess(99, token -> activate(token, Fixture.PASSWORD));
        assertTrue(activate(ada, Fixture.PASSWORD).isPresent());
        guess(1, token -> activate(token, Fixture.PASSWORD));
        tooMany(() -> activate(marie, Fixture.PASSWORD));
        assertTrue(isOpen(marie));
        assertTrue(
                fixture.accounts
                        .activate(
                                marie,
                                Fixture.PASSWORD,
                                Optional.empty(),
                                Optional.empty(),
                                "192.0.2.7")
                        .isPresent());
    }

    @Test
    public void an_address_resets_no_more_passwords_after_too_many_guesses() {
        String token = resetLink(marie());
        guess(99, made -> resetPassword(made, Fixture.ADDRESS));
        fixture.accounts.requestPasswordReset("marie@constructor.fr", Fixture.ADDRESS);
        tooMany(
                () ->
                        fixture.accounts.requestPasswordReset(
                                "marie@constructor.fr", Fixture.ADDRESS));
        tooMany(() -> resetPassword(token, Fixture.ADDRESS));
        assertEquals(
                1,
                fixture.types().stream()
                        .filter("identity.password-reset-requested"::equals)
                        .count());
        resetPassword(token, "192.0.2.7");
    }

    private static void guess(int times, Consumer<String> use) {
        for (int i = 0; i < times; i++) {
            String token = "guess " + i;
            assertEquals(
                    DomainException.Category.NOT_FOUND,
                    assertThrows(DomainException.class, () -> use.accept(token)).category());
        }
    }

    private static void tooMany(Runnable attempt) {
        assertEquals("too-many-tries", assertThrows(DomainException.class, attempt::run).code());
    }

    @Test
    public void a_request_for_a_reset_takes_the_same_least_time_whoever_it_is_for() {
        activate(spaceLink("marie@constructor.fr", null), Fixture.PASSWORD);
        for (String email : List.of("marie@constructor.fr", "nobody@x.fr", "no address")) {
            long begin = System.nanoTime();
            fixture.accounts.requestPasswordReset(email, Fixture.ADDRESS);
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            assertFalse(email + " " + taken, taken.compareTo(DatabaseAccounts.EVEN_TIME) < 0);
        }
    }

    @Test
    public void a_request_for_an_unknown_address_does_nothing_and_a_mailbox_is_not_filled() {
        activate(spaceLink("marie@constructor.fr", null), Fixture.PASSWORD);
        fixture.accounts.requestPasswordReset("nobody@x.fr", Fixture.ADDRESS);
        fixture.accounts.requestPasswordReset("no address", Fixture.ADDRESS);
        assertFalse(fixture.types().contains("identity.password-reset-requested"));
        for (int i = 0; i < 12; i++) {
            fixture.accounts.requestPasswordReset("marie@constructor.fr", Fixture.ADDRESS);
        }
        assertEquals(
                10,
                fixture.types().stream()
                        .filter("identity.password-reset-requested"::equals)
                        .count());
    }

    @Test
    public void an_operator_s_link_does_not_reset_a_password_later() {
        NewFirm firm = fixture.firm("BATIE", "ada@batie.fr");
        String late =
                fixture.links.issue(
                        Purpose.ACTIVATION,
                        Map.of("kind", "operator", "user", firm.administrator().person().id()),
                        Duration.ofDays(1));
        assertTrue(fixture.accounts.activation(late).isEmpty());
        assertEquals(
                DomainException.Category.NOT_FOUND,
                assertThrows(DomainException.class, () -> activate(late, "cinq chiens noirs"))
                        .category());
    }

    @Test
    public void an_account_is_found_by_its_address_however_it_is_written() {
        fixture.firm("BATIE", "ada@batie.fr");
        Accounts.Account found = fixture.accounts.find(" ADA@Batie.fr").orElseThrow();
        assertEquals(Accounts.AccountState.ACTIVE, found.state());
        fixture.accounts.setDisabled(found.person().id(), true, "boss");
        assertEquals(
                Accounts.AccountState.DISABLED,
                fixture.accounts.find("ada@batie.fr").orElseThrow().state());
        assertTrue(fixture.accounts.find("bob@batie.fr").isEmpty());
    }

    @Test
    public void nobody_disables_himself_and_a_pending_user_is_not_let_in() {
        assertEquals(
                "own-account",
                assertThrows(
                                DomainException.class,
                                () -> fixture.accounts.setDisabled("me", true, "me"))
                        .code());
        NewFirm firm =
                fixture.administration.createFirm(
                        "BATIE",
                        Optional.empty(),
                        new Invitation("ada@batie.fr", "Ada", "fr", FirmRole.ADMINISTRATOR),
                        Actor.SYSTEM);
        assertEquals(
                "wrong-state",
                assertThrows(
                                DomainException.class,
                                () ->
                                        fixture.accounts.setDisabled(
                                                firm.administrator().person().id(), false, "boss"))
                        .code());
    }
}
