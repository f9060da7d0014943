package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * What no well-behaved caller sends, to every operation that the server describes: it is refused
 * with a problem detail that tells nothing of our insides, and nothing of it is stored.
 */
public class BadInputIT {

    /** Words that stand in pages and traces, never in an answer. */
    private static final Pattern INSIDES =
            Pattern.compile(
                    "(?i)<html|<body|<!doctype|\\tat |exception|java\\.|javax\\.|org\\.(apache|osgi|"
                            + "rattache|eclipse)|com\\.fasterxml|jackson|jetty|derby|postgres");

    private static final String EVIL = "mauvaise";

    private static final String UPLOAD =
            "POST /api/document/v1/firms/{firm}/client-files/{id}/documents";

    private static final Set<String> GONE = Set.of("gone");

    /** How many times in a row nothing has to come between two marks before it is quiet. */
    private static final int QUIET = 2;

    /**
     * Bodies that would be taken and change something, where those of the table of rights would
     * not.
     */
    private static final Map<String, Map<String, ?>> TAKEN =
            Map.of(
                    "PUT /api/identity/v1/session/details",
                    Map.of("name", "Autre nom", "language", "en"),
                    "PUT /api/identity/v1/session/password",
                    Map.of("current", World.PASSWORD, "new", World.PASSWORD + " 2"),
                    "POST /api/identity/v1/session/address-changes",
                    Map.of("email", "autre@neuf.example", "password", World.PASSWORD),
                    "POST /api/identity/v1/spaces/{space}/holders",
                    Map.of("email", "autre@neuf.example", "password", World.PASSWORD),
                    "PUT /api/notification/v1/preferences",
                    Map.of("news", "daily"),
                    "POST /api/document/v1/spaces/{space}/documents/{doc}/read-mark",
                    Map.of("read", false));

    private static Server server;
    private static AuthorizationWorld world;
    private static AuthorizationRequests requests;
    private static AuthorizationTable table;
    private static List<OpenApi.Operation> operations;
    private static OpenApi description;
    private static Map<String, Client> everything;
    private static long marked;

    private final List<String> failures = new ArrayList<>();
    private Map<String, Client> reads;
    private Map<String, Set<String>> before;

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("bad-input");
        world = new AuthorizationWorld(server);
        requests = new AuthorizationRequests(world);
        table = AuthorizationTable.read();
        description = OpenApi.read(server);
        operations = description.operations();
        Await.until(() -> newestMark() > 0);
        marked = newestMark();
        everything = new LinkedHashMap<>();
        for (OpenApi.Operation operation : operations) {
            if (isKept(operation)) {
                AuthorizationRequests.Call call = call(operation);
                everything.put(call.path(operation.path()), client(operation, call));
            }
        }
    }

    @AfterClass
    public static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @After
    public void nothing_failed() {
        if (!failures.isEmpty()) {
            fail(failures.size() + ":\n" + String.join("\n", failures));
        }
    }

    // --- bodies, keys and versions

    @Test
    public void a_bad_body_key_or_version_is_refused_and_stores_nothing() {
        for (OpenApi.Operation operation : operations) {
            if (operation.method().equals("GET")) {
                continue;
            }
            AuthorizationRequests.Call call = call(operation);
            boolean body = operation.takesJson() || call.body().length > 0;
            boolean version = call.headers().containsKey("If-Match");
            if (!body && !version && !takesKey(operation)) {
                continue;
            }
            Client client = client(operation, call);
            begin(operation, call);
            if (operation.takesJson()) {
                badBodies(operation, call, client);
            }
            if (body) {
                brokenBodies(operation, call, client);
            }
            if (takesKey(operation)) {
                badKeys(operation, call, client);
            }
            if (version) {
                badVersions(operation, call, client);
            }
            end(operation.name());
        }
    }

    /** No such object, or in another form than JSON. */
    private void badBodies(
            OpenApi.Operation operation, AuthorizationRequests.Call call, Client client) {
        for (Map.Entry<String, byte[]> bad : bodies(operation, call).entrySet()) {
            refused(
                    operation,
                    bad.getKey(),
                    send(client, operation, call, bad.getValue(), call.headers()));
        }
        for (String field : texts(operation)) {
            // refused, or of no consequence
            check(
                    operation.name() + " control character in " + field,
                    send(
                            client,
                            operation,
                            call,
                            replaced(good(call), field, "\"\\u0000\""),
                            call.headers()));
        }
        for (String type :
                List.of(
                        "text/plain",
                        "application/xml",
                        "application/x-www-form-urlencoded",
                        "text/json; charset=utf-7",
                        "*/*",
                        "no type at all")) {
            refused(
                    operation,
                    "Content-Type " + type,
                    send(
                            client,
                            operation,
                            call,
                            bytes(good(call).toString()),
                            with(call.headers(), "Content-Type", type)));
        }
    }

    /** Whole in itself, but it breaks off on the way or lies about its length. */
    private void brokenBodies(
            OpenApi.Operation operation, AuthorizationRequests.Call call, Client client) {
        String body =
                operation.takesJson()
                        ? good(call).toString()
                        : new String(call.body(), StandardCharsets.UTF_8);
        Map<String, String> headers =
                operation.takesJson()
                        ? with(call.headers(), "Content-Type", "application/json")
                        : call.headers();
        String line = operation.method() + " " + call.path(operation.path()) + " HTTP/1.1";
        for (String rest :
                List.of(
                        // longer than what comes
                        "Content-Length: " + (body.length() + 500) + "\r\n\r\n" + body,
                        "Content-Length: -1\r\n\r\n" + body,
                        "Content-Length: x\r\n\r\n" + body,
                        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + body,
                        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\n",
                        "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body + "\r\n",
                        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + body,
                        "Transfer-Encoding: chunked\r\n\r\n-5\r\n" + body,
                        // no last chunk
                        "Transfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(body.length())
                                + "\r\n"
                                + body
                                + "\r\n",
                        "Transfer-Encoding: gzip, identity\r\n\r\n" + body,
                        "Content-Encoding: gzip\r\nContent-Length: -0\r\n\r\n")) {
            String answer = rawBody(client, line, lines(headers) + rest);
            String where = line + " " + cut(rest);
            if (!answer.isEmpty()) {
                checkRaw(where, answer);
                if (status(answer) < 400) {
                    failures.add(where + ": " + cut(answer));
                }
            }
        }
    }

    private static boolean takesKey(OpenApi.Operation operation) {
        // where credentials are given the key is ignored; there it is no bad input
        return operation.method().equals("POST")
                && Stream.of("session", "{token}", "password-resets", "api-tokens")
                        .noneMatch(operation.path()::contains);
    }

    private void badKeys(
            OpenApi.Operation operation, AuthorizationRequests.Call call, Client client) {
        for (String key : List.of("", " ", "k".repeat(201), "k".repeat(5000))) {
            refused(
                    operation,
                    "Idempotency-Key " + cut(key),
                    send(
                            client,
                            operation,
                            call,
                            call.body(),
                            with(call.headers(), "Idempotency-Key", key)));
        }
    }

    private void badVersions(
            OpenApi.Operation operation, AuthorizationRequests.Call call, Client client) {
        for (String etag :
                List.of(
                        "",
                        "x",
                        "\"",
                        "\"x\"",
                        "\"-1\"",
                        "\"99999999999999999999\"",
                        "\"1.0\"",
                        "W/",
                        "\"" + "9".repeat(5000) + "\"",
                        "\"a\", \"b\"")) {
            refused(
                    operation,
                    "If-Match " + cut(etag),
                    send(
                            client,
                            operation,
                            call,
                            call.body(),
                            with(call.headers(), "If-Match", etag)));
        }
        Map<String, String> without = new LinkedHashMap<>(call.headers());
        without.remove("If-Match");
        Client.Answer answer = send(client, operation, call, call.body(), without);
        refused(operation, "without If-Match", answer);
        if (answer.status() != 428) {
            failures.add(operation.name() + " without If-Match: " + answer.status());
        }
    }

    private static Map<String, byte[]> bodies(
            OpenApi.Operation operation, AuthorizationRequests.Call call) {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        JsonNode good = good(call);
        boolean optional = operation.schema().path("required").isEmpty();
        bodies.put("null", bytes("null"));
        bodies.put("[]", bytes("[]"));
        bodies.put("a text", bytes("\"x\""));
        bodies.put("a number", bytes("7"));
        bodies.put("half an object", bytes("{\"a\":"));
        bodies.put("two objects", bytes(good + "{}"));
        bodies.put("NaN", bytes("{\"a\":NaN}"));
        bodies.put("1e999999999", bytes("{\"a\":1e999999999}"));
        bodies.put("deep arrays", bytes("[".repeat(100_000)));
        bodies.put("deep objects", bytes("{\"a\":".repeat(100_000)));
        bodies.put("unknown field", bytes(((ObjectNode) good.deepCopy()).put("firmId", "x")));
        if (!optional) {
            // where nothing is required, no body says nothing wrong
            bodies.put("absent", new byte[0]);
            bodies.put("blanks", bytes("  \n "));
            bodies.put("{}", bytes("{}"));
        }
        for (Map.Entry<String, JsonNode> field :
                operation.schema().path("properties").properties()) {
            String name = field.getKey();
            JsonNode schema = description.resolve(field.getValue());
            bodies.put(name + " twice", twice(good, name));
            bodies.put(name + " malformed", malformed(name));
            for (String wrong : wrong(schema)) {
                bodies.put(name + " = " + cut(wrong), replaced(good, name, wrong));
            }
            if (schema.path("type").asText().equals("string")) {
                bodies.put(
                        name + " of 10 MB",
                        replaced(good, name, "\"" + "x".repeat(10_000_000) + "\""));
                bodies.put(name + " deep", replaced(good, name, "[".repeat(100_000)));
            }
        }
        return bodies;
    }

    private static List<String> texts(OpenApi.Operation operation) {
        return operation.schema().path("properties").properties().stream()
                .filter(
                        field ->
                                description
                                        .resolve(field.getValue())
                                        .path("type")
                                        .asText()
                                        .equals("string"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Values that are not of a type. */
    private static List<String> wrong(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "string" -> List.of("7", "true", "[\"x\"]", "{\"x\":1}");
            case "boolean" -> List.of("7", "\"oui\"", "\"true\"", "[true]", "{}");
            case "integer", "number" -> List.of("\"7\"", "true", "[7]", "1e400", "{}");
            case "array" -> List.of("7", "true", "{}", "[{}]", "[[\"x\"]]", "[7]", "[null]");
            default -> List.of("7", "true", "[]", "\"x\"");
        };
    }

    private static byte[] twice(JsonNode good, String name) {
        String text = good.toString();
        return bytes(
                text.substring(0, text.length() - 1)
                        + (good.isEmpty() ? "" : ",")
                        + "\""
                        + name
                        + "\":null,\""
                        + name
                        + "\":null}");
    }

    private static byte[] malformed(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("{\"" + name + "\":\""));
        // a lone continuation byte, an overlong slash, a surrogate
        out.writeBytes(
                new byte[] {
                    (byte) 0xff, (byte) 0xc0, (byte) 0xaf, (byte) 0xed, (byte) 0xa0, (byte) 0x80
                });
        out.writeBytes(bytes("\"}"));
        return out.toByteArray();
    }

    private static byte[] replaced(JsonNode good, String name, String value) {
        ObjectNode others = good.deepCopy();
        others.remove(name);
        String text = others.toString();
        return bytes(
                text.substring(0, text.length() - 1)
                        + (others.isEmpty() ? "" : ",")
                        + "\""
                        + name
                        + "\":"
                        + value
                        + "}");
    }

    // --- queries

    @Test
    public void odd_limits_cursors_and_filters_are_refused_or_find_nothing() {
        List<String> queries = new ArrayList<>();
        for (String limit :
                List.of("0", "-1", "201", "x", "1.5", "99999999999999999999", "", "%00")) {
            queries.add("?limit=" + limit);
        }
        for (String text :
                List.of(
                        "x",
                        "%00",
                        "%27%20OR%201=1--",
                        "a".repeat(3000),
                        "%ff%fe",
                        "%0d%0aX-Evil:%201",
                        "%e2%80%ae",
                        "%25_%5c",
                        "-1")) {
            queries.add("?after=" + text);
            queries.add(
                    Stream.of(
                                    "q",
                                    "email",
                                    "sort",
                                    "state",
                                    "type",
                                    "main",
                                    "secondary",
                                    "section",
                                    "keyword",
                                    "firm")
                            .map(name -> name + "=" + text)
                            .reduce("?", (a, b) -> a + "&" + b));
            for (String name :
                    List.of("from", "to", "direction", "unread", "clientFile", "document")) {
                queries.add("?" + name + "=" + text);
            }
        }
        queries.add("?limit=1&limit=x");
        queries.add("?%");
        queries.add("?%zz=1");
        queries.add("?&&=&=");
        queries.add("?limit=1;after=x");
        for (OpenApi.Operation operation : operations) {
            if (!operation.method().equals("GET") || operation.path().endsWith("/verification")) {
                continue;
            }
            AuthorizationRequests.Call call = call(operation);
            Client client = client(operation, call);
            for (String query : queries) {
                AuthorizationRequests.Call odd = call.query("");
                String answer =
                        raw(client, "GET " + odd.path(operation.path()) + query + " HTTP/1.1", "");
                checkRaw(operation.name() + cut(query), answer);
            }
        }
    }

    // --- addresses and methods

    @Test
    public void odd_addresses_tell_nothing() {
        String list = world.files();
        String firm = world.firmA.id();
        List<String> paths =
                List.of(
                        list + "%00",
                        list + "/%00",
                        list + "/..;/" + firm,
                        list + "/..;",
                        list + ";x=1",
                        "//api/clientfile/v1/firms/" + firm + "/client-files",
                        "/api//clientfile/v1/firms/" + firm + "/client-files",
                        "/api/clientfile/v1//firms/" + firm + "/client-files",
                        "/api/clientfile/v1/firms//client-files",
                        "/api/clientfile/v1/firms/" + firm + "%2fclient-files",
                        "/api/clientfile/v1/firms/" + firm + "%5cclient-files",
                        "/api/clientfile/v1/firms/" + firm + "\\client-files",
                        "/api/clientfile/v1/firms/" + firm + "/../" + firm + "/client-files",
                        "/api/clientfile/v1/firms/" + firm + "/./client-files",
                        "/api/clientfile/v1/firms/%2e%2e/" + firm + "/client-files",
                        "/api/clientfile/v1/firms/" + firm.toUpperCase() + "/client-files/x",
                        "/api/clientfile/v1/firms/" + firm + "/client-files/" + "9".repeat(5000),
                        "/api/clientfile/v1/firms/" + firm + "/client-files/%ff%fe",
                        "/api/clientfile/v1/firms/" + firm + "/client-files/%zz",
                        "/api/clientfile/v1/firms/" + firm + "/client-files/%",
                        "/api/clientfile/v1/firms/" + firm + "/client-files/'%20OR%201=1",
                        "/api/../../etc/passwd",
                        "/../../../../etc/passwd",
                        "/api/%2e%2e/%2e%2e/etc/passwd",
                        "/..%2f..%2fetc%2fpasswd",
                        "/api/nothing",
                        "/api",
                        "/nothing",
                        "*",
                        "http://elsewhere.example" + list);
        for (String path : paths) {
            for (Client client : List.of(Client.anonymous(server), world.operator)) {
                boolean anonymous = client.credentials().isEmpty();
                for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                    String where = method + " " + cut(path) + (anonymous ? " by nobody" : "");
                    String answer = raw(client, method + " " + path + " HTTP/1.1", "");
                    checkRaw(where, answer);
                    if (status(answer) < 300 && (anonymous || !path.endsWith(list))) {
                        failures.add(where + ": " + cut(answer));
                    }
                }
            }
        }
    }

    @Test
    public void unknown_methods_are_refused() {
        for (String method :
                List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO", "get", "X".repeat(300))) {
            for (Client client : List.of(Client.anonymous(server), world.operator)) {
                String answer =
                        raw(client, method + " " + world.files() + " HTTP/1.1", "X-Echo: echo\r\n");
                checkRaw(cut(method), answer);
                if (status(answer) < 400 || answer.contains("X-Echo")) {
                    failures.add(cut(method) + ": " + cut(answer));
                }
            }
        }
        String options = raw(world.operator, "OPTIONS " + world.files() + " HTTP/1.1", "");
        checkRaw("OPTIONS", options);
    }

    // --- files

    @Test
    public void multipart_that_is_none_is_refused_and_stores_nothing() {
        OpenApi.Operation upload =
                operations.stream()
                        .filter(operation -> operation.name().equals(UPLOAD))
                        .findFirst()
                        .orElseThrow();
        begin(upload, call(upload));
        String path =
                "/api/document/v1/firms/"
                        + world.firmA.id()
                        + "/client-files/"
                        + world.main.other()
                        + "/documents";
        String part = "Content-Disposition: form-data; name=\"file\"; filename=\"" + EVIL + "\"";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("empty", "");
        bodies.put("no boundary inside", "x".repeat(1000));
        bodies.put("no end", "--b\r\n" + part + "\r\n\r\ncontent");
        bodies.put("no blank line", "--b\r\n" + part + "\r\ncontent\r\n--b--\r\n");
        bodies.put(
                "no part of that name",
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nx\r\n--b--\r\n");
        bodies.put("no part", "--b--\r\n");
        bodies.put("endless header", "--b\r\nX: " + "y".repeat(200_000) + "\r\n\r\nx\r\n--b--\r\n");
        bodies.put(
                "metadata that is none",
                "--b\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                        + "Content-Type: application/json\r\n\r\n[1\r\n--b\r\n"
                        + part
                        + "\r\n\r\nx\r\n--b--\r\n");
        bodies.put(
                "metadata of another type",
                "--b\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n{\"name\":7,\"x\":1}\r\n--b\r\n"
                        + part
                        + "\r\n\r\nx\r\n--b--\r\n");
        bodies.put(
                "two files",
                "--b\r\n" + part + "\r\n\r\none\r\n--b\r\n" + part + "\r\n\r\ntwo\r\n--b--\r\n");
        bodies.forEach(
                (what, body) ->
                        refused(
                                what,
                                send(
                                        world.operator,
                                        path,
                                        bytes(body),
                                        "multipart/form-data; boundary=b")));
        for (String type :
                List.of(
                        "multipart/form-data",
                        "multipart/form-data; boundary=",
                        "multipart/form-data; boundary=" + "b".repeat(5000),
                        "multipart/mixed; boundary=b",
                        "application/json",
                        "text/html")) {
            refused(
                    cut(type),
                    send(
                            world.operator,
                            path,
                            bytes("--b\r\n" + part + "\r\n\r\nx\r\n--b--\r\n"),
                            type));
        }
        end("multipart");
    }

    @Test
    public void a_file_name_never_leaves_its_document() throws IOException {
        String documents =
                "/api/document/v1/firms/"
                        + world.firmA.id()
                        + "/client-files/"
                        + world.main.other()
                        + "/documents";
        List<String> names =
                List.of(
                        "../../" + EVIL + ".txt",
                        "..\\..\\" + EVIL + ".txt",
                        "/etc/" + EVIL,
                        "C:\\" + EVIL + ".txt",
                        EVIL + "\r\nX-Evil: 1",
                        EVIL + "\nSet-Cookie: a=b",
                        EVIL + "\u0000.txt",
                        EVIL + "\u202egnp.exe",
                        EVIL + "\";x=\"y.txt",
                        EVIL + ";x=y.txt",
                        EVIL + "%0d%0aX-Evil:%201",
                        EVIL + "%2e%2e%2f",
                        EVIL.repeat(38),
                        "é".repeat(300) + EVIL,
                        ".",
                        "..",
                        " ",
                        "CON",
                        EVIL + ". ",
                        "=cmd|' /C calc'!A0" + EVIL);
        for (String name : names) {
            byte[] content = bytes("contenu");
            Map<String, Client.Answer> answers = new LinkedHashMap<>();
            answers.put(
                    "metadata",
                    world.operator.upload(
                            documents, "x.txt", "text/plain", content, Map.of("name", name)));
            answers.put(
                    "part",
                    world.operator.upload(documents, name, "text/plain", content, Map.of()));
            answers.put(
                    "query",
                    send(
                            world.operator,
                            documents + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                            content,
                            "application/octet-stream"));
            answers.forEach((way, answer) -> named(documents, way + " " + cut(name), answer));
        }
        try (Stream<Path> files = Files.walk(server.home())) {
            assertEquals(
                    "a file of that name",
                    List.of(),
                    files.filter(file -> file.getFileName().toString().contains(EVIL)).toList());
        }
    }

    private void named(String documents, String what, Client.Answer answer) {
        check(what, answer);
        if (answer.status() != 201) {
            if (answer.status() < 400) {
                failures.add(what + ": " + answer.status());
            }
            return;
        }
        String stored = answer.json().path("name").asText();
        if (stored.isBlank()
                || stored.length() > 255
                || stored.matches("(?s).*[/\\\\\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069].*")
                || stored.matches("\\.+")) {
            failures.add(what + " is stored as " + stored);
        }
        Client.Answer content =
                world.operator.get(
                        documents + "/" + answer.json().path("id").asText() + "/content");
        String disposition = String.valueOf(content.header("Content-Disposition"));
        if (content.status() != 200
                || !disposition.startsWith("attachment")
                || content.headers().map().containsKey("x-evil")
                || content.headers().map().containsKey("set-cookie")
                || !disposition.matches("[\\x20-\\x7e]+")) {
            failures.add(what + ": " + content.status() + " " + content.headers().map());
        }
    }

    // --- what every answer has to be

    private void refused(OpenApi.Operation operation, String what, Client.Answer answer) {
        refused(operation.name() + " " + what, answer);
    }

    private void refused(String what, Client.Answer answer) {
        check(what, answer);
        if (answer.status() >= 0 && answer.status() < 400) {
            failures.add(what + ": " + answer.status() + " " + cut(answer.text()));
        }
    }

    private void check(String what, Client.Answer answer) {
        if (answer.status() < 0) {
            return;
        }
        check(
                what,
                answer.status(),
                String.valueOf(answer.header("Content-Type")),
                answer.text(),
                answer.headers().map().toString());
    }

    private void check(String what, int status, String type, String body, String headers) {
        if (status >= 500) {
            failures.add(what + ": " + status + " " + cut(body));
        }
        if (type.contains("html") || INSIDES.matcher(headers).find()) {
            failures.add(what + ": " + status + " " + headers);
        }
        if (status < 400) {
            return;
        }
        if (INSIDES.matcher(body).find()) {
            failures.add(what + ": tells of its insides: " + cut(body));
        }
        try {
            JsonNode problem = Client.JSON.readTree(body);
            if (!type.startsWith("application/problem+json")
                    || !problem.path("type").asText().startsWith("urn:rattache:problem:")
                    || problem.path("status").asInt() != status) {
                failures.add(
                        what + ": " + status + " is no problem detail: " + headers + cut(body));
            }
        } catch (IOException e) {
            failures.add(what + ": " + status + " is no JSON: " + headers + " " + cut(body));
        }
    }

    private void checkRaw(String what, String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            failures.add(what + ": no answer: " + cut(answer));
            return;
        }
        String head = answer.substring(0, end);
        String type =
                head.lines()
                        .filter(line -> line.regionMatches(true, 0, "content-type:", 0, 13))
                        .map(line -> line.substring(13).strip())
                        .findFirst()
                        .orElse("");
        check(what, status(answer), type, answer.substring(end + 4), head);
    }

    private static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    // --- nothing stored

    /** Keeps in mind what is there, once everything that was decided before has arrived. */
    private void begin(OpenApi.Operation operation, AuthorizationRequests.Call call) {
        // of its own module: what another one does it learns by an event, and has in the trail
        String module = operation.path().replaceFirst("/v1/.*", "/v1/");
        reads = new LinkedHashMap<>(everything);
        reads.keySet().removeIf(path -> !path.startsWith(module));
        // and whatever the request is about: what stands under the beginnings of its address
        for (OpenApi.Operation read : operations) {
            if (isKept(read) && (operation.path() + "/").startsWith(read.path() + "/")) {
                reads.put(call.query("").path(read.path()), client(read, call));
            }
        }
        for (int quiet = 0; quiet < QUIET; ) {
            quiet = mark() == 0 ? quiet + 1 : 0;
        }
        before = stored(reads);
        assertFalse(before.toString(), before.containsValue(GONE));
    }

    private void end(String what) {
        // no refusal of these may write an entry: no code is tried, and nothing that was shown has
        // changed
        long entries = mark();
        if (entries > 0) {
            // the newest is the mark
            failures.add(
                    what
                            + " has written into the trail: "
                            + trail("limit=" + Math.min(entries + 1, 200))
                                    .findValuesAsText("type"));
        }
        Map<String, Set<String>> now = stored(reads);
        before.forEach(
                (where, elements) -> {
                    if (!elements.equals(now.get(where))) {
                        failures.add(
                                what
                                        + " has changed "
                                        + where
                                        + ": "
                                        + cut(without(elements, now.get(where)))
                                        + " is now "
                                        + cut(without(now.get(where), elements)));
                    }
                });
    }

    private static String without(Set<String> elements, Set<String> others) {
        Set<String> rest = new TreeSet<>(elements);
        rest.removeAll(others);
        return rest.toString();
    }

    /**
     * Whether an operation reads what is stored. Not so what is computed anew at each reading, what
     * takes an entry of the trail to be read, and what needs a one-time link; the trails are
     * counted.
     */
    private static boolean isKept(OpenApi.Operation operation) {
        String path = operation.path();
        return operation.method().equals("GET")
                && !path.contains("{token}")
                && Stream.of(
                                "/suggestions",
                                "/actions",
                                "/content",
                                "/preview",
                                "/trail",
                                "/verification")
                        .noneMatch(path::endsWith);
    }

    /** Everything that can be read, the entries of the other trails, and the files. */
    private static Map<String, Set<String>> stored(Map<String, Client> reads) {
        Map<String, Set<String>> stored = new LinkedHashMap<>();
        reads.forEach((path, client) -> stored.put(path, elements(client, path)));
        World.Holder holder = world.main.holder();
        stored.put(
                "entries of the space",
                Set.of(
                        holder.client()
                                .get("/api/audit/v1/spaces/" + holder.space() + "/trail?limit=1")
                                .is(200)
                                .json()
                                .path("total")
                                .toString()));
        stored.put(
                "entries of no firm",
                Set.of(
                        world.system
                                .get("/api/audit/v1/verification?firm=-")
                                .is(200)
                                .json()
                                .path("entries")
                                .toString()));
        try (Stream<Path> files = Files.walk(server.data().resolve("documents"))) {
            stored.put("files", Set.of(String.valueOf(files.filter(Files::isRegularFile).count())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored;
    }

    /** The elements of a list; of anything else itself, with its version. */
    private static Set<String> elements(Client client, String path) {
        Set<String> elements = new TreeSet<>();
        String after = "";
        do {
            Client.Answer answer =
                    client.get(path + (path.contains("?") ? "&" : "?") + "limit=200" + after);
            if (answer.status() == 404) {
                return GONE;
            }
            JsonNode body = answer.is(200).json();
            if (!body.has("items")) {
                return Set.of(answer.header("ETag") + " " + lasting(body));
            }
            for (JsonNode item : body.path("items")) {
                if (!item.path("template").asText().startsWith("documents-")) {
                    elements.add(lasting(item));
                }
            }
            after =
                    body.path("next").isTextual()
                            ? "&after="
                                    + URLEncoder.encode(
                                            body.path("next").asText(), StandardCharsets.UTF_8)
                            : "";
        } while (!after.isEmpty());
        return elements;
    }

    /**
     * What does not change by itself: a mail, and nothing else has a template, is written with its
     * event and leaves a moment later. (One that tells of documents is only written when no more
     * have come for half a minute.)
     */
    private static String lasting(JsonNode element) {
        ObjectNode lasting = element.deepCopy();
        if (lasting.has("template")) {
            lasting.remove(List.of("state", "attempts", "nextAt", "sentAt", "note"));
        }
        return lasting.toString();
    }

    /**
     * Reads a document that nobody else reads here, and waits for the entry: events come in their
     * order, so by then the trail tells of everything that was done before.
     *
     * @return how many entries have come since the last mark
     */
    private static long mark() {
        world.operator
                .get(
                        "/api/document/v1/firms/"
                                + world.firmA.id()
                                + "/client-files/"
                                + world.undone.other()
                                + "/documents/"
                                + world.undone.document()
                                + "/content")
                .is(200);
        long last = marked;
        Instant deadline = Instant.now().plusSeconds(30);
        while (marked == last) {
            assertTrue("the trail stands still", Instant.now().isBefore(deadline));
            marked = newestMark();
        }
        return marked - last - 1;
    }

    /** Its place in the firm's chain, which has no gaps. */
    private static long newestMark() {
        return trail("type=document.read&limit=1&document=" + world.undone.document())
                .at("/0/number")
                .asLong();
    }

    /** Entries of the firm, the newest first. */
    private static JsonNode trail(String query) {
        return world.operator
                .get("/api/audit/v1/firms/" + world.firmA.id() + "/trail?" + query)
                .is(200)
                .json()
                .path("items");
    }

    // --- sending

    private static String column(String operation) {
        return table.whoMay(operation).orElse("anonymous");
    }

    private static AuthorizationRequests.Call call(OpenApi.Operation operation) {
        AuthorizationRequests.Call call =
                requests.fresh(operation.name(), column(operation.name()));
        return TAKEN.containsKey(operation.name()) ? call.body(TAKEN.get(operation.name())) : call;
    }

    private static Client client(OpenApi.Operation operation, AuthorizationRequests.Call call) {
        // what a person does for himself has no column of its own: everybody may
        boolean own =
                operation.name().contains("/session") || operation.name().endsWith("/preferences");
        String column = own ? "operator" : column(operation.name());
        return call.ownSession() || operation.path().contains("/session")
                ? world.newSession(column)
                : world.caller(column, operation.path(), !operation.method().equals("GET"));
    }

    /** A server may hang up on a body that is too large; status -1 then. */
    private static Client.Answer send(
            Client client,
            OpenApi.Operation operation,
            AuthorizationRequests.Call call,
            byte[] body,
            Map<String, String> headers) {
        try {
            return world.raw(
                    client, operation.method(), call.path(operation.path()), body, headers);
        } catch (UncheckedIOException e) {
            if (body.length < 1_000_000) {
                throw e;
            }
            return new Client.Answer(-1, null, new byte[0]);
        }
    }

    private static Client.Answer send(Client client, String path, byte[] body, String type) {
        return client.send(
                "POST", path, BodyPublishers.ofByteArray(body), Map.of("Content-Type", type));
    }

    /** Sends a request byte for byte and reads until the server hangs up. */
    private static String raw(Client client, String line, String headers) {
        return rawBody(client, line, headers + "\r\n");
    }

    private static String rawBody(Client client, String line, String rest) {
        StringBuilder request = new StringBuilder(line).append("\r\nHost: 127.0.0.1\r\n");
        request.append(lines(client.credentials())).append("Connection: close\r\n").append(rest);
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            assertTrue(line + ": " + e, !(e instanceof java.net.SocketTimeoutException));
            return "";
        }
    }

    private static String lines(Map<String, String> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, text) -> lines.append(name).append(": ").append(text).append("\r\n"));
        return lines.toString();
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, text);
        return more;
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A body that is taken; where it may be absent, one without a field. */
    private static JsonNode good(AuthorizationRequests.Call call) {
        return call.body().length == 0 ? Client.JSON.createObjectNode() : json(call.body());
    }

    private static JsonNode json(byte[] body) {
        try {
            return Client.JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
