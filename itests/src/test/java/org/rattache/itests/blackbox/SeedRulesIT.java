package org.rattache.itests.blackbox;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The rules of the product that were there from the beginning, each with what must happen and what
 * must not, over HTTP on the started archive. docs/rules.md names them.
 */
public class SeedRulesIT {

    private static Server server;
    private static World world;

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("seed-rules");
        world = new World(server);
    }

    @AfterClass
    public static void stop() {
        if (server != null) {
            server.close();
        }
    }

    // --- the gateway ----------------------------------------------------------------------

    @Test
    public void g1_changing_the_email_to_that_of_another_file_proposes_a_link() throws Exception {
        Situation s = new Situation(world);
        assertFalse(s.batie.button(s.demolitor).isTextual());

        // written otherwise it is the same address
        s.batie.changeEmail(s.demolitor, s.holder.email().toUpperCase(java.util.Locale.ROOT));
        s.batie.awaitProposal(s.demolitor);

        assertEquals(List.of("DEMOLITOR"), s.batie.namesToLink());
        JsonNode row = s.batie.clientsToLink().path(0);
        assertEquals("CONSTRUCTOR", row.at("/counterpart/name").asText());
        assertEquals(s.address("contact"), row.path("formerEmail").asText());
        assertFalse(
                "the file whose address it is has no button",
                s.batie.button(s.constructor).isTextual());
    }

    @Test
    public void g1_an_address_that_only_another_firm_knows_proposes_nothing() throws Exception {
        Situation s = new Situation(world);
        Gateway other = s.firm("AUTRE");
        other.add("AILLEURS", s.address("ailleurs"));

        s.batie.changeEmail(s.demolitor, s.address("ailleurs"));

        s.batie.assertNothingProposedSoFar(s.demolitor);
        assertEquals(List.of(), other.namesToLink());
    }

    @Test
    public void g2_adding_a_file_with_an_email_that_is_used_proposes_nothing() throws Exception {
        Situation s = new Situation(world);

        String added = s.batie.add("AJOUTÉE", s.holder.email());

        assertEquals(List.of(), s.batie.namesToLink());
        s.batie.assertNothingProposedSoFar(added);
        assertFalse(s.batie.button(s.constructor).isTextual());
    }

    @Test
    public void g3_both_ways_lead_to_the_link_window_of_the_file() throws Exception {
        Situation s = new Situation(world);
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);

        String fromTheFile = s.batie.button(s.demolitor).asText();
        String fromTheList = s.batie.clientsToLink().path(0).at("/links/suggestions").asText();
        assertEquals(fromTheFile, fromTheList);
        JsonNode window = s.batie.operator().get(fromTheFile).is(200).json();
        assertEquals(s.demolitor, window.at("/clientFile/id").asText());
        assertEquals(
                "only what is to be linked stands in the list",
                List.of("DEMOLITOR"),
                s.batie.namesToLink());
    }

    @Test
    public void g4_the_window_proposes_the_companies_of_the_group_and_no_others() throws Exception {
        Situation s = new Situation(world);
        s.batie.add("SANS RAPPORT", "accueil@sans-rapport.example");
        String without = s.batie.add("SANS ESPACE", s.holder.email());
        s.firm("AUTRE").add("CHEZ UN AUTRE", s.holder.email());
        s.batie.changeEmail(s.demolitor, s.holder.email());

        JsonNode window = s.batie.suggestions(s.demolitor);

        assertTrue(window.toString(), window.path("complete").asBoolean());
        assertEquals(
                List.of("CONSTRUCTOR", "SANS ESPACE"),
                Gateway.texts(window.path("items"), "/clientFile/name").stream().sorted().toList());
        JsonNode suggested =
                Client.where(window.path("items"), "/clientFile/id", s.constructor).orElseThrow();
        assertTrue(suggested.path("score").asDouble() > 0);
        assertEquals("email", suggested.at("/reasons/0/field").asText());
        // the drop-down list: an account that somebody holds can be the main one, and no other
        assertTrue(suggested.path("activeSpace").asBoolean());
        s.batie.preview(s.constructor, s.demolitor).is(200);
        Client.Answer refused = s.batie.preview(without, s.demolitor).is(409);
        assertTrue(refused.text(), refused.text().contains("main-without-space"));
        // what suggests is a service: the list says which ones are there
        JsonNode strategies = Gateway.items(s.batie.operator().get("/api/linking/v1/strategies"));
        assertTrue(strategies.toString(), Client.where(strategies, "/state", "active").isPresent());
    }

    @Test
    public void g5_the_recap_shows_every_account_and_stores_nothing() throws Exception {
        Situation s = new Situation(world);
        String third = s.batie.add("TROISIÈME", s.address("troisieme"));
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);

        JsonNode recap = s.batie.preview(s.constructor, s.demolitor, third).is(200).json();

        assertEquals("CONSTRUCTOR", recap.at("/main/name").asText());
        assertEquals(
                List.of("DEMOLITOR", "TROISIÈME"),
                Gateway.texts(recap.path("rows"), "/clientFile/name").stream().sorted().toList());
        assertEquals(0, s.batie.links("").size());
        assertEquals(0, s.holder.pending().size());
        assertEquals(List.of("DEMOLITOR"), s.batie.namesToLink());
    }

    @Test
    public void g6_validating_links_and_asks_in_the_space_of_the_main_account() throws Exception {
        Situation s = new Situation(world);
        String other = s.batie.add("TIERS", s.address("tiers"));
        Platform stranger = s.batie.invite(other, s.address("tiers"));
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);

        s.batie.validate("0".repeat(64), s.constructor, s.demolitor).is(409);
        assertEquals("another recap links nothing", 0, s.batie.links("").size());

        String link = s.batie.link(s.constructor, s.demolitor);

        assertEquals("pending", s.batie.linkState(link));
        assertEquals(
                List.of("company", "firm"),
                Gateway.texts(s.holder.pending(), "/kind").stream().sorted().toList());
        assertEquals(
                List.of("DEMOLITOR", "DEMOLITOR"),
                Gateway.texts(s.holder.pending(), "/company/name"));
        assertEquals("nobody else is asked", 0, stranger.pending().size());
        Await.until(() -> s.batie.namesToLink().isEmpty());
        assertFalse(s.batie.button(s.demolitor).isTextual());
    }

    @Test
    public void g7_the_dashboard_lists_what_waits_and_no_more() throws Exception {
        Situation s = new Situation(world);
        Gateway other = s.firm("AUTRE");
        s.batie.send(s.demolitor, "en attente");
        assertEquals(1, s.batie.waiting("documents-waiting"));
        assertEquals(0, s.batie.waiting("clients-to-link"));

        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);
        assertEquals(1, s.batie.waiting("clients-to-link"));

        s.batie.link(s.constructor, s.demolitor);
        Await.until(() -> s.batie.waiting("clients-to-link") == 0);
        assertEquals(1, s.batie.waiting("requests-unanswered"));

        s.holder.answer(s.holder.request("company", "DEMOLITOR"), "refusal").is(200);
        Await.until(() -> s.batie.waiting("requests-refused") == 1);
        assertEquals(0, s.batie.waiting("requests-unanswered"));

        // taken up again and opened: nothing waits any more
        s.holder.answer(s.holder.request("company", "DEMOLITOR"), "reopening").is(200);
        s.holder.acceptAll("DEMOLITOR");
        Await.until(
                () ->
                        s.batie.waiting("requests-refused") == 0
                                && s.batie.waiting("requests-unanswered") == 0);
        assertEquals("it can be read now", 0, s.batie.waiting("documents-waiting"));

        Gateway.actions(other.operator(), other.id())
                .forEach((kind, count) -> assertEquals(kind, Long.valueOf(0), count));
    }

    @Test
    public void g8_documents_get_a_section_and_keywords_when_sent_and_afterwards()
            throws Exception {
        Situation s = new Situation(world);
        Client operator = s.batie.operator();
        String contracts = section(s.batie, s.constructor, "Contrats", "contrat");
        String invoices = section(s.batie, s.constructor, "Factures", "facture");

        String sent =
                s.batie.send(
                        s.constructor,
                        "avenant",
                        Map.of("section", contracts, "keywords", List.of("avenant")));
        String routed =
                s.batie.send(s.constructor, "routé", Map.of("keywords", List.of("facture")));
        String late = s.batie.send(s.constructor, "classé après");

        assertEquals("Contrats", sectionOf(s, sent));
        assertEquals("a keyword leads to its section", "Factures", sectionOf(s, routed));
        assertEquals("", sectionOf(s, late));
        String path = s.batie.documents(s.constructor) + "/" + late;
        operator.patch(
                        path,
                        Map.of("section", invoices, "keywords", List.of("urgent")),
                        operator.get(path).is(200).header("ETag"))
                .is(200);
        assertEquals("Factures", sectionOf(s, late));
        assertEquals(
                List.of("urgent"),
                Gateway.texts(s.holder.document(late).is(200).json().path("keywords"), ""));

        // a section belongs to one client
        operator.upload(
                        s.batie.documents(s.demolitor),
                        "f.txt",
                        "text/plain",
                        new byte[] {1},
                        Map.of("section", contracts))
                .is(404);
        assertEquals(0, Gateway.items(operator.get(s.batie.documents(s.demolitor))).size());
        assertEquals(0, Gateway.items(operator.get(s.batie.sections(s.demolitor))).size());
    }

    @Test
    public void g9_an_invitation_creates_the_legal_space_once() throws Exception {
        Situation s = new Situation(world);
        String email = s.address("contact");
        Client anonymous = Client.anonymous(server);
        assertEquals(0, world.mailbox().count(email));

        s.batie.operator().post(s.batie.file(s.demolitor) + "/invitation", Map.of()).is(202);
        String link = "/api/identity/v1/activations/" + world.mailbox().token(email, "activation");

        // looking changes nothing, however often a mail scanner does it
        for (int i = 0; i < 3; i++) {
            anonymous.get(link).is(200);
        }
        new Client(server).logIn(email, World.PASSWORD).is(401);

        Map<String, String> body = Map.of("password", World.PASSWORD, "name", "Claude Contact");
        anonymous.post(link, body).is(200);
        anonymous.post(link, body).is(404);
        anonymous.get(link).is(404);
        Client invited = Client.loggedIn(server, email, World.PASSWORD);
        String space = invited.onlySpace();
        assertNotEquals(s.holder.space(), space);
        Await.until(
                () ->
                        Gateway.texts(
                                        Gateway.items(
                                                invited.get(
                                                        "/api/partner/v1/spaces/"
                                                                + space
                                                                + "/partners")),
                                        "/name")
                                .contains("BATIE CONSTRUCTION"));
    }

    @Test
    public void g10_a_link_can_be_undone_moved_and_proposed_again_and_all_is_in_the_trail()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String link = s.open();
        s.holder.content(document).is(200);

        s.batie.unlink(link, "erreur");
        s.holder.content(document).is(404);
        assertEquals("closed", s.batie.linkState(link));

        // refused, then proposed again: the person is asked anew
        String again = s.batie.link(s.constructor, s.demolitor);
        s.holder.answer(pendingCompany(s), "refusal").is(200);
        Await.until(() -> s.batie.linkState(again).equals("refused"));
        JsonNode proposed =
                s.batie
                        .operator()
                        .post(s.batie.link(again) + "/proposal-again", Map.of())
                        .is(201)
                        .json();
        assertEquals(again, proposed.path("replaces").asText());
        assertEquals("pending", proposed.path("state").asText());
        assertEquals(2, s.holder.pending().size());

        // another main account: its own holder is asked, the former one not any more
        String other = s.batie.add("AUTRE PRINCIPAL", s.address("autre"));
        Platform second = s.batie.invite(other, s.address("autre"));
        String path = s.batie.link(Gateway.id(proposed));
        JsonNode moved =
                s.batie
                        .operator()
                        .put(
                                path + "/main",
                                Map.of("main", other, "reason", "mauvais compte"),
                                s.batie.operator().get(path).is(200).header("ETag"))
                        .is(200)
                        .json();
        assertEquals(0, s.holder.pending().size());
        assertEquals(2, second.pending().size());
        s.batie.unlink(Gateway.id(moved), "fin");

        assertEquals(2, s.batie.trail("type=linking.unlinked", 2).size());
        JsonNode main = s.batie.trail("type=linking.main-changed", 1).path(0);
        assertEquals("mauvais compte", main.at("/detail/reason").asText());
        assertEquals("USER", main.at("/actor/kind").asText());
        assertTrue(main.at("/actor/name").isTextual());
        assertTrue(main.path("at").isTextual());
    }

    @Test
    public void g10_a_dismissed_proposal_comes_back_only_when_the_email_changes_again()
            throws Exception {
        Situation s = new Situation(world);
        Client operator = s.batie.operator();
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);
        String dismissal = s.batie.linking() + "/clients-to-link/" + s.demolitor + "/dismissal";

        operator.post(dismissal, Map.of()).is(422);
        operator.post(dismissal, Map.of("reason", "autre groupe")).is(204);
        assertEquals(List.of(), s.batie.namesToLink());
        Await.until(() -> !s.batie.button(s.demolitor).isTextual());
        operator.post(dismissal, Map.of("reason", "encore")).is(409);

        // the same address again is no change
        s.batie.changeEmail(s.demolitor, s.holder.email());
        assertEquals(List.of(), s.batie.namesToLink());
        s.batie.changeEmail(s.demolitor, s.address("ailleurs"));
        s.batie.changeEmail(s.demolitor, s.holder.email());
        s.batie.awaitProposal(s.demolitor);
        assertEquals(
                "autre groupe",
                s.batie.trail("type=linking.dismissed", 1).at("/0/detail/reason").asText());
    }

    @Test
    public void g12_of_two_operators_who_edit_the_same_file_the_second_is_told() throws Exception {
        Situation s = new Situation(world);
        Client operator = s.batie.operator();
        String path = s.batie.file(s.demolitor);
        String read = operator.get(path).is(200).header("ETag");

        operator.put(path, Map.of("name", "PREMIÈRE"), read).is(200);
        operator.put(path, Map.of("name", "SECONDE"), read).is(412);
        operator.put(path, Map.of("name", "SANS VERSION"), null).is(428);
        operator.delete(path, read).is(412);

        assertEquals("PREMIÈRE", operator.get(path).is(200).json().path("name").asText());
    }

    // --- the platform ---------------------------------------------------------------------

    @Test
    public void p1_the_user_logs_in_with_email_and_password() throws Exception {
        Situation s = new Situation(world);
        Client person = new Client(server);

        Client.Answer wrong = person.logIn(s.holder.email(), "pas le bon mot de passe");
        Client.Answer unknown = person.logIn(s.address("inconnu"), World.PASSWORD);
        assertEquals(401, wrong.status());
        assertEquals(
                "nobody learns who has an account",
                withoutRequestId(wrong),
                withoutRequestId(unknown));
        person.get(s.holder.partner() + "/accounts").is(401);

        Client.Answer right = person.logIn(s.holder.email(), World.PASSWORD).is(200);
        assertEquals(s.holder.space(), right.json().at("/spaces/0/id").asText());
        person.get(s.holder.partner() + "/accounts").is(200);
    }

    @Test
    public void p2_open_requests_stand_in_partners_to_confirm_with_accept_and_refuse()
            throws Exception {
        Situation s = new Situation(world);
        assertEquals(0, s.holder.pending().size());
        s.linked();

        for (JsonNode request : s.holder.pending()) {
            assertTrue(request.toString(), request.at("/steps/accept").asBoolean());
            assertTrue(request.toString(), request.at("/steps/refuse").asBoolean());
        }
        assertEquals(2, s.holder.pending().size());
        JsonNode firm = s.holder.request("firm", "DEMOLITOR");
        JsonNode company = s.holder.request("company", "DEMOLITOR");
        s.holder.answer(firm, "refusal").is(200);
        s.holder.answer(company, "acceptance").is(200);

        assertEquals("what is answered waits no more", 0, s.holder.pending().size());
        s.holder.answer(firm, "acceptance").is(409);
        s.holder.answer(company, "acceptance").is(409);
    }

    @Test
    public void p3_before_acceptance_not_even_names_and_after_it_all_that_was_sent_before()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "licenciement-ubiquiste.pdf");
        section(s.batie, s.demolitor, "Rubrique ubiquiste", "motcle-ubiquiste");
        s.linked();

        assertEquals(1, s.holder.request("company", "DEMOLITOR").at("/waiting/total").asInt());
        assertNotSeen(s, document);
        s.holder.acceptCompany("DEMOLITOR");
        assertNotSeen(s, document);
        s.holder.acceptFirm("DEMOLITOR");
        assertNotSeen(s, document);

        s.holder.acceptGroup("DEMOLITOR");
        assertEquals(List.of("licenciement-ubiquiste.pdf"), s.holder.names("DEMOLITOR"));
        assertArrayEquals(
                Gateway.content("licenciement-ubiquiste.pdf"),
                s.holder.content(document).is(200).bytes());
        assertTrue(s.holder.everything().contains("ubiquiste"));
    }

    private static void assertNotSeen(Situation s, String document) {
        String everything = s.holder.everything();
        assertFalse(everything, everything.contains("ubiquiste"));
        assertFalse(everything, everything.contains(document));
        s.holder.document(document).is(404);
        s.holder.content(document).is(404);
        s.holder
                .person()
                .post(s.holder.documents() + "/exports", Map.of("documents", List.of(document)))
                .is(404);
        assertFalse(
                "no mail names it either",
                world.mailbox().count(s.holder.email(), "ubiquiste") > 0);
    }

    @Test
    public void p4_a_secondary_account_opens_only_with_the_second_step() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "paie");
        s.linked();
        s.holder.acceptFirm("DEMOLITOR");
        JsonNode company = s.holder.request("company", "DEMOLITOR");

        s.holder.answer(company, "group-acceptance").is(409);
        assertClosed(s, document);
        s.holder.answer(company, "acceptance").is(200);
        assertClosed(s, document);
        JsonNode between = s.holder.request("company", "DEMOLITOR");
        assertFalse(between.at("/steps/accept").asBoolean());
        assertTrue(between.at("/steps/acceptGroup").asBoolean());

        s.holder.answer(company, "group-acceptance").is(200);
        assertEquals(List.of("CONSTRUCTOR", "DEMOLITOR"), s.holder.accounts());
        s.holder.content(document).is(200);
    }

    @Test
    public void p5_documents_open_when_group_and_firm_are_accepted_the_group_first()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "paie");
        s.linked();

        s.holder.acceptCompany("DEMOLITOR");
        s.holder.acceptGroup("DEMOLITOR");
        assertClosed(s, document);
        s.holder.acceptFirm("DEMOLITOR");
        s.holder.content(document).is(200);
    }

    @Test
    public void p5_documents_open_when_group_and_firm_are_accepted_the_firm_first()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "paie");
        s.linked();

        s.holder.acceptFirm("DEMOLITOR");
        assertClosed(s, document);
        s.holder.acceptCompany("DEMOLITOR");
        assertClosed(s, document);
        s.holder.acceptGroup("DEMOLITOR");
        s.holder.content(document).is(200);
    }

    @Test
    public void p5_with_the_firm_refused_nothing_opens() throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "paie");
        s.linked();
        s.holder.answer(s.holder.request("firm", "DEMOLITOR"), "refusal").is(200);
        s.holder.acceptCompany("DEMOLITOR");
        s.holder.acceptGroup("DEMOLITOR");
        assertClosed(s, document);
    }

    private static void assertClosed(Situation s, String document) {
        assertEquals(List.of("CONSTRUCTOR"), s.holder.accounts());
        s.holder.document(document).is(404);
        s.holder.content(document).is(404);
    }

    @Test
    public void p6_my_partners_show_the_firm_and_the_company() throws Exception {
        Situation s = new Situation(world);
        s.linked();
        assertEquals(
                "only who is accepted is a partner",
                List.of("BATIE CONSTRUCTION"),
                Gateway.texts(s.holder.partners(), "/name"));
        assertFalse(s.holder.partners().toString().contains("DEMOLITOR"));

        s.holder.acceptAll("DEMOLITOR");

        assertEquals(
                List.of("BATIE CONSTRUCTION", "DEMOLITOR"),
                Gateway.texts(s.holder.partners(), "/name"));
        JsonNode firm = Client.where(s.holder.partners(), "/kind", "firm").orElseThrow();
        assertEquals(
                List.of("CONSTRUCTOR", "DEMOLITOR"),
                Gateway.texts(firm.path("accounts"), "/name").stream().sorted().toList());
    }

    @Test
    public void p7_accounts_in_french_order_each_with_all_documents_of_both_directions()
            throws Exception {
        Situation s = new Situation(world);
        List<String> names = List.of("zinc", "Étanchéité", "edredon", "FAÇADE", "Eau", "épandage");
        String[] secondaries =
                names.stream()
                        .map(name -> s.batie.add(name, s.holder.email()))
                        .toArray(String[]::new);
        for (int i = 0; i < secondaries.length; i++) {
            s.batie.send(secondaries[i], "de " + names.get(i));
        }
        s.batie.link(s.constructor, secondaries);
        names.forEach(s.holder::acceptAll);

        assertEquals(
                List.of(
                        "CONSTRUCTOR",
                        "Eau",
                        "edredon",
                        "épandage",
                        "Étanchéité",
                        "FAÇADE",
                        "zinc"),
                s.holder.accounts());

        String facade = s.holder.account("FAÇADE").orElseThrow();
        s.holder
                .person()
                .upload(
                        s.holder.documentsOf(facade),
                        "réponse.txt",
                        "text/plain",
                        Gateway.content("réponse"),
                        Map.of("name", "réponse"))
                .is(201);
        assertEquals(
                "a click shows that account and no other, both directions",
                List.of("réponse", "de FAÇADE"),
                s.holder.names("FAÇADE"));
        assertEquals(List.of("de Eau"), s.holder.names("Eau"));
        JsonNode atTheFirm =
                Gateway.items(s.batie.operator().get(s.batie.documents(secondaries[3])));
        assertEquals(List.of("réponse", "de FAÇADE"), Gateway.texts(atTheFirm, "/name"));
        assertEquals("from-client", atTheFirm.at("/0/direction").asText());
    }

    @Test
    public void p8_documents_are_filtered_by_section_and_by_keyword() throws Exception {
        Situation s = new Situation(world);
        String contracts = section(s.batie, s.demolitor, "Contrats", "contrat");
        s.batie.send(s.demolitor, "mission", Map.of("keywords", List.of("contrat", "été")));
        s.batie.send(s.demolitor, "relevé", Map.of("keywords", List.of("heures")));
        s.batie.send(s.demolitor, "sans rien");
        s.open();
        String list = s.holder.documentsOf(s.holder.account("DEMOLITOR").orElseThrow());
        Client person = s.holder.person();

        assertEquals(3, Gateway.items(person.get(list)).size());
        assertEquals(List.of("mission"), filtered(person, list, "section=" + contracts));
        assertEquals(List.of("relevé"), filtered(person, list, "keyword=heures"));
        assertEquals(
                "without regard to case and accents",
                List.of("mission"),
                filtered(person, list, "keyword=ETE"));
        assertEquals(List.of(), filtered(person, list, "keyword=absent"));
        assertEquals(List.of(), filtered(person, list, "section=" + contracts + "&keyword=heures"));
        // the sections that the filter offers are those of this account
        String account = s.holder.account("DEMOLITOR").orElseThrow();
        assertEquals(
                List.of("Contrats"),
                Gateway.texts(
                        Gateway.items(
                                person.get(
                                        s.holder.documents()
                                                + "/accounts/"
                                                + account
                                                + "/sections")),
                        "/name"));
        assertEquals(
                List.of(),
                filtered(person, s.holder.documentsOf(s.holder.space()), "section=" + contracts));
    }

    @Test
    public void p10_who_removes_an_account_or_leaves_a_firm_closes_its_documents_at_once()
            throws Exception {
        Situation s = new Situation(world);
        String document = s.batie.send(s.demolitor, "bail");
        String own = s.batie.send(s.constructor, "le mien");
        String link = s.open();
        s.holder.content(document).is(200);

        s.holder.removePartner("DEMOLITOR");
        assertClosed(s, document);
        assertEquals(List.of("BATIE CONSTRUCTION"), Gateway.texts(s.holder.partners(), "/name"));
        Await.until(() -> s.batie.linkState(link).equals("left"));

        s.holder.content(own).is(200);
        s.holder.removePartner("BATIE CONSTRUCTION");
        s.holder.content(own).is(404);
        assertEquals(0, s.holder.partners().size());
    }

    // --- shared ---------------------------------------------------------------------------

    private static String section(Gateway gateway, String file, String name, String keyword) {
        return Gateway.id(
                gateway.operator()
                        .post(
                                gateway.sections(file),
                                Map.of("name", name, "keywords", List.of(keyword)))
                        .is(201)
                        .json());
    }

    private static String sectionOf(Situation s, String document) {
        return s.holder.document(document).is(200).json().at("/section/name").asText();
    }

    private static JsonNode pendingCompany(Situation s) {
        return Client.where(s.holder.pending(), "/kind", "company").orElseThrow();
    }

    private static List<String> filtered(Client person, String list, String query) {
        return Gateway.texts(Gateway.items(person.get(list + "?" + query)), "/name");
    }

    private static String withoutRequestId(Client.Answer answer) {
        return answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
