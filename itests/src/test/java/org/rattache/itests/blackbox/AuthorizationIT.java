package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Every operation that the server describes, asked by everybody: the expected statuses stand in
 * {@code authorization.txt}. What is refused is refused in the same words whether it exists or not,
 * changes nothing, and no answer holds a word of somebody else's.
 */
public class AuthorizationIT {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern CANARY =
            Pattern.compile(AuthorizationWorld.CANARY + "[a-z]+?z(?![a-z])");

    /** These differ between two answers of the same meaning. */
    private static final Set<String> VARIABLE = Set.of("date", "x-request-id");

    private static Server server;
    private static AuthorizationWorld world;
    private static List<OpenApi.Operation> operations;
    private static Table table;
    private static final Map<String, Function<String, Call>> FIXTURES = new TreeMap<>();

    /** The table file: a head with the columns, then one line an operation. */
    private record Table(List<String> columns, Map<String, List<String>> rows) {

        static Table read() throws IOException {
            try (var file = AuthorizationIT.class.getResourceAsStream("/authorization.txt")) {
                List<String> lines =
                        new String(file.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .toList();
                List<String> head = cells(lines.get(0));
                List<String> columns = head.subList(0, head.size() - 1);
                Map<String, List<String>> rows = new LinkedHashMap<>();
                for (String line : lines.subList(1, lines.size())) {
                    List<String> cells = cells(line);
                    int width = columns.size();
                    assertEquals(
                            "method and path after the statuses: " + line, width + 2, cells.size());
                    String name = cells.get(width) + " " + cells.get(width + 1);
                    assertTrue("twice: " + name, rows.put(name, cells.subList(0, width)) == null);
                }
                return new Table(columns, rows);
            }
        }

        private static List<String> cells(String line) {
            return Arrays.asList(line.strip().split("\\s+"));
        }
    }

    /**
     * A request that would succeed for who may send it.
     *
     * @param parameters of the path
     */
    private record Call(
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

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("authorization");
        world = new AuthorizationWorld(server);
        operations = OpenApi.read(server).operations();
        table = Table.read();
        fixtures();
    }

    @AfterClass
    public static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    public void s3_every_operation_has_a_row_and_every_row_an_operation() {
        Set<String> described = new TreeSet<>();
        operations.forEach(operation -> described.add(operation.name()));
        Set<String> rows = new TreeSet<>(table.rows().keySet());
        Set<String> withoutRow = new TreeSet<>(described);
        withoutRow.removeAll(rows);
        rows.removeAll(described);
        assertTrue("Without a row: " + withoutRow, withoutRow.isEmpty());
        assertTrue("Rows of nothing: " + rows, rows.isEmpty());
        Set<String> withoutFixture = new TreeSet<>(described);
        withoutFixture.removeAll(FIXTURES.keySet());
        assertTrue("Without a request to send: " + withoutFixture, withoutFixture.isEmpty());
    }

    @Test
    public void s3_everybody_gets_what_the_table_says_and_no_word_of_others() throws IOException {
        List<String> failures = new ArrayList<>();
        StringBuilder actual = new StringBuilder();
        for (OpenApi.Operation operation : operations) {
            if (FIXTURES.containsKey(operation.name())) {
                Map<String, String> found = row(operation, failures);
                for (String column : table.columns()) {
                    actual.append(String.format("%-10s", found.get(column)));
                }
                actual.append(String.format("%-6s ", operation.method()))
                        .append(operation.path())
                        .append('\n');
            }
        }
        Files.writeString(Path.of("target", "authorization-actual.txt"), actual);
        if (!failures.isEmpty()) {
            fail(failures.size() + " cells:\n" + String.join("\n", failures));
        }
    }

    /** Asks for one operation by everybody: first those who are refused, then the others. */
    private static Map<String, String> row(OpenApi.Operation operation, List<String> failures) {
        List<String> row = table.rows().getOrDefault(operation.name(), List.of());
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            expected.put(table.columns().get(i), i < row.size() ? row.get(i) : "?");
        }
        Map<String, String> found = new LinkedHashMap<>();
        Map<AuthorizationWorld.Side, Call> unused = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(table.columns());
        // what refused requests have touched would not be accepted afterwards
        order.sort(
                (a, b) ->
                        Boolean.compare(
                                expected.get(a).startsWith("2"), expected.get(b).startsWith("2")));
        for (String column : order) {
            if (expected.get(column).equals("-")) {
                found.put(column, "-");
                continue;
            }
            try {
                boolean success = expected.get(column).startsWith("2");
                Call call =
                        unused.computeIfAbsent(
                                world.side(column),
                                side -> FIXTURES.get(operation.name()).apply(column));
                Client.Answer answer = cell(operation, column, call, failures);
                found.put(column, String.valueOf(answer.status()));
                if (!expected.get(column).equals(found.get(column))) {
                    failures.add(
                            operation.name()
                                    + " by "
                                    + column
                                    + ": "
                                    + answer.status()
                                    + " instead of "
                                    + expected.get(column)
                                    + " "
                                    + cut(answer.text()));
                }
                if (success || answer.status() < 300) {
                    unused.remove(world.side(column));
                }
            } catch (AssertionError | RuntimeException e) {
                found.put(column, "!");
                failures.add(operation.name() + " by " + column + ": " + e);
            }
        }
        return found;
    }

    private static Client.Answer cell(
            OpenApi.Operation operation, String column, Call call, List<String> failures) {
        Call own = own(column, call);
        Client client =
                call.ownSession()
                        ? world.newSession(column)
                        : world.caller(column, operation.path(), !operation.method().equals("GET"));
        Client.Answer answer = send(client, operation, own);
        String where = operation.name() + " by " + column;
        Set<String> foreign = canaries(answer);
        foreign.removeAll(AuthorizationWorld.canaries(column));
        if (!foreign.isEmpty()) {
            failures.add(where + ": shows " + foreign + " " + cut(answer.text()));
        }
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
            for (String parameter : own.parameters().keySet()) {
                Client.Answer other =
                        send(client, operation, own.with(parameter, UUID.randomUUID().toString()));
                // one's own tenant in the path may be known: only what is missing is compared
                if (answer.status() == 404 || other.status() != 404) {
                    same(where + " and another " + parameter, answer, other, failures);
                }
            }
            if (operation.method().equals("GET")) {
                Client.Answer head =
                        world.raw(
                                client, "HEAD", own.path(operation.path()), new byte[0], Map.of());
                if (head.status() != answer.status()) {
                    failures.add(where + ": HEAD answers " + head.status());
                }
            }
        }
        return answer;
    }

    /** Somebody's own tenant in the path, with the ids of others in the rest of it. */
    private static Call own(String column, Call call) {
        return switch (column) {
            case "B-own" -> call.with("firm", world.firmB.id());
            case "W-own" -> call.with("space", world.otherSpace.holder().space());
            default -> call;
        };
    }

    private static Client.Answer send(Client client, OpenApi.Operation operation, Call call) {
        return world.raw(
                client,
                operation.method(),
                call.path(operation.path()),
                call.body(),
                call.headers());
    }

    private static void same(
            String where, Client.Answer one, Client.Answer other, List<String> failures) {
        if (one.status() != other.status()
                || !headers(one).equals(headers(other))
                || !withoutRequestId(one).equals(withoutRequestId(other))) {
            failures.add(
                    where
                            + " differ: "
                            + one.status()
                            + headers(one)
                            + cut(one.text())
                            + " and "
                            + other.status()
                            + headers(other)
                            + cut(other.text()));
        }
    }

    private static Map<String, List<String>> headers(Client.Answer answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !VARIABLE.contains(header.getKey().toLowerCase()))
                .collect(
                        Collectors.toMap(
                                header -> header.getKey().toLowerCase(),
                                Map.Entry::getValue,
                                (a, b) -> a,
                                TreeMap::new));
    }

    private static JsonNode withoutRequestId(Client.Answer answer) {
        JsonNode body = answer.json();
        if (body instanceof ObjectNode object) {
            object.remove("requestId");
        }
        return body;
    }

    /** What stands in headers, body, and the files of an archive. */
    private static Set<String> canaries(Client.Answer answer) {
        StringBuilder text = new StringBuilder(answer.headers().map().toString());
        text.append(answer.text());
        if (answer.text().startsWith("PK")) {
            try (ZipInputStream zip =
                    new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
                while (zip.getNextEntry() != null) {
                    text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Set<String> found = new TreeSet<>();
        Matcher matcher = CANARY.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    // --- the requests

    private static void row(String name, Function<String, Call> fixture) {
        FIXTURES.put(name, fixture);
    }

    private static Call call(String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return new Call(map, "", new byte[0], Map.of(), false);
    }

    private static Call firm(String... parameters) {
        return call(parameters).with("firm", world.firmA.id());
    }

    private static Call space(String column, String... parameters) {
        return call(parameters).with("space", world.side(column).holder().space());
    }

    private static void fixtures() {
        identity();
        clientFiles();
        linking();
        partner();
        documents();
        others();
    }

    private static void identity() {
        String v1 = "/api/identity/v1";
        // a log-in ends the session that it comes with
        row("POST " + v1 + "/session", c -> call().body(logIn()).inOwnSession());
        row("GET " + v1 + "/session", c -> call());
        row("DELETE " + v1 + "/session", c -> call().inOwnSession());
        row(
                "PUT " + v1 + "/session/password",
                c -> call().body(Map.of("current", "faux " + c, "new", World.PASSWORD + " 2")));
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

    private static Map<String, String> logIn() {
        return Map.of("email", world.neutralEmail, "password", World.PASSWORD);
    }

    private static void clientFiles() {
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

    private static void linking() {
        String v1 = "/api/linking/v1/firms/{firm}";
        row("GET /api/linking/v1/strategies", c -> call());
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
                            .body(Map.of("main", world.otherSpace.file()))
                            .etag(world.operator.get(linkPath(link)));
                });
        row(
                "POST " + v1 + "/links/{id}/proposal-again",
                c -> firm("id", world.refusedLink()).body(Map.of()));
    }

    private static String linkPath(String link) {
        return "/api/linking/v1/firms/" + world.firmA.id() + "/links/" + link;
    }

    private static void partner() {
        String v1 = "/api/partner/v1/spaces/{space}";
        row("GET /api/partner/v1/link-freezes/{token}", c -> call("token", "inconnu"));
        row("POST /api/partner/v1/link-freezes/{token}", c -> call("token", "inconnu"));
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

    /** The request of the undone link itself, else a fresh one. */
    private static String request(String column, java.util.function.Supplier<String> fresh) {
        return column.equals("undone") ? world.undone.request() : fresh.get();
    }

    private static String partnerOf(String column) {
        return "company-" + world.side(column).account();
    }

    private static void documents() {
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
        row("GET " + account + "/sections", c -> ofAccount(c));
        row("GET " + space + "/documents/{doc}", c -> ofDocument(c));
        row("GET " + space + "/documents/{doc}/content", c -> ofDocument(c));
        row(
                "POST " + space + "/documents/{doc}/read-mark",
                c -> ofDocument(c).body(Map.of("read", true)));
        row(
                "POST " + space + "/exports",
                c -> space(c).body(Map.of("documents", List.of(world.side(c).document()))));
    }

    private static Call ofLinked(String... parameters) {
        return firm(parameters).with("id", world.main.other());
    }

    private static Call ofAccount(String column) {
        return space(column, "account", world.side(column).account());
    }

    private static Call ofDocument(String column) {
        return space(column, "doc", world.side(column).document());
    }

    private static void others() {
        row("GET /api/dashboard/v1/firms/{firm}/actions", c -> firm());
        row("GET /api/audit/v1/firms/{firm}/trail", c -> firm());
        row("GET /api/audit/v1/firms/{firm}/verification", c -> firm());
        row("GET /api/audit/v1/spaces/{space}/trail", c -> space(c));
        row("GET /api/audit/v1/verification", c -> call());
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

    private static String mail(String base) {
        return AuthorizationWorld.id(
                world.firmA.operator().get(base + "/mails").is(200).json().path("items").path(0));
    }
}
