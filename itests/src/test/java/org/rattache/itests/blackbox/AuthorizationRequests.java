package org.rattache.itests.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For every operation a request that succeeds when somebody sends it who may. */
final class AuthorizationRequests {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final AuthorizationWorld world;
    private final Map<String, Function<String, Call>> fixtures = new TreeMap<>();

    /**
     * A request that would succeed for who may send it.
     *
     * @param parameters of the path
     */
    record Call(
            Map<String, String> parameters,
            String query,
            byte[] body,
            Map<String, String> headers,
            boolean ownSession) {

        Call body(Object body) {
            try {
                Map<String, String> more = new LinkedHashMap<>(headers);
                more.put("Content-Type", "application/json");
                return new Call(
                        parameters, query, Client.JSON.writeValueAsBytes(body), more, ownSession);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Call bytes(String text) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put("Content-Type", "application/octet-stream");
            return new Call(
                    parameters, query, text.getBytes(StandardCharsets.UTF_8), more, ownSession);
        }

        Call etag(Client.Answer read) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put("If-Match", read.is(200).header("ETag"));
            return new Call(parameters, query, body, more, ownSession);
        }

        Call query(String text) {
            return new Call(parameters, text, body, headers, ownSession);
        }

        Call inOwnSession() {
            return new Call(parameters, query, body, headers, true);
        }

        Call with(String parameter, String id) {
            Map<String, String> others = new LinkedHashMap<>(parameters);
            others.put(parameter, id);
            return new Call(others, query, body, headers, ownSession);
        }

        String path(String template) {
            return PARAMETER
                            .matcher(template)
                            .replaceAll(
                                    found ->
                                            Matcher.quoteReplacement(
                                                    parameters.get(found.group(1))))
                    + query;
        }
    }

    AuthorizationRequests(AuthorizationWorld world) {
        this.world = world;
        identity();
        clientFiles();
        linking();
        partner();
        documents();
        panels();
        others();
    }

    /** The operations: method and path. */
    Set<String> names() {
        return fixtures.keySet();
    }

    /** A request on things that are there for it alone, from where a caller stands. */
    Call fresh(String operation, String column) {
        return fixtures.get(operation).apply(column);
    }

    private void row(String name, Function<String, Call> fixture) {
        fixtures.put(name, fixture);
    }

    private static Call call(String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return new Call(map, "", new byte[0], Map.of(), false);
    }

    private Call firm(String... parameters) {
        return call(parameters).with("firm", world.firmA.id());
    }

    private Call space(String column, String... parameters) {
        return call(parameters).with("space", world.side(column).holder().space());
    }

    private void identity() {
        String v1 = "/api/identity/v1";
        // a log-in ends the session that it comes with
        row("POST " + v1 + "/session", c -> call().body(logIn()).inOwnSession());
        row("GET " + v1 + "/session", c -> call());
        row("DELETE " + v1 + "/session", c -> call().inOwnSession());
        String holders = v1 + "/spaces/{space}/holders";
        row("GET " + holders, c -> space(c));
        row(
                "POST " + holders,
                c -> space(c).body(Map.of("email", "x@example.org", "password", "faux " + c)));
        row("GET " + holders + "/{id}", c -> space(c, "id", holderOf(c)));
        row(
                "DELETE " + holders + "/{id}",
                c -> {
                    boolean last = c.equals("undone") || c.equals("pending");
                    String id = last ? holderOf(c) : world.freshHolder();
                    return space(c, "id", id).etag(holders(c, "/" + id));
                });
        row("GET " + v1 + "/session/details", c -> call());
        row(
                "PUT " + v1 + "/session/details",
                c ->
                        call().body(Map.of("name", "", "language", "fr"))
                                .etag(world.operator.get(v1 + "/session/details")));
        row(
                "PUT " + v1 + "/session/password",
                c -> call().body(Map.of("current", "faux " + c, "new", World.PASSWORD + " 2")));
        row(
                "POST " + v1 + "/session/address-changes",
                c -> call().body(Map.of("email", world.freshEmail(), "password", "faux mot " + c)));
        for (String link : List.of("address-changes", "address-change-cancellations")) {
            row("GET " + v1 + "/" + link + "/{token}", c -> call("token", "inconnu"));
            row("POST " + v1 + "/" + link + "/{token}", c -> call("token", "inconnu"));
        }
        row("GET " + v1 + "/activations/{token}", c -> call("token", "inconnu"));
        row(
                "POST " + v1 + "/activations/{token}",
                c -> call("token", "inconnu").body(Map.of("password", World.PASSWORD)));
        row(
                "POST " + v1 + "/password-resets",
                c -> call().body(Map.of("email", world.freshEmail())));
        row("GET " + v1 + "/password-resets/{token}", c -> call("token", "inconnu"));
        row(
                "POST " + v1 + "/password-resets/{token}",
                c -> call("token", "inconnu").body(Map.of("password", World.PASSWORD)));
        row("GET " + v1 + "/firms", c -> call());
        row(
                "POST " + v1 + "/firms",
                c ->
                        call().body(
                                        Map.of(
                                                "name",
                                                "Cabinet nouveau",
                                                "administrator",
                                                Map.of(
                                                        "email",
                                                        UUID.randomUUID() + "@neuf.example",
                                                        "name",
                                                        "Personne"))));
        row("GET " + v1 + "/users", c -> call().query("?email=" + world.administratorEmail));
        row("POST " + v1 + "/users/{user}/disablement", c -> call("user", world.freshActiveUser()));
        row(
                "DELETE " + v1 + "/users/{user}/disablement",
                c -> {
                    String user = world.freshActiveUser();
                    world.system.post(v1 + "/users/" + user + "/disablement", null).is(204);
                    return call("user", user);
                });
        row("GET " + v1 + "/firms/{firm}", c -> firm());
        String firm = v1 + "/firms/" + world.firmA.id();
        row("GET " + v1 + "/firms/{firm}/operators", c -> firm());
        row(
                "POST " + v1 + "/firms/{firm}/operators",
                c -> firm().body(Map.of("email", world.freshEmail(), "name", "Nouveau")));
        row("GET " + v1 + "/firms/{firm}/operators/{user}", c -> firm("user", world.freshUser()));
        row(
                "PATCH " + v1 + "/firms/{firm}/operators/{user}",
                c -> {
                    String user = world.freshUser();
                    return firm("user", user)
                            .body(Map.of("role", "administrator"))
                            .etag(world.firmA.operator().get(firm + "/operators/" + user));
                });
        row(
                "DELETE " + v1 + "/firms/{firm}/operators/{user}",
                c -> {
                    String user = world.freshUser();
                    return firm("user", user)
                            .etag(world.firmA.operator().get(firm + "/operators/" + user));
                });
        row("GET " + v1 + "/firms/{firm}/api-tokens", c -> firm());
        row(
                "POST " + v1 + "/firms/{firm}/api-tokens",
                c -> firm().body(Map.of("name", "jeton", "scopes", List.of("trail:read"))));
        row("GET " + v1 + "/firms/{firm}/api-tokens/{id}", c -> firm("id", world.freshToken()));
        row(
                "DELETE " + v1 + "/firms/{firm}/api-tokens/{id}",
                c -> {
                    String token = world.freshToken();
                    return firm("id", token)
                            .etag(world.firmA.operator().get(firm + "/api-tokens/" + token));
                });
    }

    private Map<String, String> logIn() {
        return Map.of("email", world.neutralEmail, "password", World.PASSWORD);
    }

    private void clientFiles() {
        String files = "/api/clientfile/v1/firms/{firm}/client-files";
        row("GET " + files, c -> firm());
        row("POST " + files, c -> firm().body(Map.of("name", "Nouvelle fiche")));
        row("GET " + files + "/{id}", c -> firm("id", world.main.file()));
        row("GET " + files + "/{id}/history", c -> firm("id", world.main.file()));
        row(
                "PUT " + files + "/{id}",
                c -> {
                    String file = world.freshFile();
                    return firm("id", file)
                            .body(Map.of("name", "Autre nom"))
                            .etag(world.operator.get(world.files() + "/" + file));
                });
        row(
                "DELETE " + files + "/{id}",
                c -> {
                    String file = world.freshFile();
                    return firm("id", file).etag(world.operator.get(world.files() + "/" + file));
                });
        row(
                "POST " + files + "/{id}/invitation",
                c ->
                        firm(
                                "id",
                                AuthorizationWorld.id(
                                        world.operator
                                                .post(
                                                        world.files(),
                                                        Map.of(
                                                                "name",
                                                                "Invité",
                                                                "email",
                                                                world.freshEmail()))
                                                .is(201)
                                                .json())));
    }

    private void linking() {
        String v1 = "/api/linking/v1/firms/{firm}";
        row("GET /api/linking/v1/plugins", c -> call());
        row("GET /api/linking/v1/strategies", c -> call());
        row("GET " + v1 + "/strategy-choice", c -> firm());
        row(
                "PUT " + v1 + "/strategy-choice",
                c ->
                        firm().body(Map.of("mode", "best"))
                                .etag(
                                        (c.equals("B-own")
                                                        ? world.firmB.operator()
                                                        : world.operator)
                                                .get(
                                                        "/api/linking/v1/firms/"
                                                                + (c.equals("B-own")
                                                                                ? world.firmB
                                                                                : world.firmA)
                                                                        .id()
                                                                + "/strategy-choice")));
        row("POST " + v1 + "/scans", c -> firm());
        row("GET " + v1 + "/scans/{id}", c -> firm("id", scan()));
        row("GET " + v1 + "/clients-to-link", c -> firm());
        row(
                "POST " + v1 + "/clients-to-link/{id}/dismissal",
                c -> firm("id", world.freshProposal()).body(Map.of("reason", "une autre")));
        row("GET " + v1 + "/client-files/{id}/suggestions", c -> firm("id", world.main.other()));
        row("POST " + v1 + "/link-previews", c -> firm().body(world.choice(world.freshFile())));
        row("GET " + v1 + "/links", c -> firm());
        row(
                "POST " + v1 + "/links",
                c -> firm().body(world.validation(world.main, world.freshFile())));
        row("GET " + v1 + "/links/{id}", c -> firm("id", world.freshLink(world.main).id()));
        row(
                "DELETE " + v1 + "/links/{id}",
                c -> {
                    String link = world.freshLink(world.main).id();
                    return firm("id", link)
                            .query("?reason=fin")
                            .etag(world.operator.get(linkPath(link)));
                });
        row(
                "PUT " + v1 + "/links/{id}/main",
                c -> {
                    String link = world.freshLink(world.main).id();
                    return firm("id", link)
                            .body(Map.of("main", world.pending.file()))
                            .etag(world.operator.get(linkPath(link)));
                });
        row(
                "POST " + v1 + "/links/{id}/proposal-again",
                c -> firm("id", world.refusedLink()).body(Map.of()));
    }

    /** A scan that is over: one that runs would propose links while something else is tried. */
    private String scan() {
        String scans = "/api/linking/v1/firms/" + world.firmA.id() + "/scans";
        String scan = AuthorizationWorld.id(world.operator.post(scans, null).is(202).json());
        Await.until(
                () ->
                        !world.operator
                                .get(scans + "/" + scan)
                                .is(200)
                                .json()
                                .path("state")
                                .asText()
                                .equals("running"));
        return scan;
    }

    private String linkPath(String link) {
        return "/api/linking/v1/firms/" + world.firmA.id() + "/links/" + link;
    }

    private void partner() {
        String v1 = "/api/partner/v1/spaces/{space}";
        row("GET /api/partner/v1/link-freezes/{token}", c -> call("token", "inconnu"));
        row("POST /api/partner/v1/link-freezes/{token}", c -> call("token", "inconnu"));
        String firm = "/api/partner/v1/firms/{firm}";
        row("GET " + firm + "/link-safeguards", c -> firm());
        row(
                "PUT " + firm + "/link-safeguards",
                c -> safeguards(c, Map.of("earlierDocumentsDelayDays", 0, "codeRequired", false)));
        row(
                "GET " + firm + "/links/{link}/safeguards",
                c -> firm("link", world.freshLink(world.main).id()));
        row("POST " + firm + "/links/{link}/code", c -> firm("link", world.demandedLink()));
        row("GET " + v1 + "/accounts", c -> space(c));
        row("GET " + v1 + "/partners", c -> space(c));
        row("GET " + v1 + "/partners/{id}", c -> space(c, "id", partnerOf(c)));
        row(
                "DELETE " + v1 + "/partners/{id}",
                c -> {
                    boolean waits = c.equals("undone") || c.equals("pending");
                    String partner = waits ? partnerOf(c) : world.freshPartner();
                    return waits
                            ? new Call(
                                    space(c, "id", partner).parameters(),
                                    "",
                                    new byte[0],
                                    Map.of("If-Match", "\"1\""),
                                    false)
                            : space(c, "id", partner)
                                    .etag(
                                            world.main
                                                    .holder()
                                                    .client()
                                                    .get(
                                                            AuthorizationWorld.partner(world.main)
                                                                    + "/partners/"
                                                                    + partner));
                });
        row("GET " + v1 + "/requests", c -> space(c));
        row("GET " + v1 + "/requests/{id}", c -> space(c, "id", world.side(c).request()));
        row(
                "POST " + v1 + "/requests/{id}/acceptance",
                c -> space(c, "id", request(c, () -> world.freshLink(world.side(c)).company())));
        row(
                "POST " + v1 + "/requests/{id}/group-acceptance",
                c -> space(c, "id", request(c, () -> world.acceptedRequest(world.side(c)))));
        row(
                "POST " + v1 + "/requests/{id}/refusal",
                c ->
                        space(c, "id", request(c, () -> world.freshLink(world.side(c)).company()))
                                .body(Map.of()));
        row(
                "POST " + v1 + "/requests/{id}/reopening",
                c -> space(c, "id", request(c, () -> world.refusedRequest(world.side(c)))));
    }

    /** Of the firm that stands in the path: a setting is there for every firm. */
    /** What the holders of the column's space see under the path. */
    private Client.Answer holders(String column, String path) {
        World.Holder holder = world.side(column).holder();
        return holder.client().get("/api/identity/v1/spaces/" + holder.space() + "/holders" + path);
    }

    private String holderOf(String column) {
        return holders(column, "").is(200).json().at("/items/0/id").asText();
    }

    private Call safeguards(String column, Object body) {
        World.Firm firm = column.equals("B-own") ? world.firmB : world.firmA;
        return firm().body(body)
                .etag(
                        firm.operator()
                                .get("/api/partner/v1/firms/" + firm.id() + "/link-safeguards"));
    }

    /** The request of the undone link itself, else a fresh one. */
    private String request(String column, Supplier<String> fresh) {
        return column.equals("undone") ? world.undone.request() : fresh.get();
    }

    private String partnerOf(String column) {
        return "company-" + world.side(column).account();
    }

    private void documents() {
        String firm = "/api/document/v1/firms/{firm}";
        String file = firm + "/client-files/{id}";
        String base =
                "/api/document/v1/firms/"
                        + world.firmA.id()
                        + "/client-files/"
                        + world.main.other();
        row("GET " + firm + "/documents-waiting", c -> firm());
        row("GET " + file + "/documents", c -> ofLinked());
        row("POST " + file + "/documents", c -> ofLinked().query("?name=nouveau.txt").bytes("x"));
        row("GET " + file + "/documents/{doc}", c -> ofLinked("doc", world.main.document()));
        row(
                "GET " + file + "/documents/{doc}/content",
                c -> ofLinked("doc", world.main.document()));
        row(
                "GET " + file + "/documents/{doc}/preview",
                c -> ofLinked("doc", world.main.document()));
        row(
                "PATCH " + file + "/documents/{doc}",
                c -> {
                    String document = world.freshDocument();
                    return ofLinked("doc", document)
                            .body(Map.of("keywords", List.of("mot")))
                            .etag(world.operator.get(base + "/documents/" + document));
                });
        row(
                "DELETE " + file + "/documents/{doc}",
                c -> {
                    String document = world.freshDocument();
                    return ofLinked("doc", document)
                            .etag(world.operator.get(base + "/documents/" + document));
                });
        row("GET " + file + "/sections", c -> ofLinked());
        row(
                "POST " + file + "/sections",
                c -> ofLinked().body(Map.of("name", "Section " + UUID.randomUUID())));
        row("GET " + file + "/sections/{section}", c -> ofLinked("section", world.freshSection()));
        row(
                "PUT " + file + "/sections/{section}",
                c -> {
                    String section = world.freshSection();
                    return ofLinked("section", section)
                            .body(Map.of("name", "Section " + UUID.randomUUID()))
                            .etag(world.operator.get(base + "/sections/" + section));
                });
        row(
                "DELETE " + file + "/sections/{section}",
                c -> {
                    String section = world.freshSection();
                    return ofLinked("section", section)
                            .etag(world.operator.get(base + "/sections/" + section));
                });
        String space = "/api/document/v1/spaces/{space}";
        String account = space + "/accounts/{account}";
        row("GET " + account + "/documents", c -> ofAccount(c));
        row(
                "POST " + account + "/documents",
                c -> ofAccount(c).query("?name=reponse.txt").bytes("x"));
        row("GET " + account + "/documents/counts", c -> ofAccount(c));
        row("GET " + account + "/sections", c -> ofAccount(c));
        row("GET " + space + "/documents/{doc}", c -> ofDocument(c));
        row("GET " + space + "/documents/{doc}/content", c -> ofDocument(c));
        row("GET " + space + "/documents/{doc}/preview", c -> ofDocument(c));
        row(
                "POST " + space + "/documents/{doc}/read-mark",
                c -> ofDocument(c).body(Map.of("read", true)));
        row(
                "POST " + space + "/exports",
                c -> space(c).body(Map.of("documents", List.of(world.side(c).document()))));
    }

    private Call ofLinked(String... parameters) {
        return firm(parameters).with("id", world.main.other());
    }

    private Call ofAccount(String column) {
        return space(column, "account", world.side(column).account());
    }

    private Call ofDocument(String column) {
        return space(column, "doc", world.side(column).document());
    }

    private void panels() {
        String v1 = "/api/panel/v1";
        Map<String, String> fault = Map.of("panel", "com.example.absent/card", "text", "broken");
        row("GET " + v1 + "/firms/{firm}/panels", c -> firm());
        row("POST " + v1 + "/firms/{firm}/panel-faults", c -> firm().body(fault));
        row("GET " + v1 + "/spaces/{space}/panels", c -> space(c));
        row("POST " + v1 + "/spaces/{space}/panel-faults", c -> space(c).body(fault));
        // a decision about a plug-in that does not run is one too
        String plugIn = "com.example.absent";
        row("GET " + v1 + "/firms/{firm}/plug-ins", c -> firm());
        row("GET " + v1 + "/firms/{firm}/plug-ins/{plugIn}", c -> firm("plugIn", plugIn));
        row(
                "PUT " + v1 + "/firms/{firm}/plug-ins/{plugIn}",
                c -> {
                    boolean ofB = c.equals("B-own");
                    String read =
                            v1
                                    + "/firms/"
                                    + (ofB ? world.firmB : world.firmA).id()
                                    + "/plug-ins/"
                                    + plugIn;
                    return firm("plugIn", plugIn)
                            .body(Map.of("enabled", false))
                            .etag((ofB ? world.firmB.operator() : world.operator).get(read));
                });
        String admission = v1 + "/plug-ins/" + plugIn + "/admission";
        row("GET " + v1 + "/plug-ins/{plugIn}/admission", c -> call("plugIn", plugIn));
        row(
                "PUT " + v1 + "/plug-ins/{plugIn}/admission",
                c ->
                        call("plugIn", plugIn)
                                .body(Map.of("enabled", false))
                                .etag(world.system.get(admission)));
    }

    private void others() {
        row("GET /api/dashboard/v1/firms/{firm}/actions", c -> firm());
        row("GET /api/audit/v1/firms/{firm}/trail", c -> firm());
        row("GET /api/audit/v1/firms/{firm}/verification", c -> firm());
        row("GET /api/audit/v1/spaces/{space}/trail", c -> space(c));
        row("GET /api/audit/v1/verification", c -> call());
        String preferences = "/api/notification/v1/preferences";
        row("GET " + preferences, c -> call());
        row(
                "PUT " + preferences,
                c -> call().body(Map.of("news", "hourly")).etag(world.operator.get(preferences)));
        String v1 = "/api/notification/v1/firms/{firm}";
        String base = "/api/notification/v1/firms/" + world.firmA.id();
        row("GET " + v1 + "/mails", c -> firm());
        row("GET " + v1 + "/mails/{id}", c -> firm("id", mail(base)));
        row("POST " + v1 + "/mails/{id}/retry", c -> firm("id", mail(base)));
        row("GET " + v1 + "/webhooks", c -> firm());
        row("POST " + v1 + "/webhooks", c -> firm().body(world.webhook()));
        row("GET " + v1 + "/webhooks/{id}", c -> firm("id", world.freshWebhook()));
        row("GET " + v1 + "/webhooks/{id}/deliveries", c -> firm("id", world.freshWebhook()));
        row(
                "PUT " + v1 + "/webhooks/{id}",
                c -> {
                    String webhook = world.freshWebhook();
                    return firm("id", webhook)
                            .body(world.webhook())
                            .etag(world.firmA.operator().get(base + "/webhooks/" + webhook));
                });
        row(
                "DELETE " + v1 + "/webhooks/{id}",
                c -> {
                    String webhook = world.freshWebhook();
                    return firm("id", webhook)
                            .etag(world.firmA.operator().get(base + "/webhooks/" + webhook));
                });
    }

    private String mail(String base) {
        return AuthorizationWorld.id(
                world.firmA.operator().get(base + "/mails").is(200).json().path("items").path(0));
    }
}
