package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * What must never happen, tried over HTTP on the started archive. That nothing is lost when the
 * server is killed [S4], {@link PracticalCaseIT} tries.
 */
public class SafetyRulesIT {

    private static Server server;
    private static World world;

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("safety-rules");
        world = new World(server);
    }

    @AfterClass
    public static void stop() {
        if (server != null) {
            server.close();
        }
    }

    // --- S1: whose documents a link opens -------------------------------------------------

    @Test
    public void s1_a_link_opens_only_the_documents_of_the_firm_that_vouched() throws Exception {
        Situation s = new Situation(world);
        Gateway other = s.firm("AUTRE");
        // the other firm knows the same company under the same address, and the same manager
        String there = other.add("DEMOLITOR", s.holder.email(), s.siren());
        String secret = other.send(there, "secret-de-autre");
        String shown = s.batie.send(s.demolitor, "bail");

        s.open();

        s.holder.content(shown).is(200);
        assertEquals(List.of("bail"), s.holder.names("DEMOLITOR"));
        s.holder.document(secret).is(404);
        s.holder.content(secret).is(404);
        assertFalse(s.holder.everything().contains("secret-de-autre"));
        assertFalse("nor that there is such a firm", s.holder.everything().contains(other.id()));
    }

    @Test
    public void s1_with_its_own_holders_agreement_a_link_covers_every_firm_and_no_sooner()
            throws Exception {
        Situation s = new Situation(world);
        Platform own = s.batie.invite(s.demolitor, s.address("contact"));
        Gateway other = s.firm("AUTRE");
        String there = other.add("DEMOLITOR", own.email(), s.siren());
        String theirs = other.send(there, "de autre");
        // whoever has an account answers a second firm by taking up its invitation
        other.operator().post(other.file(there) + "/invitation", Map.of()).is(202);
        Await.until(() -> world.mailbox().count(own.email(), "/activation/") == 2);
        String token = world.mailbox().token(own.email(), "activation");
        Client.anonymous(server)
                .post("/api/identity/v1/activations/" + token, Map.of("password", World.PASSWORD))
                .is(200);
        Await.until(() -> pendingOrRead(own, theirs));

        s.linked();
        s.holder.acceptCompany("DEMOLITOR");
        s.holder.acceptFirm("DEMOLITOR");
        s.holder.answer(s.holder.request("company", "DEMOLITOR"), "group-acceptance").is(409);
        s.holder.content(theirs).is(404);

        own.answer(own.pending().path(0), "acceptance").is(200);
        s.holder.content(theirs).is(404);
        s.holder.acceptGroup("DEMOLITOR");
        s.holder.content(theirs).is(200);
    }

    /** A request of the second firm is accepted as soon as it is there. */
    private static boolean pendingOrRead(Platform own, String document) {
        for (JsonNode request : own.pending()) {
            own.answer(request, "acceptance");
        }
        return own.content(document).status() == 200;
    }

    @Test
    public void s1_an_equal_email_alone_opens_nothing() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);

        s.holder.content(document).is(404);
        assertEquals(List.of("CONSTRUCTOR"), s.holder.accounts());
        assertEquals(0, s.holder.pending().size());
    }

    // --- S2: the holder and the former contact of the secondary account --------------------

    @Test
    public void s2_the_holder_of_the_secondary_must_agree_in_his_own_session() throws Exception {
        Situation s = new Situation(world);
        Platform own = s.batie.invite(s.demolitor, s.address("contact"));
        String document = s.batie.send(s.demolitor, "bail");
        s.linked();
        JsonNode agreement = own.pending().path(0);
        assertEquals("agreement", agreement.path("kind").asText());

        s.holder.acceptCompany("DEMOLITOR");
        s.holder.acceptFirm("DEMOLITOR");
        JsonNode company = s.holder.request("company", "DEMOLITOR");
        Client.Answer refused = s.holder.answer(company, "group-acceptance").is(409);
        assertTrue(refused.text(), refused.text().contains("agreement-missing"));
        s.holder.content(document).is(404);

        // the request of the other is not there for the main account's holder, in either space
        s.holder.answer(agreement, "acceptance").is(404);
        s.holder
                .person()
                .post(own.partner() + "/requests/" + Gateway.id(agreement) + "/acceptance", null)
                .is(404);

        own.answer(agreement, "acceptance").is(200);
        s.holder.content(document).is(404);
        s.holder.answer(company, "group-acceptance").is(200);
        s.holder.content(document).is(200);
        own.content(document).is(200);
    }

    @Test
    public void s2_a_refused_agreement_keeps_the_documents_closed() throws Exception {
        Situation s = new Situation(world);
        Platform own = s.batie.invite(s.demolitor, s.address("contact"));
        String document = s.batie.send(s.demolitor, "bail");
        s.linked();
        own.answer(own.pending().path(0), "refusal").is(200);

        s.holder.acceptCompany("DEMOLITOR");
        s.holder.acceptFirm("DEMOLITOR");
        s.holder.answer(s.holder.request("company", "DEMOLITOR"), "group-acceptance").is(409);
        s.holder.content(document).is(404);
        own.content(document).is(200);
    }

    @Test
    public void s2_a_firm_demands_a_code_and_a_delay() throws Exception {
        Situation s = new Situation(world);
        String safeguards = "/api/partner/v1/firms/" + s.batie.id() + "/link-safeguards";
        Client.Answer off = s.batie.operator().get(safeguards).is(200);
        assertEquals("\"0\"", off.header("ETag"));
        s.batie
                .operator()
                .put(
                        safeguards,
                        Map.of("earlierDocumentsDelayDays", 7, "codeRequired", true),
                        off.header("ETag"))
                .is(200);
        String earlier = s.batie.send(s.demolitor, "avant");
        String link = s.linked();
        s.holder.acceptCompany("DEMOLITOR");
        s.holder.acceptFirm("DEMOLITOR");
        JsonNode company = s.holder.request("company", "DEMOLITOR");
        assertTrue(company.path("codeRequired").asBoolean());
        assertEquals(7, company.path("earlierDocumentsDelayDays").asInt());
        s.holder.answer(company, "group-acceptance").is(409).problem("no-code-issued");

        String codes = "/api/partner/v1/firms/" + s.batie.id() + "/links/" + link + "/code";
        Map<String, String> key = Map.of("Idempotency-Key", "code-" + link);
        String first =
                s.batie.operator().post(codes, Map.of(), key).is(200).json().path("code").asText();
        Client.Answer again = s.batie.operator().post(codes, Map.of(), key).is(200);
        String code = again.json().path("code").asText();
        assertNotEquals("no answer with a code is kept", first, code);
        s.holder.answer(company, "group-acceptance").is(422).problem("code-required");
        s.holder.guess(company, first, "cle-1").is(422).problem("wrong-code");
        s.holder.guess(company, code, "cle-2").is(200);

        s.holder.content(earlier).is(404);
        assertEquals(0, s.holder.names("DEMOLITOR").size());
        String since = s.batie.send(s.demolitor, "après");
        s.holder.content(since).is(200);
        assertEquals(1, s.holder.names("DEMOLITOR").size());
        assertTrue(
                s.holder
                        .request("company", "DEMOLITOR")
                        .path("earlierDocumentsOpenAt")
                        .isTextual());
    }

    @Test
    public void s2_five_wrong_codes_make_the_link_void_whatever_the_keys() throws Exception {
        Situation s = new Situation(world);
        String safeguards = "/api/partner/v1/firms/" + s.batie.id() + "/link-safeguards";
        s.batie
                .operator()
                .put(
                        safeguards,
                        Map.of("earlierDocumentsDelayDays", 0, "codeRequired", true),
                        s.batie.operator().get(safeguards).is(200).header("ETag"))
                .is(200);
        String link = s.linked();
        String codes = "/api/partner/v1/firms/" + s.batie.id() + "/links/" + link + "/code";
        String code = s.batie.operator().post(codes, Map.of()).is(200).json().path("code").asText();
        s.holder.acceptCompany("DEMOLITOR");
        JsonNode company = s.holder.request("company", "DEMOLITOR");
        for (int wrong = 1; wrong <= 5; wrong++) {
            s.holder
                    .guess(company, "AAAA-AAAA-AAA" + (wrong + 1), "essai-" + wrong)
                    .is(422)
                    .problem("wrong-code");
        }
        // a request that is sent again is no further try, and gets what it got before
        s.holder.guess(company, "AAAA-AAAA-AAA6", "essai-5").is(422).problem("wrong-code");
        s.holder.guess(company, code, "essai-6").is(409).problem("void");
    }

    @Test
    public void s2_the_former_contact_is_told_and_freezes_the_link() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String former = s.address("contact");
        Client anonymous = Client.anonymous(server);
        s.batie.changeEmail(s.demolitor, s.holder.email());
        world.mailbox().token(former, "not-me");
        assertEquals("told when the address changed", 1, world.mailbox().count(former));
        s.batie.awaitProposal(s.demolitor);
        String link = s.batie.link(s.constructor, s.demolitor);
        Await.until(() -> world.mailbox().count(former) == 2);
        s.holder.acceptAll("DEMOLITOR");
        s.holder.content(document).is(200);

        String freeze = "/api/partner/v1/link-freezes/" + world.mailbox().token(former, "not-me");
        JsonNode shown = anonymous.get(freeze).is(200).json();
        assertEquals("DEMOLITOR", shown.path("company").asText());
        assertFalse(
                "a stranger learns nothing of the main account",
                shown.toString().contains("CONSTRUCTOR"));
        s.holder.content(document).is(200);
        anonymous.post(freeze, Map.of()).is(200);

        s.holder.content(document).is(404);
        assertEquals(List.of("CONSTRUCTOR"), s.holder.accounts());
        Await.until(() -> s.batie.linkState(link).equals("frozen"));
        anonymous.post(freeze, Map.of()).is(404);
        // a link made anew opens nothing either, until the address changes
        s.batie.unlink(link, "bloque");
        String digest = s.batie.preview(s.constructor, s.demolitor).json().path("digest").asText();
        assertRefused("frozen", s.batie.validate(digest, s.constructor, s.demolitor));
        s.holder.content(document).is(404);
    }

    @Test
    public void s2b_a_contact_address_is_no_log_in() throws Exception {
        Situation s = new Situation(world);
        s.batie.changeEmail(s.constructor, s.address("nouvelle"));

        new Client(server).logIn(s.address("nouvelle"), World.PASSWORD).is(401);
        Client holder = Client.loggedIn(server, s.holder.email(), World.PASSWORD);
        assertEquals(s.holder.email(), holder.session().at("/user/email").asText());
        // nor does the password of the log-in go to the new contact
        Client.anonymous(server)
                .post("/api/identity/v1/password-resets", Map.of("email", s.address("nouvelle")))
                .is(202);
        Client.anonymous(server)
                .post("/api/identity/v1/password-resets", Map.of("email", s.holder.email()))
                .is(202);
        world.mailbox().token(s.holder.email(), "password-reset");
        assertEquals(0, world.mailbox().count(s.address("nouvelle"), "/password-reset/"));
    }

    // --- S2c: what was shown is what counts -----------------------------------------------

    @Test
    public void s2c_an_email_that_changed_meanwhile_makes_the_request_void() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String link = s.linked();
        JsonNode company = s.holder.request("company", "DEMOLITOR");
        s.batie.changeEmail(s.demolitor, s.address("ailleurs"));

        Client.Answer refused = s.holder.answer(company, "acceptance").is(409);
        assertTrue(refused.text(), refused.text().contains("void"));
        s.holder.answer(s.holder.request("firm", "DEMOLITOR"), "acceptance").is(409);
        // back again, but what was shown is gone for good
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.holder.answer(company, "acceptance").is(409);
        s.holder.answer(company, "reopening").is(409);
        s.holder.content(document).is(404);
        Await.until(() -> s.batie.linkState(link).equals("void"));
    }

    @Test
    public void s2c_an_operator_who_was_put_out_meanwhile_makes_the_request_void()
            throws Exception {
        Situation s = new Situation(world);
        Client administrator = s.batie.operator();
        String operators = "/api/identity/v1/firms/" + s.batie.id() + "/operators";
        String email = s.address("operatrice");
        administrator.post(operators, Map.of("email", email, "name", "Olive")).is(201);
        Client.anonymous(server)
                .post(
                        "/api/identity/v1/activations/"
                                + world.mailbox().token(email, "activation"),
                        Map.of("password", World.PASSWORD))
                .is(200);
        Gateway hers = s.batie.as(Client.loggedIn(server, email, World.PASSWORD));
        hers.changeEmail(s.demolitor, s.holder.email());
        hers.awaitProposal(s.demolitor);
        hers.link(s.constructor, s.demolitor);

        String id =
                Gateway.id(
                        Client.where(Gateway.items(administrator.get(operators)), "/email", email)
                                .orElseThrow());
        String path = operators + "/" + id;
        administrator
                .patch(
                        path,
                        Map.of("disabled", true),
                        administrator.get(path).is(200).header("ETag"))
                .is(200);

        hers.operator().get(hers.files()).is(404);
        Client.Answer refused =
                s.holder.answer(s.holder.request("company", "DEMOLITOR"), "acceptance").is(409);
        assertTrue(refused.text(), refused.text().contains("void"));
        assertEquals(List.of("CONSTRUCTOR"), s.holder.accounts());
    }

    @Test
    public void s2c_looking_decides_nothing() throws Exception {
        Situation s = new Situation(world);
        s.linked();
        JsonNode before = s.holder.pending();
        for (JsonNode request : before) {
            String path = s.holder.partner() + "/requests/" + Gateway.id(request);
            s.holder.person().get(path).is(200);
            for (String answer : List.of("acceptance", "group-acceptance", "refusal")) {
                s.holder.person().get(path + "/" + answer).is(405);
            }
        }
        assertEquals(before, s.holder.pending());
    }

    // --- S2d, S2e: stars, and addresses of many -------------------------------------------

    @Test
    public void s2d_a_link_is_a_star_without_chains() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        s.open();
        String third = s.batie.add("TROISIÈME", s.address("troisieme"));
        Platform other = s.batie.invite(third, s.address("troisieme"));

        assertRefused("is-main", s.batie.preview(third, s.constructor));
        assertRefused("main-is-secondary", s.batie.preview(s.demolitor, third));
        assertRefused("already-linked", s.batie.preview(third, s.demolitor));

        // who joins the group sees nothing of its other members
        String member = s.batie.send(third, "du troisième");
        s.batie.link(s.constructor, third);
        other.answer(other.pending().path(0), "acceptance").is(200);
        s.holder.acceptAll("TROISIÈME");
        s.holder.content(member).is(200);
        assertEquals(List.of("TROISIÈME"), other.accounts());
        other.content(document).is(404);
    }

    private static void assertRefused(String code, Client.Answer answer) {
        assertTrue(answer.text(), answer.is(409).text().contains(":" + code + "\""));
    }

    @Test
    public void s2e_an_address_of_many_companies_is_warned_about_and_not_proposed()
            throws Exception {
        Situation s = new Situation(world);
        String accountant = s.address("cabinet");
        for (int i = 1; i <= 11; i++) {
            s.batie.add("CLIENTE " + i, accountant);
        }

        s.batie.changeEmail(s.demolitor, accountant);

        JsonNode window = s.batie.suggestions(s.demolitor);
        assertEquals(accountant, window.at("/warning/email").asText());
        assertTrue(window.toString(), window.at("/warning/files").asInt() >= 11);
        s.batie.assertNothingProposedSoFar(s.demolitor);
    }

    // --- S3: what is not there and what is not yours --------------------------------------

    @Test
    public void s3_what_belongs_to_another_firm_answers_like_what_does_not_exist()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String link = s.open();
        Situation elsewhere = new Situation(world);
        Gateway other = elsewhere.batie;
        Client stranger = other.operator();
        String none = "00000000-0000-0000-0000-000000000000";

        // in the stranger's own firm, with ids of the other one; and inside of the other firm
        for (String id : List.of(s.demolitor, none)) {
            for (String path :
                    List.of(
                            other.file(id),
                            other.file(id) + "/history",
                            other.documents(id),
                            other.sections(id),
                            other.linking() + "/client-files/" + id + "/suggestions")) {
                assertSame404(stranger.get(other.file(none)), stranger.get(path), path);
            }
        }
        for (String path :
                List.of(
                        other.link(link),
                        other.documents(elsewhere.demolitor) + "/" + document,
                        other.documents(elsewhere.demolitor) + "/" + document + "/content",
                        s.batie.files(),
                        s.batie.file(s.demolitor),
                        s.batie.link(link),
                        s.batie.documents(s.demolitor),
                        "/api/audit/v1/firms/" + s.batie.id() + "/trail",
                        "/api/dashboard/v1/firms/" + s.batie.id() + "/actions",
                        "/api/identity/v1/firms/" + s.batie.id(),
                        "/api/identity/v1/firms/" + none)) {
            assertSame404(stranger.get(other.file(none)), stranger.get(path), path);
        }
        assertSame404(
                other.preview(elsewhere.constructor, none),
                other.preview(elsewhere.constructor, s.demolitor),
                "preview");

        // and on the platform's side
        Client person = elsewhere.holder.person();
        Client.Answer absent = elsewhere.holder.document(none);
        for (String path :
                List.of(
                        elsewhere.holder.documents() + "/documents/" + document,
                        elsewhere.holder.documents() + "/documents/" + document + "/content",
                        elsewhere.holder.documentsOf(s.holder.space()),
                        s.holder.partner() + "/requests",
                        s.holder.partner() + "/accounts",
                        s.holder.documents() + "/documents/" + document,
                        "/api/partner/v1/spaces/" + none + "/accounts",
                        "/api/audit/v1/spaces/" + s.holder.space() + "/trail")) {
            assertSame404(absent, person.get(path), path);
        }
        // a list of the own firm knows nothing of the other
        assertFalse(stranger.get(other.files() + "?limit=200").text().contains(s.demolitor));
    }

    private static void assertSame404(Client.Answer expected, Client.Answer actual, String path) {
        expected.is(404);
        assertEquals(path + " " + actual.text(), 404, actual.status());
        assertEquals(path, shape(expected), shape(actual));
    }

    /** Everything of an answer that does not differ between two requests anyway. */
    private static String shape(Client.Answer answer) {
        TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("date"));
        String body = answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "");
        headers.replaceAll(
                (name, values) ->
                        name.equalsIgnoreCase("x-request-id") ? List.of("an id") : values);
        return headers + body;
    }

    // --- S5: the trail --------------------------------------------------------------------

    @Test
    public void s5_who_did_what_is_in_a_trail_that_verifies() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String link = s.open();
        s.holder.content(document).is(200);

        JsonNode read = s.batie.trail("type=document.read&document=" + document, 1).path(0);
        assertEquals(s.demolitor, read.path("clientFile").asText());
        assertEquals("USER", read.at("/actor/kind").asText());
        assertFalse(
                "the firm learns that it was read, not who is behind other companies",
                read.toString().contains(s.holder.email()));
        JsonNode linked = s.batie.trail("type=linking.linked", 1).path(0);
        assertEquals(link, linked.path("link").asText());
        assertTrue(linked.toString(), linked.at("/actor/name").asText().startsWith("Personne "));
        Set<String> decisions =
                Set.copyOf(Gateway.texts(s.batie.trail("type=partner.*", 3), "/type"));
        assertTrue(decisions.toString(), decisions.contains("partner.group-accepted"));

        // the person reads his own trail, with his own name
        String own = "/api/audit/v1/spaces/" + s.holder.space() + "/trail?type=document.read";
        JsonNode mine = Gateway.items(s.holder.person().get(own)).path(0);
        assertEquals(document, mine.path("document").asText());
        assertTrue(mine.toString(), mine.at("/actor/name").isTextual());

        // the chain: without gaps, and whole when it is computed again
        List<Long> numbers = new ArrayList<>();
        s.batie.trail("limit=200", 5).forEach(entry -> numbers.add(entry.path("number").asLong()));
        for (int i = 1; i < numbers.size(); i++) {
            assertEquals(numbers.get(i - 1) - 1, (long) numbers.get(i));
        }
        JsonNode ofFirm =
                s.batie
                        .operator()
                        .get("/api/audit/v1/firms/" + s.batie.id() + "/verification")
                        .is(200)
                        .json();
        assertTrue(ofFirm.toString(), ofFirm.path("whole").asBoolean());
        assertTrue(ofFirm.toString(), ofFirm.path("entries").asLong() >= numbers.size());
        JsonNode ofAll =
                world.systemAdministrator().get("/api/audit/v1/verification").is(200).json();
        assertTrue(ofAll.toString(), ofAll.path("whole").asBoolean());
    }

    // --- an end bites on the next request -------------------------------------------------

    @Test
    public void an_unlink_closes_everything_on_the_next_request() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String link = s.open();
        String account = s.holder.account("DEMOLITOR").orElseThrow();
        s.holder.content(document).is(200);

        s.batie.unlink(link, "erreur");

        s.holder.content(document).is(404);
        s.holder.document(document).is(404);
        s.holder.person().get(s.holder.documentsOf(account)).is(404);
        s.holder
                .person()
                .post(s.holder.documents() + "/exports", Map.of("account", account))
                .is(404);
        s.holder
                .person()
                .upload(
                        s.holder.documentsOf(account),
                        "f.txt",
                        "text/plain",
                        new byte[] {1},
                        Map.of())
                .is(404);
        assertEquals(List.of("CONSTRUCTOR"), s.holder.accounts());
    }

    @Test
    public void s2_a_holder_lets_another_one_in_who_is_out_again_on_the_next_request()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.constructor, "bail");
        String second = s.address("associe");
        String holders = "/api/identity/v1/spaces/" + s.holder.space() + "/holders";
        s.holder.person().post(holders, Map.of("email", second, "password", "faux")).is(422);
        s.holder
                .person()
                .post(holders, Map.of("email", second, "password", World.PASSWORD))
                .is(201);
        String activation =
                "/api/identity/v1/activations/" + world.mailbox().token(second, "activation");
        Client anonymous = Client.anonymous(server);
        assertEquals("holder", anonymous.get(activation).is(200).json().path("kind").asText());
        anonymous.post(activation, Map.of("password", World.PASSWORD)).is(200);
        anonymous.post(activation, Map.of("password", World.PASSWORD)).is(404);

        Client other = Client.loggedIn(server, second, World.PASSWORD);
        String content = s.holder.documents() + "/documents/" + document + "/content";
        other.get(content).is(200);
        assertEquals(2, Gateway.items(other.get(holders)).size());
        String user = other.session().at("/user/id").asText();
        String path = holders + "/" + user;
        s.holder.person().delete(path, s.holder.person().get(path).is(200).header("ETag")).is(204);

        other.get(content).is(404);
        other.get(holders).is(404);
        String own = holders + "/" + s.holder.person().session().at("/user/id").asText();
        s.holder
                .person()
                .delete(own, s.holder.person().get(own).is(200).header("ETag"))
                .is(409)
                .problem("last-holder");
        String trail = "/api/audit/v1/spaces/" + s.holder.space() + "/trail";
        for (String type : List.of("holder-invited", "holder-joined", "holder-removed")) {
            Await.until(
                    () ->
                            Client.where(
                                            Gateway.items(s.holder.person().get(trail)),
                                            "/type",
                                            "identity." + type)
                                    .isPresent());
        }
    }

    @Test
    public void a_user_who_is_put_out_is_out_on_the_next_request() throws Exception {
        Situation s = new Situation(world);
        s.holder.person().get(s.holder.partner() + "/accounts").is(200);
        Client administrator = world.systemAdministrator();
        String user =
                Gateway.items(administrator.get("/api/identity/v1/users?email=" + s.holder.email()))
                        .at("/0/id")
                        .asText();

        administrator.post("/api/identity/v1/users/" + user + "/disablement", Map.of()).is(204);

        s.holder.person().get(s.holder.partner() + "/accounts").is(401);
        new Client(server).logIn(s.holder.email(), World.PASSWORD).is(401);
    }

    @Test
    public void a_recalled_document_is_gone_or_withdrawn_on_the_next_request() throws Exception {
        Situation s = new Situation(world);
        String unread = s.batie.send(s.constructor, "jamais ouvert");
        String read = s.batie.send(s.constructor, "déjà ouvert");
        s.holder.content(read).is(200);

        recall(s, unread);
        recall(s, read);

        s.holder.content(unread).is(404);
        s.holder.document(unread).is(404);
        Client.Answer withdrawn = s.holder.content(read).is(409);
        assertTrue(withdrawn.text(), withdrawn.text().contains("withdrawn"));
        assertEquals(
                "what was there is still seen to have been there",
                List.of("déjà ouvert"),
                s.holder.names("CONSTRUCTOR"));
    }

    @Test
    public void a_preview_is_a_reading_it_bites_and_it_stands_in_the_trail() throws Exception {
        Situation s = new Situation(world);
        String link = s.open();
        String picture = s.batie.send(s.demolitor, "plan.png", "image/png", png());
        String noise = s.batie.send(s.demolitor, "bruit.pdf", "application/pdf", new byte[5000]);
        String path = s.holder.documents() + "/documents/" + picture + "/preview?width=64";

        Client.Answer shown = s.holder.person().get(path).is(200);
        assertEquals("image/png", shown.header("Content-Type"));
        assertEquals("PNG", shown.text().substring(1, 4));
        assertEquals(1, s.batie.trail("type=document.read&clientFile=" + s.demolitor, 1).size());
        s.batie.operator().get(s.batie.documents(s.demolitor) + "/" + picture + "/preview").is(200);
        s.holder
                .person()
                .get(s.holder.documents() + "/documents/" + noise + "/preview")
                .is(422)
                .problem("no-preview");

        s.batie.unlink(link, "terminé");
        s.holder.person().get(path).is(404);
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private static void recall(Situation s, String document) {
        String path = s.batie.documents(s.constructor) + "/" + document;
        String etag = s.batie.operator().get(path).is(200).header("ETag");
        s.batie.operator().delete(path, etag).is(204);
    }
}
