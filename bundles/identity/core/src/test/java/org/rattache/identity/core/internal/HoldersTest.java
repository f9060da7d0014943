package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.Accounts.Activation;
import org.rattache.identity.api.Accounts.ActivationKind;
import org.rattache.identity.api.Credentials.Tenant;
import org.rattache.identity.api.Holders.Holder;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public final class HoldersTest {

    private static final String SPACE = "space-1";
    private static final String NEW = "Neuf@example.org";

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;
    private DatabaseHolders holders;
    private String ada;
    private String eva;

    public HoldersTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void begin() {
        fixture = new Fixture(database, folder.getRoot().toPath());
        holders =
                new DatabaseHolders(
                        fixture.transactions,
                        fixture.passwords,
                        fixture.throttle,
                        fixture.events,
                        fixture.clock);
        ada = fixture.firm("UN", "ada@example.org").administrator().person().id();
        eva = fixture.firm("DEUX", "eva@example.org").administrator().person().id();
        fixture.memberships.grant(SPACE, "CONSTRUCTOR", ada);
        fixture.published.clear();
    }

    private Holder invite(String by, String email) {
        return holders.invite(SPACE, by, email, Fixture.PASSWORD, Fixture.ADDRESS);
    }

    private String link(Holder invited) {
        return fixture.links.issue(
                Purpose.ACTIVATION, HolderInvitations.link(invited.id()), Duration.ofDays(7));
    }

    private void activate(String token, String password) {
        assertTrue(
                fixture.accounts
                        .activate(
                                token,
                                password,
                                Optional.empty(),
                                Optional.empty(),
                                Fixture.ADDRESS)
                        .isPresent());
    }

    private void remove(String id, String by) {
        holders.remove(SPACE, id, holders.find(SPACE, id).version(), Actor.user(by));
    }

    private static String refusal(Runnable work) {
        return assertThrows(DomainException.class, work::run).code();
    }

    @Test
    public void an_invitation_gives_nothing_until_it_is_accepted_with_the_invitees_password() {
        Holder invited = invite(ada, "EVA@example.org");
        assertEquals(
                "no address in an event",
                Map.of("space", SPACE, "user", ada, "invitation", invited.id()),
                fixture.published.get(0).data());
        assertFalse(fixture.memberships.isHolder(SPACE, eva));
        String token = link(invited);
        Activation shown = fixture.accounts.activation(token).orElseThrow();
        assertEquals(ActivationKind.HOLDER, shown.kind());
        assertEquals(Optional.of("CONSTRUCTOR"), shown.company());
        assertEquals(Optional.of("Ada"), shown.firm());
        assertTrue(shown.accountExists());
        assertFalse(fixture.memberships.isHolder(SPACE, eva));
        assertEquals(
                Optional.empty(),
                fixture.accounts.activate(
                        token,
                        "trois chats gris",
                        Optional.empty(),
                        Optional.empty(),
                        Fixture.ADDRESS));
        activate(token, Fixture.PASSWORD);
        assertTrue(fixture.memberships.isHolder(SPACE, eva));
        assertEquals("not-found", refusal(() -> activate(token, Fixture.PASSWORD)));
        assertEquals(List.of("identity.holder-invited", "identity.holder-joined"), fixture.types());
        assertEquals(2, holders.of(SPACE).size());
    }

    @Test
    public void somebody_without_an_account_gets_one_and_that_space_alone() {
        activate(link(invite(ada, NEW)), "trois chiens noirs");
        String user = fixture.accounts.find(NEW).orElseThrow().person().id();
        assertEquals(java.util.Set.of(SPACE), fixture.memberships.spacesOf(user));
    }

    @Test
    public void only_a_holder_invites_with_his_own_password() {
        assertEquals("not-found", refusal(() -> invite(eva, NEW)));
        assertEquals(
                "invalid-fields",
                refusal(
                        () ->
                                holders.invite(
                                        SPACE, ada, NEW, "trois chats gris", Fixture.ADDRESS)));
        assertEquals("invalid-fields", refusal(() -> invite(ada, "neuf")));
        assertEquals("already-holder", refusal(() -> invite(ada, "ADA@example.org")));
        assertEquals(List.of(), fixture.types());
    }

    @Test
    public void an_invitation_ends_by_another_one_by_withdrawal_and_with_who_gave_it() {
        Holder first = invite(ada, NEW);
        String old = link(first);
        Holder second = invite(ada, NEW);
        assertEquals(Optional.empty(), fixture.accounts.activation(old));
        String withdrawn = link(second);
        remove(second.id(), ada);
        assertEquals("not-found", refusal(() -> activate(withdrawn, "trois chiens noirs")));

        fixture.memberships.grant(SPACE, "CONSTRUCTOR", eva);
        String ofAda = link(invite(ada, "tiers@example.org"));
        remove(ada, eva);
        assertEquals("not-found", refusal(() -> activate(ofAda, "trois chiens noirs")));
    }

    @Test
    public void a_removed_holder_is_out_on_the_next_request_and_the_last_one_stays() {
        assertEquals("last-holder", refusal(() -> remove(ada, ada)));
        fixture.memberships.grant(SPACE, "CONSTRUCTOR", eva);
        String session =
                fixture.sessions
                        .logIn("ada@example.org", Fixture.PASSWORD, Fixture.ADDRESS)
                        .orElseThrow()
                        .token();
        remove(ada, eva);
        assertFalse(
                fixture.credentials
                        .bySession(session, new Tenant(Tenant.Kind.SPACE, SPACE))
                        .orElseThrow()
                        .caller()
                        .spaces()
                        .contains(SPACE));
        assertEquals("not-found", refusal(() -> remove(eva, ada)));
        assertEquals("last-holder", refusal(() -> remove(eva, eva)));
        assertEquals(
                Map.of("space", SPACE, "user", ada),
                fixture.published.get(fixture.published.size() - 1).data());
    }

    @Test
    public void a_disabled_holder_does_not_count_as_one_who_stays() {
        fixture.memberships.grant(SPACE, "CONSTRUCTOR", eva);
        fixture.accounts.setDisabled(eva, true, ada);
        assertEquals("last-holder", refusal(() -> remove(ada, ada)));
    }

    @Test
    public void two_who_leave_at_once_do_not_leave_the_space_to_nobody() throws Exception {
        fixture.memberships.grant(SPACE, "CONSTRUCTOR", eva);
        ConcurrentLinkedQueue<String> who = new ConcurrentLinkedQueue<>(List.of(ada, eva));
        List<String> answers =
                Fixture.parallel(
                        2,
                        () -> {
                            String me = who.remove();
                            try {
                                remove(me, me);
                                return "left";
                            } catch (DomainException e) {
                                return e.code();
                            }
                        });
        assertEquals(answers.toString(), 1, fixture.memberships.holders(SPACE).size());
        assertTrue(answers.toString(), answers.contains("left"));
    }
}
