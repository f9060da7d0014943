package org.rattache.panel.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.panel.api.PanelPlugIn;
import org.rattache.panel.api.Panels;
import org.rattache.panel.api.ShownPanel;

public class PanelFileServletTest {

    private static final String FOLDER = "/ext/com.example.domains/1.0.0-0123456789ab";

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> asked = new HashSet<>();
    private Server server;
    private int port;

    @Before
    public void start() throws Exception {
        for (String name : List.of("card.js", "icon.svg", "page.html", "Panel.class")) {
            Files.writeString(folder.getRoot().toPath().resolve(name), "content of " + name);
        }
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new PanelFileServlet(panels())), Panels.BASE + "/*");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    @After
    public void stop() throws Exception {
        server.stop();
    }

    private Panels panels() {
        return new Panels() {
            @Override
            public List<PanelPlugIn> plugIns() {
                return List.of();
            }

            @Override
            public List<ShownPanel> ofFirm(String firm, boolean administrator) {
                return List.of();
            }

            @Override
            public List<ShownPanel> ofSpace(String space) {
                return List.of();
            }

            @Override
            public Optional<URL> file(String plugIn, String build, String path) {
                asked.add(plugIn + " " + build + " " + path);
                Path file = folder.getRoot().toPath().resolve(path.substring(1));
                try {
                    return build.equals("1.0.0-0123456789ab") && Files.exists(file)
                            ? Optional.of(file.toUri().toURL())
                            : Optional.empty();
                } catch (java.net.MalformedURLException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void a_module_is_kept_for_a_year_and_can_do_nothing_by_itself() throws Exception {
        HttpResponse<String> answer = get(FOLDER + "/card.js");
        assertEquals(200, answer.statusCode());
        assertEquals("content of card.js", answer.body());
        assertEquals("text/javascript;charset=utf-8", header(answer, "Content-Type"));
        assertEquals("public, max-age=31536000, immutable", header(answer, "Cache-Control"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("default-src 'none'; sandbox", header(answer, "Content-Security-Policy"));
        assertEquals("image/svg+xml", header(get(FOLDER + "/icon.svg"), "Content-Type"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Test
    public void pages_classes_other_builds_and_folders_are_not_there() throws Exception {
        for (String path :
                List.of(
                        FOLDER + "/page.html",
                        FOLDER + "/Panel.class",
                        FOLDER + "/absent.js",
                        FOLDER + "/",
                        FOLDER,
                        "/ext/",
                        "/ext/com.example.domains/1.0.0-ffffffffffff/card.js")) {
            assertEquals(path, 404, get(path).statusCode());
        }
    }

    @Test
    public void a_step_aside_is_refused_before_anything_is_looked_for() throws Exception {
        for (String path :
                List.of(
                        FOLDER + "/../card.js",
                        FOLDER + "/%2e%2e/card.js",
                        FOLDER + "/a%2f..%2fcard.js",
                        FOLDER + "/a\\card.js",
                        FOLDER + "//card.js",
                        FOLDER + "/card.js;x=1.js")) {
            String status = raw(path);
            assertTrue(path + " " + status, status.matches("HTTP/1.1 40[04] .*"));
        }
        assertEquals(Set.of(), asked);
    }

    /** A client that tidies no address up. */
    private String raw(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(
                            ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
        }
    }
}
