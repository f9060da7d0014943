package org.rattache.web.pages.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.Test;
import org.rattache.identity.api.Accounts;
import org.rattache.identity.api.Accounts.Activated;
import org.rattache.identity.api.Accounts.Activation;
import org.rattache.identity.api.Accounts.ActivationKind;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Credentials;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.api.Person;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.identity.http.Connections;
import org.rattache.identity.http.SessionCookie;
import org.rattache.partner.api.LinkFreezes;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

public class PagesTest {

    private static final Connections CONNECTIONS = new Connections(false);
    private static final String GOOD = "une longue phrase de passe";

    private final List<String> ended = new ArrayList<>();

    private static Profile profile(boolean mustChange) {
        return new Profile(
                new Person("u", "Ada", "ada@example.org", "fr"),
                false,
                mustChange,
                List.of(),
                List.of());
    }

    /** Somebody with the session "session", whose password is {@link #GOOD}. */
    private Visitors visitors(boolean mustChange) {
        Map<String, Function<Object[], Object>> sessions =
                Map.of(
                        "logIn",
                        a ->
                                a[1].equals(GOOD)
                                        ? Optional.of(
                                                new Sessions.Opened("new", profile(mustChange)))
                                        : Optional.empty(),
                        "profile",
                        a -> Optional.of(profile(mustChange)),
                        "end",
                        a -> ended.add((String) a[0]),
                        "changePassword",
                        a -> {
                            if (!a[1].equals(GOOD)) {
                                new Violations()
                                        .add("/current", "wrong-password", "")
                                        .add("/new", "too-short", "")
                                        .throwIfAny();
                            }
                            return new Sessions.Opened("new", profile(false));
                        });
        Caller caller = new Caller(Caller.Kind.USER, "u", false, Map.of(), Set.of(), Set.of());
        return new Visitors(
                Fakes.service(Sessions.class, sessions),
                Fakes.service(
                        Credentials.class,
                        Map.of(
                                "bySession",
                                a ->
                                        a[0].equals("session")
                                                ? Optional.of(
                                                        new Credentials.LiveSession(
                                                                caller, mustChange))
                                                : Optional.empty())));
    }

    private static Answer.Shown shown(Answer answer) {
        assertTrue(answer.toString(), answer instanceof Answer.Shown);
        return (Answer.Shown) answer;
    }

    private static String body(Answer answer) {
        return shown(answer).body().markup();
    }

    // --- log-in ---------------------------------------------------------------------------

    @Test
    public void a_log_in_begins_a_session_and_ends_the_one_of_before() {
        LogInServlet page = new LogInServlet(CONNECTIONS, visitors(false));
        Answer answer =
                page.submit(
                        Fakes.visit(
                                Map.of(
                                        "email", "ada@example.org",
                                        "password", GOOD,
                                        "next", "/platform/documents")));
        assertEquals(
                new Answer.Led(
                        "/platform/documents", Optional.of(SessionCookie.header("new", false))),
                answer);
        assertEquals(List.of("session"), ended);
    }

    @Test
    public void a_failed_log_in_keeps_the_address_and_never_the_password() {
        LogInServlet page = new LogInServlet(CONNECTIONS, visitors(false));
        Answer answer =
                page.submit(
                        Fakes.visit(Map.of("email", "<ada@example.org>", "password", "secret-x")));
        assertEquals(401, shown(answer).status());
        assertTrue(body(answer).contains("&lt;ada@example.org&gt;"));
        assertFalse(body(answer).contains("secret-x"));
        assertTrue(body(answer).contains("role=\"alert\""));
    }

    @Test
    public void who_is_logged_in_is_led_on() {
        LogInServlet page = new LogInServlet(CONNECTIONS, visitors(true));
        assertEquals(
                new Answer.Led("/login/password", Optional.empty()),
                page.show(Fakes.visit(Map.of())));
    }

    // --- log-out and password -------------------------------------------------------------

    @Test
    public void a_log_out_needs_the_form_of_the_own_session() {
        LogOutServlet page = new LogOutServlet(CONNECTIONS, visitors(false));
        String form = body(page.show(Fakes.visit(Map.of("lang", "en"))));
        String token = SessionCookie.csrfToken("session");
        assertTrue(form, form.contains(token));

        assertEquals(403, shown(page.submit(Fakes.visit(Map.of("csrf", "forged")))).status());
        assertEquals(List.of(), ended);
        Answer.Shown out = shown(page.submit(Fakes.visit(Map.of("csrf", token))));
        assertEquals(Optional.of(SessionCookie.clearing(false)), out.cookie());
        assertEquals(List.of("session"), ended);
    }

    @Test
    public void a_changed_password_needs_the_form_the_current_one_and_twice_the_new_one() {
        PasswordChangeServlet page = new PasswordChangeServlet(CONNECTIONS, visitors(true));
        String csrf = SessionCookie.csrfToken("session");
        Map<String, String> right =
                Map.of("csrf", csrf, "current", GOOD, "password", "n", "again", "n");
        assertEquals(
                new Answer.Led("/platform/", Optional.of(SessionCookie.header("new", false))),
                page.submit(Fakes.visit(right)));
        Map<String, String> other = new HashMap<>(right);
        other.put("again", "m");
        assertEquals(422, shown(page.submit(Fakes.visit(other))).status());
        other.putAll(Map.of("again", "n", "current", "wrong", "lang", "en"));
        String refused = body(page.submit(Fakes.visit(other)));
        assertTrue(refused, refused.contains("id=\"current-error\""));
        assertTrue(refused, refused.contains("id=\"password-error\""));
        other.put("csrf", "forged");
        assertEquals(403, shown(page.submit(Fakes.visit(other))).status());
    }

    @Test
    public void a_person_reads_his_own_language_unless_he_asks_for_another() {
        PasswordChangeServlet page = new PasswordChangeServlet(CONNECTIONS, visitors(true));
        assertTrue(body(page.show(Fakes.visit(Map.of()))).contains("Mot de passe actuel"));
        assertTrue(body(page.show(Fakes.visit(Map.of("lang", "en")))).contains("Current password"));
    }

    // --- activation -----------------------------------------------------------------------

    private ActivationServlet activation(
            Activation activation, Function<Object[], Object> activate) {
        return new ActivationServlet(
                CONNECTIONS,
                Fakes.service(
                        Accounts.class,
                        Map.of("activation", a -> Optional.of(activation), "activate", activate)),
                visitors(false));
    }

    private static Activation space(boolean accountExists) {
        return new Activation(
                ActivationKind.SPACE,
                "m***@example.org",
                Optional.of("<script>BATIE"),
                Optional.of("CONSTRUCTOR"),
                accountExists);
    }

    @Test
    public void looking_at_an_invitation_changes_nothing_and_says_who_invites() {
        String body =
                body(activation(space(false), a -> assertNotCalled()).show(Fakes.visit(Map.of())));
        assertTrue(body, body.contains("&lt;script&gt;BATIE"));
        assertTrue(body, body.contains("CONSTRUCTOR"));
        assertFalse(body, body.contains("<script>"));
        assertEquals(body, 2, body.split("type=\"password\"", -1).length - 1);
    }

    private static Object assertNotCalled() {
        throw new AssertionError("It was used.");
    }

    @Test
    public void two_different_passwords_use_nothing_up() {
        Answer answer =
                activation(space(false), a -> assertNotCalled())
                        .submit(Fakes.visit(Map.of("password", GOOD, "again", GOOD + "x")));
        assertEquals(422, shown(answer).status());
        assertTrue(body(answer).contains("id=\"again-error\""));
    }

    @Test
    public void an_activation_logs_in() {
        Answer answer =
                activation(
                                space(false),
                                a -> {
                                    assertEquals(Optional.of("Marie"), a[2]);
                                    assertEquals(Optional.of("en"), a[3]);
                                    return Optional.of(
                                            new Activated(
                                                    ActivationKind.SPACE, "m@example.org", true));
                                })
                        .submit(
                                Fakes.visit(
                                        Map.of(
                                                "password", GOOD,
                                                "again", GOOD,
                                                "name", " Marie ")));
        assertEquals(
                new Answer.Led("/platform/", Optional.of(SessionCookie.header("new", false))),
                answer);
    }

    @Test
    public void an_address_with_an_account_gives_its_password() {
        ActivationServlet page = activation(space(true), a -> Optional.empty());
        String body = body(page.show(Fakes.visit(Map.of())));
        assertTrue(body, body.contains("autocomplete=\"current-password\""));
        assertEquals(401, shown(page.submit(Fakes.visit(Map.of("password", "no")))).status());
    }

    // --- this was not me ------------------------------------------------------------------

    @Test
    public void looking_at_a_freeze_freezes_nothing() {
        LinkFreezes.Freeze freeze = new LinkFreezes.Freeze("DEMOLITOR", "BATIE", true);
        NotMeServlet page =
                new NotMeServlet(
                        CONNECTIONS,
                        Fakes.service(LinkFreezes.class, Map.of("show", a -> Optional.of(freeze))));
        assertTrue(body(page.show(Fakes.visit(Map.of()))).contains("<form method=\"post\">"));
    }

    @Test
    public void a_company_with_a_holder_of_its_own_decides_itself() {
        LinkFreezes.Freeze freeze = new LinkFreezes.Freeze("DEMOLITOR", "BATIE", false);
        NotMeServlet page =
                new NotMeServlet(
                        CONNECTIONS,
                        Fakes.service(
                                LinkFreezes.class,
                                Map.of(
                                        "show",
                                        a -> Optional.of(freeze),
                                        "freeze",
                                        a -> {
                                            throw DomainException.conflict("account-held", "");
                                        })));
        Answer answer = page.submit(Fakes.visit(Map.of()));
        assertEquals(409, shown(answer).status());
        assertFalse(body(answer).contains("<form"));
    }

    // --- log-in addresses -----------------------------------------------------------------

    @Test
    public void looking_at_a_new_address_confirms_nothing_and_the_form_does() {
        List<Object> used = new ArrayList<>();
        LogInAddresses addresses =
                Fakes.service(
                        LogInAddresses.class,
                        Map.of(
                                "show",
                                a -> Optional.of((boolean) a[1] ? "<o***@example.org" : "<n***"),
                                "confirm",
                                a -> used.add("confirm " + a[0]),
                                "cancel",
                                a -> used.add("cancel " + a[0])));
        AddressChangeServlet confirm = new AddressChangeServlet(CONNECTIONS, addresses);
        NotMyAddressServlet cancel = new NotMyAddressServlet(CONNECTIONS, addresses);
        String asked = body(confirm.show(Fakes.visit(Map.of())));
        assertTrue(asked, asked.contains("&lt;n***"));
        assertTrue(asked, asked.contains("<form method=\"post\">"));
        String told = body(cancel.show(Fakes.visit(Map.of())));
        assertTrue(told, told.contains("&lt;o***@example.org"));
        assertEquals(List.of(), used);
        assertEquals(200, shown(confirm.submit(Fakes.visit(Map.of()))).status());
        assertEquals(200, shown(cancel.submit(Fakes.visit(Map.of()))).status());
        assertEquals(List.of("confirm t", "cancel t"), used);
    }
}
