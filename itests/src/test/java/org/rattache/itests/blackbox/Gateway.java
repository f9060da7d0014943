package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The gateway as an operator of one firm uses it, with the names of the screen. */
final class Gateway {

    private final World world;
    private final World.Firm firm;
    private final Client operator;

    Gateway(World world, World.Firm firm) {
        this(world, firm, firm.operator());
    }

    private Gateway(World world, World.Firm firm, Client operator) {
        this.world = world;
        this.firm = firm;
        this.operator = operator;
    }

    /** The same firm in the hands of somebody else. */
    Gateway as(Client other) {
        return new Gateway(world, firm, other);
    }

    String id() {
        return firm.id();
    }

    Client operator() {
        return operator;
    }

    // --- client files ---------------------------------------------------------------------

    String files() {
        return "/api/clientfile/v1/firms/" + firm.id() + "/client-files";
    }

    String file(String id) {
        return files() + "/" + id;
    }

    /** Adds a client file; gives its id. */
    String add(String name, String email) {
        return add(Map.of("name", name, "email", email));
    }

    String add(String name, String email, String siren) {
        return add(Map.of("name", name, "email", email, "siren", siren));
    }

    private String add(Map<String, String> fields) {
        return id(operator.post(files(), fields).is(201).json());
    }

    /** Changes the e-mail as an operator does it: read, change, write back. */
    void changeEmail(String file, String email) {
        Client.Answer read = operator.get(file(file)).is(200);
        Map<String, String> fields = new HashMap<>();
        for (String kept : List.of("name", "siren")) {
            if (read.json().has(kept)) {
                fields.put(kept, read.json().path(kept).asText());
            }
        }
        fields.put("email", email);
        operator.put(file(file), fields, read.header("ETag")).is(200);
    }

    /** The client has been invited and has created its legal space. */
    Platform invite(String file, String email) {
        return new Platform(world.holder(firm, file, email));
    }

    // --- linking --------------------------------------------------------------------------

    String linking() {
        return "/api/linking/v1/firms/" + firm.id();
    }

    /** Where the button "Rattacher" of a file leads to; missing when there is no button. */
    JsonNode button(String file) {
        return operator.get(file(file)).is(200).json().at("/links/link");
    }

    /** Waits until a link is proposed for a file. */
    void awaitProposal(String file) {
        Await.until(() -> button(file).isTextual());
    }

    /** "Clients à rattacher". */
    JsonNode clientsToLink() {
        return items(operator.get(linking() + "/clients-to-link"));
    }

    List<String> namesToLink() {
        return texts(clientsToLink(), "/clientFile/name");
    }

    /**
     * Proves that nothing was proposed for a file until now: what is done to one file is told in
     * its order, so the first proposal in the trail must be the one that is caused here.
     */
    void assertNothingProposedSoFar(String file) {
        assertFalse(button(file).isTextual());
        String used = "barriere-" + file + "@exemple.example";
        add("BARRIÈRE " + file, used);
        JsonNode before = operator.get(file(file)).is(200).json();
        changeEmail(file, used);
        awaitProposal(file);
        JsonNode proposals = trail("type=linking.proposed&clientFile=" + file, 1);
        for (JsonNode proposal : proposals) {
            assertTrue(
                    "proposed before: " + proposals,
                    proposal.path("at").asText().compareTo(before.path("changedAt").asText()) > 0);
        }
        assertEquals(proposals.toString(), 1, proposals.size());
    }

    /** The link window of a file. */
    JsonNode suggestions(String file) {
        return operator.get(linking() + "/client-files/" + file + "/suggestions").is(200).json();
    }

    Client.Answer preview(String main, String... secondaries) {
        return operator.post(
                linking() + "/link-previews",
                Map.of("main", main, "secondaries", List.of(secondaries)));
    }

    Client.Answer validate(String digest, String main, String... secondaries) {
        return operator.post(
                linking() + "/links",
                Map.of("main", main, "secondaries", List.of(secondaries), "digest", digest));
    }

    /** Recap, then "Valider rattachement"; gives the id of the first link. */
    String link(String main, String... secondaries) {
        String digest = preview(main, secondaries).is(200).json().path("digest").asText();
        return id(validate(digest, main, secondaries).is(201).json().path("items").path(0));
    }

    String link(String id) {
        return linking() + "/links/" + id;
    }

    String linkState(String id) {
        return operator.get(link(id)).is(200).json().path("state").asText();
    }

    JsonNode links(String query) {
        return items(operator.get(linking() + "/links" + query));
    }

    /** "Détacher". */
    void unlink(String id, String reason) {
        String etag = operator.get(link(id)).is(200).header("ETag");
        operator.delete(link(id) + "?reason=" + reason, etag).is(204);
    }

    // --- documents ------------------------------------------------------------------------

    String documents(String file) {
        return "/api/document/v1/firms/" + firm.id() + "/client-files/" + file + "/documents";
    }

    String sections(String file) {
        return "/api/document/v1/firms/" + firm.id() + "/client-files/" + file + "/sections";
    }

    /** Sends a document whose content is its name; gives its id. */
    String send(String file, String name) {
        return send(file, name, Map.of());
    }

    String send(String file, String name, Map<String, Object> metadata) {
        Map<String, Object> more = new HashMap<>(metadata);
        more.put("name", name);
        return id(
                operator.upload(documents(file), "f.txt", "text/plain", content(name), more)
                        .is(201)
                        .json());
    }

    String send(String file, String name, String type, byte[] content) {
        return id(
                operator.upload(documents(file), name, type, content, Map.of("name", name))
                        .is(201)
                        .json());
    }

    static byte[] content(String name) {
        return ("Contenu de " + name).getBytes(StandardCharsets.UTF_8);
    }

    // --- notification ---------------------------------------------------------------------

    String notification() {
        return "/api/notification/v1/firms/" + firm.id();
    }

    // --- what happened --------------------------------------------------------------------

    /** Waits until the firm's trail has so many entries for a query. */
    JsonNode trail(String query, int atLeast) {
        String path = "/api/audit/v1/firms/" + firm.id() + "/trail?" + query;
        Await.until(() -> items(operator.get(path)).size() >= atLeast);
        return items(operator.get(path));
    }

    /** How many of a kind wait on the dashboard. */
    long waiting(String kind) {
        return actions(operator, firm.id()).getOrDefault(kind, 0L);
    }

    static Map<String, Long> actions(Client operator, String firm) {
        JsonNode body = operator.get("/api/dashboard/v1/firms/" + firm + "/actions").is(200).json();
        Map<String, Long> counts = new HashMap<>();
        body.path("items")
                .forEach(
                        item ->
                                counts.put(
                                        item.path("kind").asText(), item.path("count").asLong()));
        return counts;
    }

    // --- reading answers ------------------------------------------------------------------

    static String id(JsonNode node) {
        return node.path("id").asText();
    }

    static JsonNode items(Client.Answer answer) {
        return answer.is(200).json().path("items");
    }

    static List<String> texts(JsonNode items, String pointer) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }
}
