package org.rattache.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets up firms and people as they would do it themselves: by invitation, mail and activation. */
final class World {

    static final String PASSWORD = "une longue phrase de passe 7";

    private final Server server;
    private final Mailbox mailbox;

    World(Server server) {
        this.server = server;
        this.mailbox = new Mailbox(server);
    }

    /** A firm with its first administrator, logged in. */
    record Firm(String id, Client operator) {}

    /** A person behind a legal space, logged in. */
    record Holder(String email, String space, Client client) {}

    /** The system administrator, with the one-time password changed. */
    Client systemAdministrator() throws IOException {
        String email = "admin@localhost";
        Client client = new Client(server);
        if (client.logIn(email, PASSWORD).status() == 200) {
            return client;
        }
        String once =
                find(
                        Files.readString(server.data().resolve("first-log-in.txt")),
                        "(?im)^.*(?:password|mot de passe)[^:=]*[:=]\\s*(\\S+)\\s*$");
        client.logIn(email, once).is(200);
        client.put(
                "/api/identity/v1/session/password",
                Map.of("current", once, "new", PASSWORD),
                null);
        client.logIn(email, PASSWORD).is(200);
        return client;
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("Not found in: " + text);
        }
        return matcher.group(1);
    }

    Firm firm(String name, String administrator) throws IOException {
        JsonNode firm =
                systemAdministrator()
                        .post(
                                "/api/identity/v1/firms",
                                Map.of(
                                        "name",
                                        name,
                                        "administrator",
                                        Map.of(
                                                "email",
                                                administrator,
                                                "name",
                                                "Administrateur " + name)))
                        .is(201)
                        .json();
        activate(administrator);
        return new Firm(firm.path("id").asText(), Client.loggedIn(server, administrator, PASSWORD));
    }

    void activate(String email) {
        String token = mailbox.token(email, "activation");
        Client.anonymous(server)
                .post(
                        "/api/identity/v1/activations/" + token,
                        Map.of("password", PASSWORD, "name", "Personne " + email))
                .is(200);
    }

    /** Creates a client file. */
    JsonNode clientFile(Firm firm, String name, String email) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        if (email != null) {
            body.put("email", email);
        }
        return firm.operator()
                .post("/api/clientfile/v1/firms/" + firm.id() + "/client-files", body)
                .is(201)
                .json();
    }

    /** Changes the e-mail of a client file, as an operator does it: read, change, write back. */
    void changeEmail(Firm firm, String clientFile, String email) {
        String path = "/api/clientfile/v1/firms/" + firm.id() + "/client-files/" + clientFile;
        Client.Answer read = firm.operator().get(path).is(200);
        firm.operator()
                .put(
                        path,
                        Map.of("name", read.json().path("name").asText(), "email", email),
                        read.header("ETag"))
                .is(200);
    }

    /** A client that the firm has invited and who has created its legal space. */
    Holder holder(Firm firm, String clientFile, String email) {
        firm.operator()
                .post(
                        "/api/clientfile/v1/firms/"
                                + firm.id()
                                + "/client-files/"
                                + clientFile
                                + "/invitation",
                        Map.of())
                .is(202);
        activate(email);
        Client client = Client.loggedIn(server, email, PASSWORD);
        String space = client.onlySpace();
        Await.until(
                () ->
                        client.get("/api/partner/v1/spaces/" + space + "/partners")
                                        .json()
                                        .path("items")
                                        .size()
                                > 0);
        return new Holder(email, space, client);
    }

    Mailbox mailbox() {
        return mailbox;
    }
}
