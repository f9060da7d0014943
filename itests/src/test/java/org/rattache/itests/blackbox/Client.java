package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One caller of the REST API: anonymous, a person with a session, or an integrator with a token.
 */
final class Client {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> credentials = new LinkedHashMap<>();
    private JsonNode session;

    Client(Server server) {
        this.server = server;
    }

    /** What the server answered. */
    record Answer(int status, HttpHeaders headers, byte[] bytes) {

        JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** Asserts the status and shows the body when it differs. */
        Answer is(int expected) {
            assertEquals(text(), expected, status);
            return this;
        }

        /** Asserts which problem it is. */
        Answer problem(String code) {
            assertEquals(text(), "urn:rattache:problem:" + code, json().path("type").asText());
            return this;
        }
    }

    static Client anonymous(Server server) {
        return new Client(server);
    }

    static Client withToken(Server server, String token) {
        Client client = new Client(server);
        client.credentials.put("Authorization", "Bearer " + token);
        return client;
    }

    static Client loggedIn(Server server, String email, String password) {
        Client client = new Client(server);
        client.logIn(email, password).is(200);
        return client;
    }

    Answer logIn(String email, String password) {
        credentials.clear();
        Answer answer =
                post("/api/identity/v1/session", Map.of("email", email, "password", password));
        if (answer.status() == 200) {
            session = answer.json();
            String cookie = answer.header("Set-Cookie").replaceFirst(";.*", "");
            credentials.put("Cookie", cookie);
            credentials.put("X-CSRF-Token", session.path("csrfToken").asText());
        }
        return answer;
    }

    /** The headers that say who asks. */
    Map<String, String> credentials() {
        return Map.copyOf(credentials);
    }

    /** What the log-in told. */
    JsonNode session() {
        return session;
    }

    String onlySpace() {
        JsonNode spaces = get("/api/identity/v1/session").is(200).json().path("spaces");
        assertEquals(spaces.toString(), 1, spaces.size());
        return spaces.path(0).path("id").asText();
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    Answer get(String path, Map<String, String> headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", path, json(body), with(headers, "Content-Type", "application/json"));
    }

    Answer put(String path, Object body, String etag) {
        Map<String, String> headers = with(Map.of(), "Content-Type", "application/json");
        return send(
                "PUT", path, json(body), etag == null ? headers : with(headers, "If-Match", etag));
    }

    Answer patch(String path, Object body, String etag) {
        return send(
                "PATCH",
                path,
                json(body),
                with(Map.of("Content-Type", "application/json"), "If-Match", etag));
    }

    Answer delete(String path, String etag) {
        return send(
                "DELETE",
                path,
                BodyPublishers.noBody(),
                etag == null ? Map.of() : Map.of("If-Match", etag));
    }

    /** Sends a file as a form does: its bytes and its metadata. */
    Answer upload(String path, String fileName, String type, byte[] content, Object metadata) {
        String boundary = "b" + UUID.randomUUID();
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                                + "Content-Type: application/json\r\n\r\n"
                                + text(metadata)
                                + "\r\n--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + fileName
                                + "\"\r\n"
                                + "Content-Type: "
                                + type
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(
                "POST",
                path,
                BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofByteArray(tail)),
                Map.of("Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path))
                        .method(method, body)
                        .timeout(Duration.ofSeconds(60));
        credentials.forEach(request::header);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, text);
        return more;
    }

    private static BodyPublisher json(Object body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body));
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The element of an array whose field has a value. */
    static Optional<JsonNode> where(JsonNode array, String field, String wanted) {
        for (JsonNode element : array) {
            if (element.at(field).asText().equals(wanted)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}
