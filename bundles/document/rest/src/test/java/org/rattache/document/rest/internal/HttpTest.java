package org.rattache.document.rest.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.rattache.document.api.DocumentState;

/** The resources over real connections, on the HTTP stack of the distribution. */
public final class HttpTest {

    private static final String SENT = "firms/f1/client-files/c1/documents";
    private static final String RECEIVED = "spaces/s1/accounts/a1/documents";

    private Site site;

    @Before
    public void setUp() throws Exception {
        site = new Site();
    }

    @After
    public void tearDown() throws Exception {
        site.close();
    }

    private static byte[] form(Object... parts) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 2) {
            text(form, "--limit\r\nContent-Disposition: form-data; " + parts[i] + "\r\n\r\n");
            form.writeBytes(
                    parts[i + 1] instanceof byte[] bytes
                            ? bytes
                            : parts[i + 1].toString().getBytes(StandardCharsets.UTF_8));
            text(form, "\r\n");
        }
        text(form, "--limit--\r\n");
        return form.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, byte[] form) {
        return site.text(
                site.to(path)
                        .header("Content-Type", "multipart/form-data; boundary=limit")
                        .POST(BodyPublishers.ofByteArray(form)));
    }

    private static void problem(HttpResponse<String> response, int status, String code) {
        assertEquals(response.body(), status, response.statusCode());
        assertTrue(
                response.body(),
                response.body().contains("\"type\":\"urn:rattache:problem:" + code + "\""));
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse("").split(";")[0]);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("-");
    }

    // Sending

    @Test
    public void a_form_is_taken_whichever_part_comes_first() {
        String file = "name=\"file\"; filename=\"été.pdf\"\r\nContent-Type: application/pdf";
        String said = "{\"section\":\"s\",\"keywords\":[\"k\",\"é\"]}";
        for (byte[] form :
                List.of(
                        form(file, "bytes", "name=\"metadata\"", said),
                        form("name=\"metadata\"", said, file, "bytes"))) {
            HttpResponse<String> response = post(SENT, form);
            assertEquals(response.body(), 201, response.statusCode());
            assertTrue(response.body(), response.body().contains("été.pdf|s|[k, é]"));
            assertTrue(response.body().contains("\"mediaType\":\"application/pdf\""));
            assertTrue(response.body().contains("\"duplicateOf\":\"earlier\""));
            assertEquals("\"7\"", header(response, "ETag"));
            assertTrue(
                    header(response, "Location"),
                    header(response, "Location")
                            .endsWith(
                                    "/api/document/v1/firms/f1/client-files/c1/documents/d"
                                            + (site.documents.size() - 1)));
        }
        assertArrayEquals(
                "bytes".getBytes(StandardCharsets.UTF_8), site.documents.get("d0").bytes());
    }

    @Test
    public void a_form_without_metadata_is_a_document_too() {
        HttpResponse<String> response =
                post(SENT, form("name=\"file\"; filename=\"a.pdf\"", "bytes"));
        assertEquals(201, response.statusCode());
        assertTrue(response.body().contains("a.pdf|-|[]"));
    }

    @Test
    public void a_large_file_arrives_byte_for_byte() {
        byte[] bytes = new byte[4_000_000];
        new Random(1).nextBytes(bytes);
        assertEquals(201, post(SENT, form("name=\"file\"; filename=\"a\"", bytes)).statusCode());
        assertArrayEquals(bytes, site.documents.get("d0").bytes());
    }

    @Test
    public void the_name_in_the_metadata_wins_and_the_firm_is_passed_on() {
        HttpResponse<String> response =
                post(
                        RECEIVED,
                        form(
                                "name=\"file\"; filename=\"a.pdf\"",
                                "x",
                                "name=\"metadata\"",
                                "{\"name\":\"b.pdf\",\"firm\":\"f9\"}"));
        assertEquals(response.body(), 201, response.statusCode());
        assertTrue(response.body(), response.body().contains("b.pdf|-"));
        assertTrue(response.body().contains("\"account\":\"f9\""));
    }

    @Test
    public void bytes_are_a_document_with_the_name_of_the_address() {
        HttpResponse<String> response =
                site.text(
                        site.to(SENT + "?name=a%20b.pdf&keyword=k1&keyword=k2")
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofString("bytes")));
        assertEquals(response.body(), 201, response.statusCode());
        assertTrue(response.body().contains("a b.pdf|-|[k1, k2]"));
    }

    @Test
    public void a_bad_form_is_refused_and_leaves_nothing() {
        String file = "name=\"file\"; filename=\"a.pdf\"";
        problem(post(SENT, form("name=\"metadata\"", "{}")), 400, "file-missing");
        problem(post(SENT, form(file, "x", file, "y")), 400, "malformed-multipart");
        problem(post(SENT, form(file, "x", "name=\"other\"", "y")), 400, "malformed-multipart");
        problem(
                post(SENT, form(file, "x", "name=\"metadata\"", "{\"state\":\"SENT\"}")),
                400,
                "unknown-field");
        problem(
                post(SENT, form(file, "x", "name=\"metadata\"", "{\"firm\":\"f2\"}")),
                400,
                "unknown-field");
        problem(post(SENT, form(file, "x", "name=\"metadata\"", "{")), 400, "malformed-json");
        problem(post(SENT, form(file, "x", "name=\"metadata\"", "[]")), 400, "malformed-json");
        problem(post(SENT, form(file, "x", "name=\"metadata\"", "")), 400, "empty-body");
        problem(
                post(SENT, form(file, "x", "name=\"metadata\"", "{\"keywords\":[null]}")),
                400,
                "malformed-json");
        problem(
                post(
                        SENT,
                        form(
                                file,
                                "x",
                                "name=\"metadata\"",
                                "{\"name\":\"" + "x".repeat(70_000) + "\"}")),
                400,
                "malformed-json");
        problem(
                post(SENT, form(file, "x", "name=\"metadata\"", "{\"name\":\"forbidden\"}")),
                422,
                "invalid-fields");
        problem(
                post(SENT, form("name=\"file\"" + "x".repeat(9_000), "x")),
                400,
                "malformed-multipart");
        problem(post(SENT, "rubbish".getBytes(StandardCharsets.UTF_8)), 400, "file-missing");
        problem(post(SENT, new byte[0]), 400, "file-missing");
        byte[] whole = form(file, "x".repeat(1000));
        problem(
                post(SENT, java.util.Arrays.copyOf(whole, whole.length - 30)),
                400,
                "malformed-multipart");
        problem(
                site.text(
                        site.to(SENT)
                                .header("Content-Type", "multipart/form-data")
                                .POST(BodyPublishers.ofByteArray(whole))),
                400,
                "malformed-multipart");
        problem(
                site.text(
                        site.to(SENT)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofByteArray(whole))),
                415,
                "unsupported-media-type");
        assertEquals(Map.of(), site.contents);
        assertEquals(Map.of(), site.documents);
    }

    @Test
    public void what_is_too_large_is_refused_before_and_while_it_comes_in() {
        byte[] bytes = new byte[(int) Site.LIMIT + 2_000_000];
        problem(post(SENT, form("name=\"file\"", bytes)), 413, "file-too-large");
        problem(
                site.text(
                        site.to(SENT)
                                .header("Content-Type", "multipart/form-data; boundary=limit")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () ->
                                                        new ByteArrayInputStream(
                                                                form("name=\"file\"", bytes))))),
                413,
                "file-too-large");
        assertEquals(Map.of(), site.contents);
    }

    @Test
    public void a_connection_that_breaks_leaves_nothing() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", site.port())) {
            byte[] form = form("name=\"file\"; filename=\"a\"", "x".repeat(1_000));
            socket.getOutputStream()
                    .write(
                            ("POST /api/document/v1/"
                                            + SENT
                                            + " HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=limit\r\n"
                                            + "Content-Length: "
                                            + (form.length + 5_000)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(form, 0, 500);
            socket.shutdownOutput();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertFalse(answer, answer.startsWith("HTTP/1.1 201"));
        }
        assertEquals(Map.of(), site.contents);
        assertEquals(Map.of(), site.documents);
    }

    @Test
    public void what_the_firm_does_not_have_is_not_found_before_the_body_is_read() {
        problem(
                post(
                        "firms/f1/client-files/c2/documents",
                        form("name=\"file\"; filename=\"a\"", "x")),
                404,
                "not-found");
        assertEquals(Map.of(), site.contents);
    }

    @Test
    public void sending_with_a_key_is_one_transaction() {
        HttpResponse<String> response =
                site.text(
                        site.to(SENT)
                                .header("Content-Type", "multipart/form-data; boundary=limit")
                                .header("Idempotency-Key", "k1")
                                .POST(
                                        BodyPublishers.ofByteArray(
                                                form("name=\"file\"; filename=\"a\"", "x"))));
        assertEquals(201, response.statusCode());
        assertEquals(List.of("begin", "commit 201"), site.transactions);
    }

    // Filing

    private HttpResponse<String> patch(String json) {
        return site.text(
                site.to(SENT + "/d0")
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"7\"")
                        .method("PATCH", BodyPublishers.ofString(json)));
    }

    @Test
    public void a_patch_tells_apart_what_is_absent_and_what_is_null() {
        site.document("a", "application/pdf", new byte[] {1}, DocumentState.SENT);
        assertEquals(200, patch("{\"keywords\":[\"k\"]}").statusCode());
        assertEquals(
                new Site.FilingCall(7, Optional.empty(), Optional.of(List.of("k"))), site.filed);
        assertEquals(200, patch("{\"section\":null}").statusCode());
        assertEquals(
                new Site.FilingCall(7, Optional.of(Optional.empty()), Optional.empty()),
                site.filed);
        assertEquals(200, patch("{\"section\":\"s\",\"keywords\":[]}").statusCode());
        assertEquals(
                new Site.FilingCall(7, Optional.of(Optional.of("s")), Optional.of(List.of())),
                site.filed);
        problem(patch("{\"name\":\"x\"}"), 400, "unknown-field");
        problem(
                site.text(
                        site.to(SENT + "/d0")
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString("{}"))),
                428,
                "if-match-required");
    }

    // Contents

    private static final byte[] HUNDRED = new byte[100];

    static {
        for (int i = 0; i < HUNDRED.length; i++) {
            HUNDRED[i] = (byte) i;
        }
    }

    private HttpRequest.Builder content(String id) {
        return site.to("spaces/s1/documents/" + id + "/content");
    }

    @Test
    public void a_content_comes_whole_with_every_protection() {
        String id = site.document("été.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        for (String path :
                List.of("spaces/s1/documents/" + id + "/content", SENT + "/" + id + "/content")) {
            HttpResponse<byte[]> response = site.bytes(site.to(path));
            assertEquals(200, response.statusCode());
            assertArrayEquals(HUNDRED, response.body());
            assertEquals("application/pdf", header(response, "Content-Type"));
            assertEquals("100", header(response, "Content-Length"));
            assertEquals("bytes", header(response, "Accept-Ranges"));
            assertEquals("\"" + Site.sha256(HUNDRED) + "\"", header(response, "ETag"));
            assertEquals(
                    "attachment; filename=\"ete.pdf\"; filename*=UTF-8''%C3%A9t%C3%A9.pdf",
                    header(response, "Content-Disposition"));
            assertEquals("nosniff", header(response, "X-Content-Type-Options"));
            assertEquals(
                    "sandbox; default-src 'none'", header(response, "Content-Security-Policy"));
            assertEquals("private, no-store", header(response, "Cache-Control"));
        }
        assertTrue(site.everyContentIsClosed());
    }

    @Test
    public void only_harmless_types_are_shown() {
        String pdf = site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        String other = site.document("a", "application/octet-stream", HUNDRED, DocumentState.SENT);
        assertTrue(
                header(
                                site.bytes(
                                        site.to(
                                                "spaces/s1/documents/"
                                                        + pdf
                                                        + "/content?inline=true")),
                                "Content-Disposition")
                        .startsWith("inline; "));
        assertTrue(
                header(
                                site.bytes(
                                        site.to(
                                                "spaces/s1/documents/"
                                                        + other
                                                        + "/content?inline=true")),
                                "Content-Disposition")
                        .startsWith("attachment; "));
    }

    @Test
    public void a_part_comes_with_206_and_what_lies_outside_is_416() {
        String id = site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        HttpResponse<byte[]> part = site.bytes(content(id).header("Range", "bytes=10-19"));
        assertEquals(206, part.statusCode());
        assertEquals(10, part.body().length);
        assertEquals(10, part.body()[0]);
        assertEquals("bytes 10-19/100", header(part, "Content-Range"));
        assertEquals("10", header(part, "Content-Length"));
        assertEquals(List.of("d0 10+10"), site.opened);

        HttpResponse<String> outside = site.text(content(id).header("Range", "bytes=100-"));
        problem(outside, 416, "range-not-satisfiable");
        assertEquals("bytes */100", header(outside, "Content-Range"));
        assertEquals(200, site.bytes(content(id).header("Range", "bytes=0-1,3-4")).statusCode());
        assertEquals(
                "a part of another version is no use",
                200,
                site.bytes(content(id).header("Range", "bytes=0-1").header("If-Range", "\"other\""))
                        .statusCode());
    }

    @Test
    public void who_has_it_gets_304_and_who_asks_for_the_head_opens_nothing() {
        String id = site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        String tag = "\"" + Site.sha256(HUNDRED) + "\"";
        HttpResponse<byte[]> known = site.bytes(content(id).header("If-None-Match", tag));
        assertEquals(304, known.statusCode());
        assertEquals(0, known.body().length);
        HttpResponse<byte[]> head = site.bytes(content(id).method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("100", header(head, "Content-Length"));
        assertEquals(tag, header(head, "ETag"));
        assertEquals(List.of(), site.opened);
    }

    @Test
    public void what_may_not_be_given_out_is_a_problem() {
        String withdrawn =
                site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.WITHDRAWN);
        String damaged = site.document("b.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        site.damaged.add(damaged);
        problem(site.text(content(withdrawn)), 409, "withdrawn");
        problem(
                site.text(
                        content(withdrawn)
                                .header("If-None-Match", "\"" + Site.sha256(HUNDRED) + "\"")),
                409,
                "withdrawn");
        problem(site.text(content(damaged)), 500, "content-damaged");
        problem(site.text(content("none")), 404, "not-found");
    }

    @Test
    public void a_store_that_breaks_half_way_never_looks_like_a_whole_answer() {
        byte[] bytes = new byte[1_000_000];
        String id = site.document("a.pdf", "application/pdf", bytes, DocumentState.SENT);
        site.breaksAfter = 500_000;
        assertThrows(UncheckedIOException.class, () -> site.bytes(content(id)));
        site.breaksAfter = 0;
        assertThrows(UncheckedIOException.class, () -> site.bytes(content(id)));
        assertTrue(site.everyContentIsClosed());
    }

    // Export

    private HttpResponse<byte[]> export(String json, String... headers) {
        HttpRequest.Builder request =
                site.to("spaces/s1/exports")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return site.bytes(request);
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    public void an_export_holds_files_index_and_digests() throws IOException {
        byte[] large = new byte[300_000];
        new Random(2).nextBytes(large);
        site.document("é.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        site.document("=cmd.pdf", "application/pdf", large, DocumentState.SENT);
        site.document("é.pdf", "application/pdf", new byte[] {1}, DocumentState.SENT);
        HttpResponse<byte[]> response = export("{\"documents\":[\"d0\",\"d1\",\"d2\"]}");
        assertEquals(text(response.body()), 200, response.statusCode());
        assertEquals("application/zip", header(response, "Content-Type"));
        Map<String, byte[]> files = unzip(response.body());
        assertEquals(
                List.of("é.pdf", "=cmd.pdf", "é (2).pdf", "index.csv", "SHA256SUMS"),
                List.copyOf(files.keySet()));
        assertArrayEquals(HUNDRED, files.get("é.pdf"));
        assertArrayEquals(large, files.get("=cmd.pdf"));
        String index = text(files.get("index.csv"));
        assertEquals(index, 4, index.split("\r\n").length);
        assertTrue(
                index,
                index.contains("'=cmd.pdf,d1,'=cmd.pdf,a1,f1,to-client,,,2026-03-01T10:00:00Z"));
        assertTrue(text(files.get("SHA256SUMS")).contains(Site.sha256(large) + "  =cmd.pdf\n"));
        assertTrue(site.everyContentIsClosed());
    }

    @Test
    public void what_an_export_could_not_give_out_is_named() throws IOException {
        site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        site.document("b.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        site.document("c.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        site.damaged.add("d0");
        site.closedAway.add("d2");
        Map<String, byte[]> files = unzip(export("{\"documents\":[\"d0\",\"d1\",\"d2\"]}").body());
        assertEquals(
                List.of("b.pdf", "LEFT-OUT.txt", "index.csv", "SHA256SUMS"),
                List.copyOf(files.keySet()));
        assertTrue(text(files.get("LEFT-OUT.txt")).contains("a.pdf: left out: the stored"));
        assertTrue(text(files.get("index.csv")).contains("left out: may not be read any more"));
    }

    @Test
    public void an_export_with_a_key_opens_documents_outside_the_transaction_of_the_key()
            throws IOException {
        site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        HttpResponse<byte[]> response = export("{\"documents\":[\"d0\"]}", "Idempotency-Key", "k");
        assertEquals(3, unzip(response.body()).size());
        assertEquals(List.of("begin", "rollback", "open d0"), site.transactions);
    }

    @Test
    public void an_export_of_nothing_or_of_what_is_not_there_is_refused() {
        site.document("a.pdf", "application/pdf", HUNDRED, DocumentState.SENT);
        assertEquals(404, export("{\"documents\":[\"d0\",\"none\"]}").statusCode());
        assertEquals(422, export("{}").statusCode());
        assertEquals(422, export("{\"documents\":[]}").statusCode());
        assertEquals(422, export("{\"documents\":[\"d0\"],\"account\":\"a1\"}").statusCode());
        assertEquals(400, export("{\"documents\":[null]}").statusCode());
        assertEquals(400, export("").statusCode());
        assertTrue(site.opened.isEmpty());
        assertFalse(text(export("{}").body()).contains("Exception"));
    }

    @Test
    public void an_export_that_breaks_half_way_cannot_be_unpacked_to_its_end() {
        byte[] bytes = new byte[1_000_000];
        new Random(3).nextBytes(bytes);
        site.document("a.pdf", "application/pdf", bytes, DocumentState.SENT);
        site.breaksAfter = 500_000;
        boolean broken;
        try {
            byte[] zip = export("{\"documents\":[\"d0\"]}").body();
            broken = !unzip(zip).containsKey("SHA256SUMS");
        } catch (IOException | UncheckedIOException e) {
            broken = true;
        }
        assertTrue(broken);
        assertTrue(site.everyContentIsClosed());
    }

    // Lists

    @Test
    public void parameters_that_cannot_be_read_are_named() {
        for (String query :
                List.of(
                        "from=yesterday",
                        "to=2026-02-30",
                        "from=-999999999-01-01T00:00:00Z",
                        "direction=up",
                        "unread=maybe",
                        "limit=0",
                        "limit=x",
                        "after=%25",
                        "q=" + "x".repeat(300))) {
            assertEquals(query, 400, site.text(site.to(RECEIVED + "?" + query)).statusCode());
        }
    }

    // Previews

    @Test
    public void a_preview_is_given_out_as_carefully_as_the_content() {
        String id = site.document("é.pdf", "application/pdf", new byte[70], DocumentState.SENT);
        for (String path :
                List.of(SENT + "/" + id + "/preview", "spaces/s1/documents/" + id + "/preview")) {
            site.opened.clear();
            HttpResponse<String> response = site.text(site.to(path + "?page=2&width=300"));
            assertEquals(response.body(), 200, response.statusCode());
            assertEquals("2 300 70", response.body());
            assertEquals(List.of(id + " 0+70"), site.opened);
            assertEquals("image/png", header(response, "Content-Type"));
            assertEquals("nosniff", header(response, "X-Content-Type-Options"));
            assertEquals("private, no-store", header(response, "Cache-Control"));
            assertEquals(
                    "sandbox; default-src 'none'", header(response, "Content-Security-Policy"));
            assertTrue(header(response, "Content-Disposition").startsWith("inline;"));
            HttpResponse<String> again =
                    site.text(
                            site.to(path + "?page=2&width=300")
                                    .header("If-None-Match", header(response, "ETag")));
            assertEquals(304, again.statusCode());
            assertEquals("what is known is not opened", 1, site.opened.size());
            HttpResponse<String> wider =
                    site.text(
                            site.to(path + "?page=2&width=301")
                                    .header("If-None-Match", header(response, "ETag")));
            assertEquals("2 301 70", wider.body());
        }
    }

    @Test
    public void a_preview_that_cannot_be_is_refused_in_plain_words() {
        String pdf = site.document("a.pdf", "application/pdf", new byte[7], DocumentState.SENT);
        String zip = site.document("a.zip", "application/zip", new byte[7], DocumentState.SENT);
        String gone = site.document("b", "application/pdf", new byte[7], DocumentState.WITHDRAWN);
        String spoilt = site.document("c", "application/pdf", new byte[7], DocumentState.SENT);
        site.damaged.add(spoilt);
        String documents = "spaces/s1/documents/";
        for (String bad : List.of("0", "-1", "x", "", "99999999999")) {
            problem(site.text(site.to(documents + pdf + "/preview?page=" + bad)), 400, "bad-page");
            problem(
                    site.text(site.to(documents + pdf + "/preview?width=" + bad)),
                    400,
                    "bad-width");
        }
        problem(site.text(site.to(documents + pdf + "/preview?width=2001")), 400, "bad-width");
        problem(site.text(site.to(documents + zip + "/preview")), 422, "no-preview");
        problem(site.text(site.to(documents + gone + "/preview")), 409, "withdrawn");
        problem(site.text(site.to(documents + spoilt + "/preview")), 500, "content-damaged");
        problem(site.text(site.to(documents + "other/preview")), 404, "not-found");
        assertTrue(site.opened.isEmpty());
        assertTrue(site.everyContentIsClosed());
    }
}
