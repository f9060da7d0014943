package org.rattache.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Two firms, their clients, links in every state, and one caller for each column of the table. In
 * every name, address and document stands a canary that says whose it is.
 */
final class AuthorizationWorld {

    static final String CANARY = "zq";

    /** Canaries: what one word stands in belongs to one side alone. */
    private static final String FIRM_A = "zqfirmaz";

    private static final String FIRM_B = "zqfirmbz";
    private static final String MAIN = "zqmainz";
    private static final String LINKED = "zqlinkedz";
    private static final String UNDONE_MAIN = "zqexmainz";
    private static final String UNDONE_NAME = "zqexnamez";
    private static final String UNDONE_DOCUMENT = "zqexdocz";
    private static final String PENDING_MAIN = "zqwaitmainz";
    private static final String PENDING_NAME = "zqwaitnamez";
    private static final String PENDING_DOCUMENT = "zqwaitdocz";
    private static final String OTHER_SPACE = "zqotherspacez";
    private static final String OF_B = "zqofbz";
    private static final String OF_A = "zqofaz";

    private final Server server;
    private final World world;
    private final Map<String, Person> people = new TreeMap<>();
    private final Map<String, String> tokensWithout = new LinkedHashMap<>();
    private int count;

    final World.Firm firmA;
    final World.Firm firmB;
    final Client operator;
    final Client system;
    final Side main;
    final Side undone;
    final Side pending;
    final Side otherSpace;
    final String administratorEmail = FIRM_A + "-admin@a.example";
    final String neutralEmail = "personne@neutre.example";
    private final String fullToken;
    private final String otherToken;

    /** Somebody who can log in again. */
    record Person(String email, Client client) {}

    /**
     * A legal space and what somebody may try to reach from it.
     *
     * @param file the client file of its own account
     * @param other the client file of another account, with a document
     * @param request one about that account
     */
    record Side(
            World.Holder holder,
            String file,
            String other,
            String account,
            String document,
            String request) {}

    /** A validated link and what its person is asked. */
    record Link(String id, String secondary, String company, String firm) {}

    AuthorizationWorld(Server server) throws IOException {
        this.server = server;
        this.world = new World(server);
        system = world.systemAdministrator();
        firmA = world.firm("Cabinet " + FIRM_A, administratorEmail);
        firmB = world.firm("Cabinet " + FIRM_B, FIRM_B + "-admin@b.example");
        world.firm("Cabinet neutre", neutralEmail);
        String operatorEmail = FIRM_A + "-operateur@a.example";
        invite(operatorEmail, "operator");
        world.activate(operatorEmail);
        operator = Client.loggedIn(server, operatorEmail, World.PASSWORD);
        otherSpace = alone(OTHER_SPACE);
        main = accepted(MAIN, LINKED, LINKED);
        undone = undone();
        pending = pending();
        String ofB = id(world.clientFile(firmB, "Client " + OF_B, OF_B + "@client.example"));
        upload(firmB, ofB, OF_B);
        fullToken = token(firmA, Set.of(SCOPES));
        otherToken = token(firmB, Set.of(SCOPES));
        for (String scope : SCOPES) {
            Set<String> others = new java.util.TreeSet<>(List.of(SCOPES));
            others.remove(scope);
            tokensWithout.put(scope, token(firmA, others));
        }
        people.put("admin-B", new Person(FIRM_B + "-admin@b.example", firmB.operator()));
        people.put("B-own", people.get("admin-B"));
        people.put("operator", new Person(operatorEmail, operator));
        people.put("admin", new Person(administratorEmail, firmA.operator()));
        people.put("system", new Person("admin@localhost", system));
        people.put("space-W", person(otherSpace));
        people.put("W-own", person(otherSpace));
        people.put("holder", person(main));
        people.put("undone", person(undone));
        people.put("pending", person(pending));
    }

    private static final String[] SCOPES = {
        "client-files:read",
        "client-files:write",
        "links:read",
        "links:write",
        "documents:read",
        "documents:write",
        "trail:read"
    };

    private static Person person(Side side) {
        return new Person(side.holder().email(), side.holder().client());
    }

    /**
     * The caller of a column.
     *
     * @param write the operation changes something
     */
    Client caller(String column, String path, boolean write) {
        return switch (column) {
            case "anonymous" -> Client.anonymous(server);
            case "scope" -> Client.withToken(server, fullToken);
            case "token-B" -> Client.withToken(server, otherToken);
            case "no-scope" ->
                    Client.withToken(
                            server, tokensWithout.getOrDefault(scope(path, write), fullToken));
            default -> people.get(column).client();
        };
    }

    /** The same caller with a session of his own, for what ends a session. */
    Client newSession(String column) {
        return people.containsKey(column)
                ? Client.loggedIn(server, people.get(column).email(), World.PASSWORD)
                : caller(column, "/api/identity/v1/session", false);
    }

    private static String scope(String path, boolean write) {
        String module = path.split("/")[2];
        return switch (module) {
            case "clientfile", "dashboard" -> "client-files:" + (write ? "write" : "read");
            case "linking" -> "links:" + (write ? "write" : "read");
            case "document" -> "documents:" + (write ? "write" : "read");
            case "audit" -> "trail:read";
            default -> "";
        };
    }

    /** The canaries that a caller may ever be shown. */
    static Set<String> canaries(String column) {
        return switch (column) {
            case "admin-B", "B-own", "token-B" -> Set.of(FIRM_B, OF_B);
            case "space-W", "W-own" -> Set.of(OTHER_SPACE, FIRM_A);
            case "operator", "admin", "scope" ->
                    Set.of(
                            FIRM_A,
                            MAIN,
                            LINKED,
                            UNDONE_MAIN,
                            UNDONE_NAME,
                            UNDONE_DOCUMENT,
                            PENDING_MAIN,
                            PENDING_NAME,
                            PENDING_DOCUMENT,
                            OTHER_SPACE,
                            OF_A);
            // the name alone of the account that waits now: it was once accepted, and undone
            case "holder" -> Set.of(MAIN, LINKED, FIRM_A, OF_A, PENDING_NAME);
            case "undone" -> Set.of(UNDONE_MAIN, UNDONE_NAME, FIRM_A);
            case "pending" -> Set.of(PENDING_MAIN, PENDING_NAME, FIRM_A, OF_A);
            case "system" -> Set.of(FIRM_A, FIRM_B);
            default -> Set.of();
        };
    }

    /** What a column means by "the space and what is in it". */
    Side side(String column) {
        return switch (column) {
            case "undone" -> undone;
            case "pending" -> pending;
            default -> main;
        };
    }

    // --- what a row needs

    String files() {
        return "/api/clientfile/v1/firms/" + firmA.id() + "/client-files";
    }

    /** Somebody who is invited to hold the main account. */
    String freshHolder() {
        return id(
                main.holder()
                        .client()
                        .post(
                                "/api/identity/v1/spaces/" + main.holder().space() + "/holders",
                                Map.of(
                                        "email",
                                        UUID.randomUUID() + "@example.org",
                                        "password",
                                        World.PASSWORD))
                        .is(201)
                        .json());
    }

    private String linking() {
        return "/api/linking/v1/firms/" + firmA.id();
    }

    String freshFile() {
        count++;
        return id(world.clientFile(firmA, "Fiche " + OF_A + " " + count, null));
    }

    String freshEmail() {
        count++;
        return "personne" + count + "@neuf.example";
    }

    String freshActiveUser() {
        String email = freshEmail();
        String user = invite(email, "operator");
        world.activate(email);
        return user;
    }

    String freshUser() {
        return invite(freshEmail(), "operator");
    }

    private String invite(String email, String role) {
        return id(
                firmA.operator()
                        .post(
                                "/api/identity/v1/firms/" + firmA.id() + "/operators",
                                Map.of("email", email, "name", "Nom " + FIRM_A, "role", role))
                        .is(201)
                        .json());
    }

    String freshToken() {
        return id(
                firmA.operator()
                        .post(
                                "/api/identity/v1/firms/" + firmA.id() + "/api-tokens",
                                Map.of(
                                        "name",
                                        "jeton " + FIRM_A,
                                        "scopes",
                                        List.of("client-files:read")))
                        .is(201)
                        .json());
    }

    private static String token(World.Firm firm, Set<String> scopes) {
        return firm.operator()
                .post(
                        "/api/identity/v1/firms/" + firm.id() + "/api-tokens",
                        Map.of("name", "jeton", "scopes", scopes))
                .is(201)
                .json()
                .path("token")
                .asText();
    }

    String freshWebhook() {
        return id(
                firmA.operator()
                        .post("/api/notification/v1/firms/" + firmA.id() + "/webhooks", webhook())
                        .is(201)
                        .json());
    }

    /** It listens to nothing that happens here: nothing is called. */
    Map<String, Object> webhook() {
        count++;
        return Map.of(
                "url",
                "https://integrateur" + count + ".example/hook",
                "types",
                List.of("partner.frozen"));
    }

    String freshSection() {
        count++;
        return id(
                operator.post(
                                "/api/document/v1/firms/"
                                        + firmA.id()
                                        + "/client-files/"
                                        + main.other()
                                        + "/sections",
                                Map.of("name", "Section " + LINKED + count))
                        .is(201)
                        .json());
    }

    String freshDocument() {
        return upload(firmA, main.other(), LINKED);
    }

    private static String upload(World.Firm firm, String file, String canary) {
        return id(
                firm.operator()
                        .upload(
                                "/api/document/v1/firms/"
                                        + firm.id()
                                        + "/client-files/"
                                        + file
                                        + "/documents",
                                canary + ".txt",
                                "text/plain",
                                ("Texte de " + canary).getBytes(StandardCharsets.UTF_8),
                                Map.of())
                        .is(201)
                        .json());
    }

    /** A client file with an open proposal. */
    String freshProposal() {
        String file = freshFile();
        world.changeEmail(firmA, file, main.holder().email());
        Await.until(
                () ->
                        operator.get(files() + "/" + file)
                                .is(200)
                                .json()
                                .at("/links/link")
                                .isTextual());
        return file;
    }

    Map<String, Object> choice(String secondary) {
        return Map.of("main", main.file(), "secondaries", List.of(secondary));
    }

    Map<String, Object> validation(Side side, String secondary) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("main", side.file());
        body.put("secondaries", List.of(secondary));
        body.put(
                "digest",
                operator.post(linking() + "/link-previews", body)
                        .is(200)
                        .json()
                        .path("digest")
                        .asText());
        return body;
    }

    Link freshLink(Side side) {
        return link(side, freshFile());
    }

    /** A link for which the firm may issue a code. */
    String demandedLink() {
        demand(true);
        try {
            return freshLink(main).id();
        } finally {
            demand(false);
        }
    }

    private void demand(boolean code) {
        String path = "/api/partner/v1/firms/" + firmA.id() + "/link-safeguards";
        firmA.operator()
                .put(
                        path,
                        Map.of("earlierDocumentsDelayDays", 0, "codeRequired", code),
                        firmA.operator().get(path).is(200).header("ETag"))
                .is(200);
    }

    private Link link(Side side, String secondary) {
        String link =
                id(
                        operator.post(linking() + "/links", validation(side, secondary))
                                .is(201)
                                .json()
                                .path("items")
                                .path(0));
        return new Link(
                link, secondary, request(side, link, "company"), request(side, link, "firm"));
    }

    private static String request(Side side, String link, String kind) {
        JsonNode requests =
                side.holder()
                        .client()
                        .get(partner(side) + "/requests?limit=200")
                        .is(200)
                        .json()
                        .path("items");
        for (JsonNode request : requests) {
            if (request.path("link").asText().equals(link)
                    && request.path("kind").asText().equals(kind)) {
                return id(request);
            }
        }
        throw new AssertionError("No " + kind + " request of " + link + ": " + requests);
    }

    String refusedLink() {
        Link link = freshLink(main);
        answer(main, link.company(), "refusal");
        return link.id();
    }

    String refusedRequest(Side side) {
        Link link = freshLink(side);
        answer(side, link.company(), "refusal");
        return link.company();
    }

    String acceptedRequest(Side side) {
        Link link = freshLink(side);
        answer(side, link.company(), "acceptance");
        return link.company();
    }

    /** The partner row of a company that has just come into the main account's group. */
    String freshPartner() {
        Link link = freshLink(main);
        accept(main, link);
        JsonNode partners =
                main.holder()
                        .client()
                        .get(partner(main) + "/partners?limit=200")
                        .is(200)
                        .json()
                        .path("items");
        String name = operator.get(files() + "/" + link.secondary()).json().path("name").asText();
        return id(Client.where(partners, "/name", name).orElseThrow());
    }

    private static void accept(Side side, Link link) {
        answer(side, link.company(), "acceptance");
        answer(side, link.company(), "group-acceptance");
        answer(side, link.firm(), "acceptance");
    }

    private static void answer(Side side, String request, String how) {
        side.holder()
                .client()
                .post(partner(side) + "/requests/" + request + "/" + how, Map.of())
                .is(200);
    }

    static String partner(Side side) {
        return "/api/partner/v1/spaces/" + side.holder().space();
    }

    // --- the sides

    private Side alone(String canary) {
        String email = canary + "@client.example";
        String file = id(world.clientFile(firmA, "Client " + canary, email));
        return new Side(world.holder(firmA, file, email), file, "", "", "", "");
    }

    private Side accepted(String canary, String name, String documents) {
        Side alone = alone(canary);
        String other = id(world.clientFile(firmA, "Client " + name, name + "@client.example"));
        return accepted(alone, other, upload(firmA, other, documents), name);
    }

    private Side accepted(Side alone, String other, String document, String name) {
        Link link = link(alone, other);
        accept(alone, link);
        JsonNode accounts =
                alone.holder()
                        .client()
                        .get(partner(alone) + "/accounts")
                        .is(200)
                        .json()
                        .path("items");
        String account = id(Client.where(accounts, "/name", "Client " + name).orElseThrow());
        alone.holder()
                .client()
                .get(
                        "/api/document/v1/spaces/"
                                + alone.holder().space()
                                + "/documents/"
                                + document
                                + "/content")
                .is(200);
        return new Side(alone.holder(), alone.file(), other, account, document, link.company());
    }

    private Side undone() {
        Side side = accepted(UNDONE_MAIN, UNDONE_NAME, UNDONE_DOCUMENT);
        unlink(side);
        return side;
    }

    /** The main account has seen the account and lost it; now another one is asked about it. */
    private Side pending() {
        String other =
                id(
                        world.clientFile(
                                firmA, "Client " + PENDING_NAME, PENDING_NAME + "@client.example"));
        String document = upload(firmA, other, PENDING_DOCUMENT);
        Side before = accepted(main, other, document, PENDING_NAME);
        unlink(before);
        Side alone = alone(PENDING_MAIN);
        Link link = link(alone, other);
        return new Side(
                alone.holder(), alone.file(), other, before.account(), document, link.company());
    }

    private void unlink(Side side) {
        JsonNode links =
                operator.get(linking() + "/links?secondary=" + side.other())
                        .is(200)
                        .json()
                        .path("items");
        String path = linking() + "/links/" + id(links.path(0));
        operator.delete(path + "?reason=fin", operator.get(path).is(200).header("ETag")).is(204);
    }

    Client.Answer raw(
            Client client, String method, String path, byte[] body, Map<String, String> headers) {
        return client.send(
                method,
                path,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body),
                headers);
    }

    static String id(JsonNode node) {
        String id = node.path("id").asText();
        if (id.isEmpty()) {
            throw new AssertionError("No id: " + node);
        }
        return id;
    }
}
