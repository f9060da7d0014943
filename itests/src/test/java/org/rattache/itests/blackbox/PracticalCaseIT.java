package org.rattache.itests.blackbox;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.Test;
import org.rattache.itests.postgres.FreshDatabase;

/**
 * The practical case of the product on the assembled archive, over HTTP: as it is, and with the
 * server killed without warning after each step.
 */
public class PracticalCaseIT {

    private static final Path SHIPPED =
            Path.of(
                    System.getProperty("basedir", "."),
                    "../karaf-distribution/src/main/resources/etc");

    private static final byte[] CONTRACT = new byte[300_000];

    static {
        new Random(42).nextBytes(CONTRACT);
    }

    @Test
    public void constructor_reads_the_documents_of_demolitor() throws Exception {
        try (Server server = Server.start("practical-case")) {
            run(server, () -> {});
        }
    }

    @Test
    public void every_acknowledged_step_survives_a_kill_9() throws Exception {
        try (Server server = Server.start("practical-case-killed")) {
            run(
                    server,
                    () -> {
                        server.kill();
                        server.start();
                    });
        }
    }

    @Test
    public void it_runs_on_postgresql_by_a_changed_cfg_alone() throws Exception {
        String cfg = "org.ops4j.datasource-rattache.cfg";
        String shipped = Files.readString(SHIPPED.resolve(cfg));
        Map<String, String> etc =
                Map.of(
                        cfg,
                        FreshDatabase.create().configuration(shipped),
                        "database.password",
                        "not asked for");
        try (Server server = Server.start("practical-case-postgresql", etc)) {
            run(server, () -> {});
            assertFalse("Derby was used", Files.exists(server.data().resolve("derby")));
        }
    }

    private interface Interruption {
        void happen() throws Exception;
    }

    private static void run(Server server, Interruption between) throws Exception {
        World world = new World(server);
        World.Firm batie = world.firm("BATIE CONSTRUCTION", "operateur@batie.example");
        String files = "/api/clientfile/v1/firms/" + batie.id() + "/client-files/";
        String linking = "/api/linking/v1/firms/" + batie.id();
        Client operator = batie.operator();
        Map<String, byte[]> acknowledged = new LinkedHashMap<>();
        Interruption interruption =
                () -> {
                    between.happen();
                    acknowledged.forEach(
                            (document, bytes) ->
                                    assertArrayEquals(
                                            document,
                                            bytes,
                                            operator.get(document + "/content").is(200).bytes()));
                };
        interruption.happen();

        // CONSTRUCTOR is a client with an active space
        String constructor =
                id(world.clientFile(batie, "CONSTRUCTOR", "dirigeant@constructor.example"));
        World.Holder holder = world.holder(batie, constructor, "dirigeant@constructor.example");
        interruption.happen();

        // 1. Gateway: create DEMOLITOR with another e-mail, send it a document, change the e-mail
        String demolitor = id(world.clientFile(batie, "DEMOLITOR", "contact@demolitor.example"));
        interruption.happen();
        String sent =
                "/api/document/v1/firms/"
                        + batie.id()
                        + "/client-files/"
                        + demolitor
                        + "/documents";
        String contract =
                id(
                        operator.upload(sent, "contrat.pdf", "application/pdf", CONTRACT, Map.of())
                                .is(201)
                                .json());
        acknowledged.put(sent + "/" + contract, CONTRACT);
        interruption.happen();
        world.changeEmail(batie, demolitor, "dirigeant@constructor.example");
        interruption.happen();
        Await.until(
                () -> operator.get(files + demolitor).is(200).json().at("/links/link").isTextual());
        assertEquals(
                List.of("DEMOLITOR"),
                names(
                        operator.get(linking + "/clients-to-link").is(200).json().path("items"),
                        "/clientFile/name"));

        // 2. The window proposes CONSTRUCTOR; the recap shows DEMOLITOR; Valider rattachement
        JsonNode suggestions =
                operator.get(linking + "/client-files/" + demolitor + "/suggestions")
                        .is(200)
                        .json();
        assertTrue(
                suggestions.toString(),
                Client.where(suggestions.path("items"), "/clientFile/id", constructor).isPresent());
        Map<String, Object> choice = Map.of("main", constructor, "secondaries", List.of(demolitor));
        JsonNode preview = operator.post(linking + "/link-previews", choice).is(200).json();
        assertEquals(List.of("DEMOLITOR"), names(preview.path("rows"), "/clientFile/name"));
        interruption.happen();
        operator.post(
                        linking + "/links",
                        Map.of(
                                "main",
                                constructor,
                                "secondaries",
                                List.of(demolitor),
                                "digest",
                                preview.path("digest").asText()))
                .is(201);
        interruption.happen();

        // 3. Platform: Partenaire à confirmer
        String partner = "/api/partner/v1/spaces/" + holder.space();
        Client person = holder.client();
        JsonNode requests =
                person.get(partner + "/requests?state=pending").is(200).json().path("items");
        JsonNode company = Client.where(requests, "/kind", "company").orElseThrow();
        JsonNode firm = Client.where(requests, "/kind", "firm").orElseThrow();
        assertEquals("DEMOLITOR", company.at("/company/name").asText());
        assertEquals("BATIE CONSTRUCTION", firm.at("/firm/name").asText());
        assertEquals("DEMOLITOR", firm.at("/company/name").asText());
        assertFalse(
                "not even a name before it is accepted", requests.toString().contains("contrat"));
        assertEquals(List.of("CONSTRUCTOR"), accounts(person, partner));

        answer(person, partner, company, "acceptance");
        interruption.happen();
        assertEquals(List.of("CONSTRUCTOR"), accounts(person, partner));
        answer(person, partner, company, "group-acceptance");
        interruption.happen();
        answer(person, partner, firm, "acceptance");
        interruption.happen();

        // 4. Mes partenaires
        assertEquals(
                List.of("BATIE CONSTRUCTION", "DEMOLITOR"),
                names(person.get(partner + "/partners").is(200).json().path("items"), "/name")
                        .stream()
                        .sorted()
                        .toList());

        // 5. Accès aux documents
        assertEquals(List.of("CONSTRUCTOR", "DEMOLITOR"), accounts(person, partner));
        String account =
                Client.where(
                                person.get(partner + "/accounts").json().path("items"),
                                "/name",
                                "DEMOLITOR")
                        .orElseThrow()
                        .path("id")
                        .asText();
        String documents = "/api/document/v1/spaces/" + holder.space();
        JsonNode listed =
                person.get(documents + "/accounts/" + account + "/documents")
                        .is(200)
                        .json()
                        .path("items");
        assertEquals(List.of("contrat.pdf"), names(listed, "/name"));
        interruption.happen();
        assertEquals(contract, id(listed.get(0)));
        assertArrayEquals(
                CONTRACT,
                person.get(documents + "/documents/" + contract + "/content").is(200).bytes());
        interruption.happen();
        String reads =
                "/api/audit/v1/spaces/"
                        + holder.space()
                        + "/trail?type=document.read&document="
                        + contract;
        String reader = person.session().at("/user/id").asText();
        Await.until(
                () ->
                        Client.where(
                                        person.get(reads).is(200).json().path("items"),
                                        "/actor/id",
                                        reader)
                                .isPresent());
        assertTrue(
                new World(server)
                        .systemAdministrator()
                        .get("/api/audit/v1/verification")
                        .is(200)
                        .json()
                        .path("whole")
                        .asBoolean());
    }

    private static void answer(Client person, String partner, JsonNode request, String how) {
        person.post(partner + "/requests/" + id(request) + "/" + how, Map.of()).is(200);
    }

    private static List<String> accounts(Client person, String partner) {
        return names(person.get(partner + "/accounts").is(200).json().path("items"), "/name");
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }

    private static List<String> names(JsonNode items, String pointer) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }
}
