package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The pages behind the links of mails, and log-in, as a browser without JavaScript uses them. */
public class PagesIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static Server server;
    private static World world;
    private static Client.Answer given;
    private static Client.Answer chosen;

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("pages");
        world = new World(server);
        firstLogIn();
    }

    @AfterClass
    public static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Client.Answer send(
            String page, Map<String, String> fields, Map<String, String> headers) {
        String form =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", FORM);
        return Client.anonymous(server).send("POST", page, BodyPublishers.ofString(form), all);
    }

    private static Client.Answer send(String page, Map<String, String> fields) {
        return send(page, fields, Map.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Client.Answer get(String page, String... headers) {
        return Client.anonymous(server)
                .get(page, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
    }

    private static String cookie(Client.Answer answer) {
        return answer.header("Set-Cookie").replaceFirst(";.*", "");
    }

    private static String field(Client.Answer page, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.text());
        assertTrue(page.text(), value.find());
        return value.group(1);
    }

    @Test
    public void every_page_has_the_strict_headers_and_no_script() {
        for (String page :
                List.of(
                        "/login",
                        "/logout",
                        "/platform/password-reset",
                        "/gateway/password-reset",
                        "/platform/password-reset/inconnu",
                        "/platform/activation/inconnu",
                        "/gateway/activation/inconnu",
                        "/platform/not-me/inconnu",
                        "/platform/address-change/inconnu",
                        "/platform/not-my-address/inconnu")) {
            Client.Answer answer = get(page);
            answer.is(page.endsWith("inconnu") ? 404 : 200);
            assertEquals(page, "text/html;charset=utf-8", answer.header("Content-Type"));
            String policy = answer.header("Content-Security-Policy");
            assertTrue(page, policy.startsWith("default-src 'none'; style-src 'self';"));
            assertFalse(page, policy.contains("unsafe"));
            assertEquals(page, "no-store", answer.header("Cache-Control"));
            assertEquals(page, "nosniff", answer.header("X-Content-Type-Options"));
            assertFalse(page, answer.text().matches("(?s).*(<script| style=| on[a-z]+=).*"));
        }
        Matcher sheet = Pattern.compile("/login/pages.css\\?v=\\w+").matcher(get("/login").text());
        assertTrue(sheet.find());
        assertTrue(get(sheet.group()).is(200).header("Content-Type").startsWith("text/css"));
    }

    @Test
    public void french_first_then_what_the_browser_or_the_address_asks_for() {
        assertTrue(get("/login").text().contains("<html lang=\"fr\">"));
        Client.Answer english = get("/login", "Accept-Language", "en-US,en;q=0.9,fr;q=0.1");
        assertTrue(english.text().contains("<html lang=\"en\">"));
        assertEquals("en", english.header("Content-Language"));
        assertTrue(get("/login?lang=fr", "Accept-Language", "en").text().contains("Connexion"));
    }

    /** The first log-in happens once, so all other tests begin with it. */
    private static void firstLogIn() throws Exception {
        Matcher once =
                Pattern.compile("(?im)^.*(?:password|mot de passe)[^:=]*[:=]\\s*(\\S+)\\s*$")
                        .matcher(Files.readString(server.data().resolve("first-log-in.txt")));
        assertTrue(once.find());
        given =
                send(
                        "/login?next=%2Fgateway%2Ffirms",
                        Map.of("email", "admin@localhost", "password", once.group(1)));
        Map<String, String> session = Map.of("Cookie", cookie(given));
        Client.Answer page = Client.anonymous(server).get(given.header("Location"), session);
        chosen =
                send(
                        given.header("Location"),
                        Map.of(
                                "csrf",
                                field(page, "csrf"),
                                "current",
                                once.group(1),
                                "password",
                                World.PASSWORD,
                                "again",
                                World.PASSWORD),
                        session);
    }

    @Test
    public void the_given_password_of_the_first_administrator_is_replaced_before_anything_else() {
        assertEquals("/login/password?next=%2Fgateway%2Ffirms", given.is(303).header("Location"));
        assertEquals("/gateway/firms", chosen.is(303).header("Location"));
        assertFalse(Files.exists(server.data().resolve("first-log-in.txt")));
        get("/api/identity/v1/session", "Cookie", cookie(given)).is(401);
        get("/api/identity/v1/firms", "Cookie", cookie(chosen)).is(200);
    }

    @Test
    public void an_invited_operator_gets_in_by_the_link_of_his_mail() throws Exception {
        String email = UUID.randomUUID() + "@batie.example";
        world.systemAdministrator()
                .post(
                        "/api/identity/v1/firms",
                        Map.of(
                                "name",
                                "<b>BATIE</b> \"& FILS\"",
                                "administrator",
                                Map.of("email", email, "name", "Ada")))
                .is(201);
        String page = "/gateway/activation/" + world.mailbox().token(email, "activation");
        Client.Answer shown = get(page).is(200);
        assertTrue(
                shown.text(), shown.text().contains("&lt;b&gt;BATIE&lt;/b&gt; &quot;&amp; FILS"));

        send(page, Map.of("password", World.PASSWORD, "again", "autre chose")).is(422);
        send(page, Map.of("password", "court", "again", "court")).is(422);
        Map<String, String> right = Map.of("password", World.PASSWORD, "again", World.PASSWORD);
        send(page, right, Map.of("Origin", "https://evil.example")).is(403);
        Client.Answer in = send(page, right).is(303);
        assertEquals("/gateway/", in.header("Location"));
        assertEquals(
                email,
                get("/api/identity/v1/session", "Cookie", cookie(in))
                        .is(200)
                        .json()
                        .at("/user/email")
                        .asText());
        get(page).is(404);
        send(page, right).is(404);
    }

    @Test
    public void a_client_opens_its_space_and_logs_in_and_out() throws Exception {
        Situation s = new Situation(world);
        String file = s.batie.add("ÉLECTRO <i>", s.address("electro"));
        s.batie.operator().post(s.batie.file(file) + "/invitation", Map.of()).is(202);
        String email = s.address("electro");
        String page = "/platform/activation/" + world.mailbox().token(email, "activation");
        String text = get(page).is(200).text();
        assertTrue(text, text.contains("BATIE CONSTRUCTION"));
        assertTrue(text, text.contains("ÉLECTRO &lt;i&gt;"));
        assertFalse("the whole address is not shown", text.contains(email));
        Client.Answer in =
                send(
                                page,
                                Map.of(
                                        "password",
                                        World.PASSWORD,
                                        "again",
                                        World.PASSWORD,
                                        "name",
                                        "Zoé"))
                        .is(303);
        assertEquals("/platform/", in.header("Location"));

        Client.Answer again =
                send(
                        "/login?next=" + encoded("//evil.example/platform/"),
                        Map.of("email", email, "password", World.PASSWORD));
        assertEquals("/platform/", again.is(303).header("Location"));
        String session = cookie(again);
        Client.Answer out = get("/logout", "Cookie", session).is(200);
        send("/logout", Map.of("csrf", "forged"), Map.of("Cookie", session)).is(403);
        get("/api/identity/v1/session", "Cookie", session).is(200);
        send("/logout", Map.of("csrf", field(out, "csrf")), Map.of("Cookie", session)).is(200);
        get("/api/identity/v1/session", "Cookie", session).is(401);
    }

    @Test
    public void a_failed_log_in_says_the_same_for_everybody_and_is_throttled() throws Exception {
        Situation s = new Situation(world);
        String unknown = s.address("personne");
        Client.Answer known =
                send("/login", Map.of("email", s.holder.email(), "password", "faux")).is(401);
        Client.Answer nobody = send("/login", Map.of("email", unknown, "password", "faux")).is(401);
        assertEquals(
                known.text().replace(s.holder.email(), "x"), nobody.text().replace(unknown, "x"));
        assertNull(known.header("Set-Cookie"));
        Client.Answer last = nobody;
        for (int i = 0; i < 10; i++) {
            last = send("/login", Map.of("email", unknown, "password", "faux"));
        }
        last.is(429);
        assertTrue(last.text(), last.text().contains("Trop d&#39;essais"));
        // counted together with the REST
        new Client(server).logIn(unknown, "faux").is(429);
    }

    @Test
    public void a_forgotten_password_is_replaced_by_the_link_of_the_mail() throws Exception {
        Situation s = new Situation(world);
        String unknown = s.address("personne");
        String page = "/platform/password-reset";
        assertEquals(
                send(page, Map.of("email", unknown)).is(200).text(),
                send(page, Map.of("email", s.holder.email())).is(200).text());
        String link = page + "/" + world.mailbox().token(s.holder.email(), "password-reset");
        get(link).is(200);
        String other = "une autre phrase de passe 8";
        send(link, Map.of("password", other, "again", other)).is(200);
        get(link).is(404);
        Client.loggedIn(server, s.holder.email(), other);
    }

    @Test
    public void this_was_not_me_freezes_by_a_form_and_not_by_looking() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        s.open();
        String page = "/platform/not-me/" + world.mailbox().token(s.address("contact"), "not-me");
        String text = get(page).is(200).text();
        assertTrue(text, text.contains("DEMOLITOR"));
        assertFalse(text, text.contains("CONSTRUCTOR</"));
        s.holder.content(document).is(200);
        send(page, Map.of(), Map.of("Sec-Fetch-Site", "cross-site")).is(403);
        s.holder.content(document).is(200);
        send(page, Map.of()).is(200);
        s.holder.content(document).is(404);
        get(page).is(404);
    }

    @Test
    public void s2b_a_log_in_address_changes_when_the_new_one_confirms_and_the_old_one_can_undo_it()
            throws Exception {
        Situation s = new Situation(world);
        String old = s.holder.email();
        String next = s.address("nouvelle");
        String asking = "/api/identity/v1/session/address-changes";
        s.holder.person().post(asking, Map.of("email", next, "password", "faux")).is(422);
        s.holder.person().post(asking, Map.of("email", next, "password", World.PASSWORD)).is(202);
        String confirm =
                "/platform/address-change/" + world.mailbox().token(next, "address-change");
        String cancel = "/platform/not-my-address/" + world.mailbox().token(old, "not-my-address");

        get(confirm).is(200);
        assertEquals(401, new Client(server).logIn(next, World.PASSWORD).status());
        send(confirm, Map.of()).is(200);
        s.holder.person().get("/api/identity/v1/session").is(401);
        assertEquals(401, new Client(server).logIn(old, World.PASSWORD).status());
        assertEquals(200, new Client(server).logIn(next, World.PASSWORD).status());
        send(confirm, Map.of()).is(404);

        get(cancel).is(200);
        send(cancel, Map.of()).is(200);
        for (String address : List.of(old, next)) {
            assertEquals(
                    "somebody else knows the password",
                    401,
                    new Client(server).logIn(address, World.PASSWORD).status());
        }
        world.mailbox().token(old, "password-reset");
    }
}
