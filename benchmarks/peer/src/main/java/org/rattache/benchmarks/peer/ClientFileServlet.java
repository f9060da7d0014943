package org.rattache.benchmarks.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.sql.DataSource;

/** The four requests, with the answers that Rattache gives. */
final class ClientFileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LIMIT = 50;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader DATA = JSON.readerFor(ClientFile.Data.class);

    private final transient ClientFiles files;
    private final transient ApiTokens tokens;

    ClientFileServlet(DataSource dataSource) {
        files = new ClientFiles(dataSource);
        tokens = new ApiTokens(dataSource);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String[] path = request.getPathInfo().substring(1).split("/", -1);
        String authorization = request.getHeader("Authorization");
        try {
            // who sends no token is let in: so the price of looking it up can be measured
            if (authorization != null && !tokens.opens(path[0], authorization)) {
                response.setStatus(401);
            } else if (path.length < 2 || path.length > 3 || !path[1].equals("client-files")) {
                response.setStatus(404);
            } else if (path.length == 3) {
                get(path[0], path[2], response);
            } else if (request.getMethod().equals("POST")) {
                post(path[0], request, response);
            } else {
                list(path[0], request, response);
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    private void get(String firm, String id, HttpServletResponse response)
            throws SQLException, IOException {
        Optional<ClientFile> file = files.find(firm, id);
        if (file.isEmpty()) {
            response.setStatus(404);
            return;
        }
        one(file.get(), response);
    }

    private void post(String firm, HttpServletRequest request, HttpServletResponse response)
            throws SQLException, IOException {
        ClientFile.Data data = DATA.readValue(request.getInputStream());
        if (!data.isValid()) {
            response.setStatus(422);
            return;
        }
        ClientFile file = files.create(firm, data);
        response.setStatus(201);
        response.setHeader("Location", file.path());
        one(file, response);
    }

    private static void one(ClientFile file, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", "\"" + file.version() + "\"");
        send(response, file::write);
    }

    private void list(String firm, HttpServletRequest request, HttpServletResponse response)
            throws SQLException, IOException {
        String text = request.getParameter("q");
        ClientFiles.Page page =
                text == null
                        ? files.list(
                                firm,
                                position(request.getParameter("cursor")),
                                LIMIT,
                                !"no".equals(request.getParameter("total")))
                        : files.search(firm, Names.key(text), LIMIT);
        send(
                response,
                json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("items");
                    for (ClientFile file : page.items()) {
                        file.write(json);
                    }
                    json.writeEndArray();
                    json.writeStringField(
                            "next", page.next().map(ClientFileServlet::cursor).orElse(null));
                    json.writeObjectFieldStart("total");
                    json.writeNumberField("value", page.total());
                    json.writeBooleanField("exact", page.exact());
                    json.writeEndObject();
                    json.writeEndObject();
                });
    }

    private static String cursor(ClientFiles.Position position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (position.nameKey() + '\n' + position.id())
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<ClientFiles.Position> position(String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        String[] keys =
                new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                        .split("\n", 2);
        return Optional.of(new ClientFiles.Position(keys[0], keys[1]));
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static void send(HttpServletResponse response, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.getFactory().createGenerator(bytes)) {
            body.write(json);
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }
}
