package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
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
import org.rattache.identity.api.FirmAdministration.ApiToken;
import org.rattache.identity.api.FirmAdministration.FirmEntry;
import org.rattache.identity.api.FirmAdministration.Invitation;
import org.rattache.identity.api.FirmAdministration.NewApiToken;
import org.rattache.identity.api.FirmAdministration.NewFirm;
import org.rattache.identity.api.FirmAdministration.Operator;
import org.rattache.identity.api.FirmAdministration.OperatorState;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Scope;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class FirmAdministrationTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;

    public FirmAdministrationTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void setUp() {
        fixture = new Fixture(database, folder.getRoot().toPath());
    }

    private static final Actor BOSS = Actor.user("boss");

    private Operator invite(String firm, String email, FirmRole role) {
        return fixture.administration.invite(firm, new Invitation(email, email, "en", role), BOSS);
    }

    private Operator active(String firm, String email, FirmRole role) {
        Operator invited = invite(firm, email, role);
        fixture.activateOperator(invited.person().id());
        return fixture.administration.operator(firm, invited.person().id()).orElseThrow();
    }

    private Operator change(String firm, Operator operator, FirmRole role, Boolean disabled) {
        return fixture.administration.change(
                firm,
                operator.person().id(),
                Optional.ofNullable(role),
                Optional.ofNullable(disabled),
                operator.version(),
                BOSS);
    }

    @Test
    public void a_new_firm_invites_its_administrator_and_an_existing_user_is_not_invited_again() {
        NewFirm first = fixture.firm("BATIE", "ada@batie.fr");
        assertEquals(
                List.of(
                        "identity.firm-created",
                        "identity.operator-invited",
                        "identity.user-activated"),
                fixture.types());
        fixture.published.clear();
        NewFirm second =
                fixture.administration.createFirm(
                        "AUTRE",
                        Optional.of("12345678901234"),
                        new Invitation("ADA@batie.fr", "x", "fr", FirmRole.ADMINISTRATOR),
                        BOSS);
        assertEquals(first.administrator().person().id(), second.administrator().person().id());
        assertEquals(OperatorState.ACTIVE, second.administrator().state());
        assertEquals(
                List.of("identity.firm-created", "identity.operator-changed"), fixture.types());
    }

    @Test
    public void every_faulty_field_of_a_new_firm_is_named() {
        DomainException refused =
                assertThrows(
                        DomainException.class,
                        () ->
                                fixture.administration.createFirm(
                                        " ",
                                        Optional.of("12"),
                                        new Invitation("no address", "", "de", FirmRole.OPERATOR),
                                        BOSS));
        assertEquals(
                List.of(
                        "/name",
                        "/siret",
                        "/administrator/name",
                        "/administrator/language",
                        "/administrator/email"),
                refused.errors().stream().map(DomainException.FieldError::pointer).toList());
    }

    @Test
    public void the_last_administrator_stays() {
        NewFirm created = fixture.firm("BATIE", "ada@batie.fr");
        String firm = created.firm().firm().id();
        Operator ada =
                fixture.administration
                        .operator(firm, created.administrator().person().id())
                        .orElseThrow();
        invite(firm, "invited@batie.fr", FirmRole.ADMINISTRATOR);
        active(firm, "bob@batie.fr", FirmRole.OPERATOR);
        for (Runnable attempt :
                List.<Runnable>of(
                        () -> change(firm, ada, FirmRole.OPERATOR, null),
                        () -> change(firm, ada, null, true),
                        () ->
                                fixture.administration.remove(
                                        firm, ada.person().id(), ada.version(), BOSS))) {
            assertEquals(
                    "last-administrator", assertThrows(DomainException.class, attempt::run).code());
        }
        active(firm, "eve@batie.fr", FirmRole.ADMINISTRATOR);
        fixture.administration.remove(firm, ada.person().id(), ada.version(), BOSS);
        assertTrue(fixture.administration.operator(firm, ada.person().id()).isEmpty());
        assertFalse(fixture.memberships.mayActFor(firm, Actor.user(ada.person().id())));
    }

    @Test
    public void two_administrators_who_remove_each_other_at_the_same_moment_do_not_both_succeed()
            throws Exception {
        for (int round = 0; round < 10; round++) {
            NewFirm created = fixture.firm("BATIE" + round, "ada" + round + "@batie.fr");
            String firm = created.firm().firm().id();
            Operator ada =
                    fixture.administration
                            .operator(firm, created.administrator().person().id())
                            .orElseThrow();
            Operator bob = active(firm, "bob" + round + "@batie.fr", FirmRole.ADMINISTRATOR);
            List<Operator> victims = new java.util.concurrent.CopyOnWriteArrayList<>();
            victims.add(ada);
            victims.add(bob);
            List<Boolean> removed =
                    Fixture.parallel(
                            2,
                            () -> {
                                Operator victim = victims.remove(0);
                                try {
                                    fixture.administration.remove(
                                            firm, victim.person().id(), victim.version(), BOSS);
                                    return true;
                                } catch (DomainException e) {
                                    return false;
                                }
                            });
            assertEquals(1, removed.stream().filter(r -> r).count());
        }
    }

    @Test
    public void a_disabled_operator_is_out_of_this_firm_alone_and_can_come_back() {
        String firm = fixture.firm("BATIE", "ada@batie.fr").firm().firm().id();
        String other = fixture.firm("AUTRE", "eve@autre.fr").firm().firm().id();
        Operator bob = active(firm, "bob@batie.fr", FirmRole.OPERATOR);
        invite(other, "bob@batie.fr", FirmRole.OPERATOR);
        Operator out = change(firm, bob, null, true);
        assertEquals(OperatorState.DISABLED, out.state());
        assertFalse(fixture.memberships.mayActFor(firm, Actor.user(bob.person().id())));
        assertTrue(fixture.memberships.mayActFor(other, Actor.user(bob.person().id())));
        assertEquals(
                DomainException.Category.STALE,
                assertThrows(DomainException.class, () -> change(firm, bob, null, false))
                        .category());
        assertEquals(OperatorState.ACTIVE, change(firm, out, null, false).state());
    }

    @Test
    public void an_operator_of_another_firm_does_not_exist() {
        String firm = fixture.firm("BATIE", "ada@batie.fr").firm().firm().id();
        NewFirm other = fixture.firm("AUTRE", "eve@autre.fr");
        Operator eve = other.administrator();
        assertTrue(fixture.administration.operator(firm, eve.person().id()).isEmpty());
        assertEquals(
                DomainException.Category.NOT_FOUND,
                assertThrows(
                                DomainException.class,
                                () -> change(firm, eve, FirmRole.OPERATOR, null))
                        .category());
    }

    @Test
    public void an_invited_operator_is_invited_again_and_an_active_one_is_not() {
        String firm = fixture.firm("BATIE", "ada@batie.fr").firm().firm().id();
        Operator bob = invite(firm, "bob@batie.fr", FirmRole.OPERATOR);
        assertEquals(bob, invite(firm, "BOB@batie.fr", FirmRole.OPERATOR));
        assertEquals(OperatorState.INVITED, bob.state());
        fixture.activateOperator(bob.person().id());
        assertEquals(
                "already-operator",
                assertThrows(
                                DomainException.class,
                                () -> invite(firm, "bob@batie.fr", FirmRole.OPERATOR))
                        .code());
    }

    @Test
    public void when_the_event_cannot_be_stored_nobody_is_invited() {
        String firm = fixture.firm("BATIE", "ada@batie.fr").firm().firm().id();
        List<Operator> before = operators(firm);
        fixture.failing = "identity.operator-invited";
        assertThrows(
                IllegalStateException.class, () -> invite(firm, "bob@batie.fr", FirmRole.OPERATOR));
        assertEquals(before, operators(firm));
        assertTrue(fixture.accounts.find("bob@batie.fr").isEmpty());
    }

    private List<Operator> operators(String firm) {
        return fixture.administration.operators(firm, PageRequest.first(50)).items();
    }

    @Test
    public void lists_are_paged_by_name_without_gap_or_double() {
        String firm = fixture.firm("BATIE", "ada@batie.fr").firm().firm().id();
        for (String name : List.of("c", "b", "d", "e", "a")) {
            fixture.administration.createApiToken(
                    firm, name, Set.of(Scope.LINKS_READ), Optional.empty(), BOSS);
            invite(firm, name + "@batie.fr", FirmRole.OPERATOR);
        }
        Page<ApiToken> first = fixture.administration.apiTokens(firm, PageRequest.first(3));
        Page<ApiToken> rest = fixture.administration.apiTokens(firm, after(first.next()));
        assertEquals(List.of("a", "b", "c"), first.items().stream().map(ApiToken::name).toList());
        assertEquals(List.of("d", "e"), rest.items().stream().map(ApiToken::name).toList());
        assertEquals(new Page.Total(5, true), first.total());
        assertTrue(rest.next().isEmpty());
        Page<Operator> operators = fixture.administration.operators(firm, PageRequest.first(4));
        assertEquals(
                2, fixture.administration.operators(firm, after(operators.next())).items().size());
        fixture.firm("AUTRE", "eve@autre.fr");
        Page<FirmEntry> firms = fixture.administration.firms(PageRequest.first(1));
        assertEquals("AUTRE", firms.items().get(0).firm().name());
        assertEquals(
                "BATIE",
                fixture.administration.firms(after(firms.next())).items().get(0).firm().name());
    }

    @Test
    public void a_made_up_cursor_is_refused() {
        PageRequest madeUp = after(Optional.of(Cursor.of("a\u0000", "b").encode()));
        assertEquals(
                "bad-cursor",
                assertThrows(DomainException.class, () -> fixture.administration.firms(madeUp))
                        .code());
    }

    private static PageRequest after(Optional<String> cursor) {
        return new PageRequest(50, cursor.map(text -> Cursor.decode(text, 2)));
    }

    @Test
    public void an_api_token_opens_its_firm_until_it_ends_or_is_revoked() {
        String firm = fixture.firm("BATIE", "ada@batie.fr").firm().firm().id();
        NewApiToken created =
                fixture.administration.createApiToken(
                        firm,
                        "ERP",
                        Set.of(Scope.LINKS_READ, Scope.TRAIL_READ),
                        Optional.of(fixture.clock.instant().plus(Duration.ofDays(1))),
                        BOSS);
        String id = created.token().id();
        Caller caller = fixture.credentials.byApiToken(created.secret()).orElseThrow();
        assertEquals(Caller.Kind.API_TOKEN, caller.kind());
        assertEquals(Set.of(firm), caller.firms().keySet());
        assertEquals(Set.of(Scope.LINKS_READ, Scope.TRAIL_READ), caller.scopes());
        assertTrue(fixture.memberships.mayActFor(firm, caller.actor()));
        assertEquals(
                Optional.of(fixture.clock.instant()),
                fixture.administration.apiToken(firm, id).orElseThrow().lastUsedAt());
        assertTrue(fixture.credentials.byApiToken(created.secret() + "x").isEmpty());
        assertTrue(fixture.credentials.byApiToken("").isEmpty());

        fixture.clock.forward(Duration.ofDays(1));
        assertTrue(fixture.credentials.byApiToken(created.secret()).isEmpty());
        assertFalse(fixture.memberships.mayActFor(firm, caller.actor()));

        NewApiToken other =
                fixture.administration.createApiToken(
                        firm, "ERP", Set.of(Scope.LINKS_READ), Optional.empty(), BOSS);
        assertEquals(
                DomainException.Category.NOT_FOUND,
                assertThrows(
                                DomainException.class,
                                () ->
                                        fixture.administration.revokeApiToken(
                                                "other firm",
                                                other.token().id(),
                                                other.token().version(),
                                                BOSS))
                        .category());
        fixture.administration.revokeApiToken(
                firm, other.token().id(), other.token().version(), BOSS);
        assertTrue(fixture.credentials.byApiToken(other.secret()).isEmpty());
        assertTrue(fixture.types().contains("identity.api-token-revoked"));
    }

    @Test
    public void a_token_without_name_scope_or_future_is_refused() {
        assertEquals(
                3,
                assertThrows(
                                DomainException.class,
                                () ->
                                        fixture.administration.createApiToken(
                                                "f",
                                                "",
                                                Set.of(),
                                                Optional.of(fixture.clock.instant()),
                                                BOSS))
                        .errors()
                        .size());
    }

    @Test
    public void granting_twice_and_revoking_twice_is_the_same_as_once() {
        String user = fixture.firm("BATIE", "ada@batie.fr").administrator().person().id();
        fixture.memberships.grant("s1", "CONSTRUCTOR", user);
        fixture.memberships.grant("s1", "CONSTRUCTOR", user);
        assertEquals(Set.of("s1"), fixture.memberships.spacesOf(user));
        assertEquals(1, fixture.memberships.holders("s1").size());
        fixture.memberships.revoke("s1", user);
        fixture.memberships.revoke("s1", user);
        assertTrue(fixture.memberships.spacesOf(user).isEmpty());
        assertFalse(fixture.memberships.isHolder("s1", user));
    }
}
