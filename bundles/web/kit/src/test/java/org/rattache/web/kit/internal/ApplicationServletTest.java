package org.rattache.web.kit.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ApplicationServletTest {

    private static final String INDEX = "<!doctype html><title>Passerelle</title>";
    private static final String SCRIPT = "export const answer = 42;";

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private Server server;
    private int port;

    @Before
    public void start() throws Exception {
        write("/index.html", INDEX.getBytes(StandardCharsets.UTF_8));
        write("/icon.svg", "<svg/>".getBytes(StandardCharsets.UTF_8));
        write("/assets/main-1a2b.js", SCRIPT.getBytes(StandardCharsets.UTF_8));
        write("/assets/main-1a2b.js.gz", gzip(SCRIPT));
        write("/assets/secret.class", new byte[] {1});
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(
                new ServletHolder(new ApplicationServlet("gateway", this::find)), "/gateway/*");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    @After
    public void stop() throws Exception {
        server.stop();
    }

    @Test
    public void every_page_of_the_application_is_its_index() throws Exception {
        for (String page : new String[] {"/gateway/", "/gateway/firms/1/clients?q=a"}) {
            HttpResponse<byte[]> answer = get(page);
            assertEquals(200, answer.statusCode());
            assertEquals(INDEX, new String(answer.body(), StandardCharsets.UTF_8));
            assertEquals("text/html;charset=utf-8", header(answer, "Content-Type"));
            assertEquals("no-cache", header(answer, "Cache-Control"));
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
            assertTrue(header(answer, "Content-Security-Policy").contains("script-src 'self';"));
        }
    }

    @Test
    public void the_same_index_is_not_sent_twice() throws Exception {
        String tag = header(get("/gateway/"), "ETag");
        HttpResponse<byte[]> again = get("/gateway/", "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(200, get("/gateway/", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    public void an_asset_is_kept_for_a_year_and_sent_as_it_was_compressed() throws Exception {
        HttpResponse<byte[]> plain = get("/gateway/assets/main-1a2b.js");
        assertEquals(SCRIPT, new String(plain.body(), StandardCharsets.UTF_8));
        assertEquals("public, max-age=31536000, immutable", header(plain, "Cache-Control"));
        assertEquals("text/javascript;charset=utf-8", header(plain, "Content-Type"));

        HttpResponse<byte[]> packed =
                get("/gateway/assets/main-1a2b.js", "Accept-Encoding", "br, gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(packed, "Vary"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertArrayEquals(SCRIPT.getBytes(StandardCharsets.UTF_8), in.readAllBytes());
        }
        HttpResponse<byte[]> refused =
                get("/gateway/assets/main-1a2b.js", "Accept-Encoding", "gzip;q=0, br;q=0.0");
        assertTrue(refused.headers().firstValue("Content-Encoding").isEmpty());
    }

    @Test
    public void a_file_that_is_not_there_is_never_the_index() throws Exception {
        assertEquals(404, get("/gateway/assets/main-old.js").statusCode());
        assertEquals(404, get("/gateway/assets/").statusCode());
        assertEquals(404, get("/gateway/favicon.ico").statusCode());
        assertEquals(404, get("/gateway/assets/secret.class").statusCode());
    }

    @Test
    public void steps_aside_are_refused() throws Exception {
        for (String path :
                new String[] {
                    "/gateway/../secret.txt",
                    "/gateway/assets/../index.html",
                    "/gateway//index.html",
                    "/gateway/assets\\index.html",
                    "/gateway/%2e%2e/secret.txt",
                    "/gateway/index.html;x=1"
                }) {
            int status = status(path);
            assertTrue(path + " " + status, status == 404 || status == 400);
        }
    }

    @Test
    public void head_has_the_headers_and_no_body() throws Exception {
        HttpResponse<byte[]> answer =
                client.send(
                        HttpRequest.newBuilder(uri("/gateway/"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertEquals(String.valueOf(INDEX.length()), header(answer, "Content-Length"));
    }

    @Test
    public void nothing_can_be_changed() throws Exception {
        HttpResponse<byte[]> answer =
                client.send(
                        HttpRequest.newBuilder(uri("/gateway/"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(405, answer.statusCode());
    }

    @Test
    public void without_the_last_slash_it_leads_there() throws Exception {
        HttpResponse<byte[]> answer = get("/gateway");
        assertEquals(302, answer.statusCode());
        assertTrue(header(answer, "Location").endsWith("/gateway/"));
    }

    private URL find(String path) {
        Path file = folder.getRoot().toPath().resolve(path.substring(1));
        try {
            return Files.exists(file) ? file.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.getRoot().toPath().resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends the address as it is: the client of the JDK would clean it. */
    private int status(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
