package org.rattache.itests.blackbox;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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

    private static final Pattern CANARY =
            Pattern.compile(AuthorizationWorld.CANARY + "[a-z]+?z(?![a-z])");

    /** These differ between two answers of the same meaning. */
    private static final Set<String> VARIABLE = Set.of("date", "x-request-id");

    private static Server server;
    private static AuthorizationWorld world;
    private static List<OpenApi.Operation> operations;
    private static AuthorizationTable table;
    private static AuthorizationRequests requests;

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("authorization");
        world = new AuthorizationWorld(server);
        operations = OpenApi.read(server).operations();
        table = AuthorizationTable.read();
        requests = new AuthorizationRequests(world);
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
        withoutFixture.removeAll(requests.names());
        assertTrue("Without a request to send: " + withoutFixture, withoutFixture.isEmpty());
    }

    @Test
    public void s3_everybody_gets_what_the_table_says_and_no_word_of_others() throws IOException {
        List<String> failures = new ArrayList<>();
        StringBuilder actual = new StringBuilder();
        for (OpenApi.Operation operation : operations) {
            if (requests.names().contains(operation.name())) {
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
        Map<AuthorizationWorld.Side, AuthorizationRequests.Call> unused = new LinkedHashMap<>();
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
                AuthorizationRequests.Call call =
                        unused.computeIfAbsent(
                                world.side(column),
                                side -> requests.fresh(operation.name(), column));
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
            OpenApi.Operation operation,
            String column,
            AuthorizationRequests.Call call,
            List<String> failures) {
        AuthorizationRequests.Call own = own(column, call);
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
    private static AuthorizationRequests.Call own(String column, AuthorizationRequests.Call call) {
        return switch (column) {
            case "B-own" -> call.with("firm", world.firmB.id());
            case "W-own" -> call.with("space", world.otherSpace.holder().space());
            default -> call;
        };
    }

    private static Client.Answer send(
            Client client, OpenApi.Operation operation, AuthorizationRequests.Call call) {
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
}
