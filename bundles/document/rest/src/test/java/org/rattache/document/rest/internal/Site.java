package org.rattache.document.rest.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Application;
import javax.ws.rs.core.SecurityContext;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.DamagedContentException;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentState;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments;
import org.rattache.document.api.Sent;
import org.rattache.document.api.SentDocument;
import org.rattache.document.api.SentDocuments;
import org.rattache.document.api.Upload;
import org.rattache.document.api.Uploads;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.FirmRole;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.IdempotentRequests;
import org.rattache.platform.rest.Callers;
import org.rattache.platform.rest.internal.IdempotencyFilter;
import org.rattache.platform.rest.internal.JsonProvider;
import org.rattache.platform.rest.internal.ProblemMapper;
import org.rattache.platform.rest.internal.RequestIdFilter;

/** The resources on a real HTTP server, with the services behind them faked. */
final class Site implements AutoCloseable {

    static final long LIMIT = 5_000_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Stored contents; what is discarded is gone from it. */
    final Map<StoredUpload, byte[]> contents = new LinkedHashMap<>();

    final Map<String, Stored> documents = new LinkedHashMap<>();
    final List<String> opened = new ArrayList<>();
    final Set<String> damaged = new LinkedHashSet<>();
    final Set<String> closedAway = new LinkedHashSet<>();
    final List<String> transactions = new ArrayList<>();

    /** After so many bytes the store breaks. */
    long breaksAfter = Long.MAX_VALUE;

    private final AtomicInteger open = new AtomicInteger();
    FilingCall filed;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    record StoredUpload(int number, long size, String sha256) implements Upload {}

    record Stored(Document document, byte[] bytes) {}

    record FilingCall(
            long version, Optional<Optional<String>> section, Optional<List<String>> keywords) {}

    Site() throws Exception {
        Uploads uploads = new FakeUploads();
        Object[] singletons = {
            new ClientFileDocumentResource(
                    fake(SentDocuments.class, this::sent), uploads, this::drawn),
            new AccountDocumentResource(fake(ReadableDocuments.class, this::readable), uploads),
            new SpaceDocumentResource(fake(ReadableDocuments.class, this::readable), this::drawn),
            new ExportResource(fake(ReadableDocuments.class, this::readable)),
            new JsonProvider(),
            new ProblemMapper(),
            new RequestIdFilter(),
            new Guard(),
            new IdempotencyFilter(new FakeRequests())
        };
        Application application =
                new Application() {
                    @Override
                    public Set<Object> getSingletons() {
                        return new LinkedHashSet<>(List.of(singletons));
                    }
                };
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/api/document/v1");
        context.addServlet(new ServletHolder(new CXFNonSpringJaxrsServlet(application)), "/*");
        server.setHandler(context);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** A client has the last byte a moment before the server closes the content. */
    boolean everyContentIsClosed() {
        long end = System.nanoTime() + 5_000_000_000L;
        while (open.get() != 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return open.get() == 0;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port() + "/api/document/v1/" + path));
    }

    HttpResponse<String> text(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a document there. */
    String document(String name, String mediaType, byte[] bytes, DocumentState state) {
        String id = "d" + documents.size();
        documents.put(
                id,
                new Stored(
                        new Document(
                                "f1",
                                "c1",
                                id,
                                Direction.TO_CLIENT,
                                name,
                                mediaType,
                                bytes.length,
                                sha256(bytes),
                                Optional.empty(),
                                List.of(),
                                state,
                                Instant.parse("2026-03-01T10:00:00Z"),
                                Optional.empty(),
                                7),
                        bytes));
        return id;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Answer {
        Object to(String method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> answer.to(method.getName(), args)));
    }

    private Object sent(String method, Object[] args) {
        switch (method) {
            case "requireClientFile" -> {
                if (!args[1].equals("c1")) {
                    throw DomainException.notFound();
                }
                return null;
            }
            case "send" -> {
                return new Sent<>(view(store(args[2], args[3])), Optional.of("earlier"));
            }
            case "classify" -> {
                filed = filing(args);
                return view(find(args[2]));
            }
            case "find" -> {
                return view(find(args[2]));
            }
            case "open" -> {
                return content((String) args[2], range(args[3]));
            }
            default -> throw new UnsupportedOperationException(method);
        }
    }

    @SuppressWarnings("unchecked")
    private static FilingCall filing(Object[] args) {
        return new FilingCall(
                (Long) args[3],
                (Optional<Optional<String>>) args[4],
                (Optional<List<String>>) args[5]);
    }

    @SuppressWarnings("unchecked")
    private static Optional<ByteRange> range(Object given) {
        return (Optional<ByteRange>) given;
    }

    private static SentDocument view(Stored stored) {
        return new SentDocument(stored.document(), Actor.user("u1"), false);
    }

    private Stored store(Object upload, Object given) {
        NewDocument said = (NewDocument) given;
        if (said.name().equals("forbidden")) {
            throw DomainException.invalid("invalid-fields", "no");
        }
        byte[] bytes = contents.get(upload);
        String id =
                document(
                        said.name() + "|" + said.section().orElse("-") + "|" + said.keywords(),
                        said.mediaType().orElse("application/octet-stream"),
                        bytes,
                        DocumentState.SENT);
        return documents.get(id);
    }

    private Stored find(Object id) {
        return Optional.ofNullable(documents.get(id)).orElseThrow(DomainException::notFound);
    }

    private Object readable(String method, Object[] args) {
        return switch (method) {
            case "requireAccount" -> null;
            case "find" -> new ReadableDocument(find(args[1]).document(), "a1", false);
            case "findAll" ->
                    ((Set<?>) args[1])
                            .stream()
                                    .map(
                                            id ->
                                                    new ReadableDocument(
                                                            find(id).document(), "a1", false))
                                    .toList();
            case "send" ->
                    new Sent<>(
                            new ReadableDocument(
                                    store(args[3], args[4]).document(),
                                    ((Optional<?>) args[2]).map(String::valueOf).orElse("none"),
                                    true),
                            Optional.empty());
            case "open" -> content((String) args[1], range(args[2]));
            default -> throw new UnsupportedOperationException(method);
        };
    }

    /** Not a picture, but what one would be made of. */
    private byte[] drawn(
            Document document, int page, int width, Supplier<DocumentContent> opening) {
        if (!document.mediaType().equals("application/pdf")) {
            throw DomainException.invalid("no-preview", "no");
        }
        try (DocumentContent content = opening.get();
                InputStream in = content.stream()) {
            return (page + " " + width + " " + in.readAllBytes().length)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DocumentContent content(String id, Optional<ByteRange> range) {
        transactions.add("open " + id);
        if (damaged.contains(id)) {
            throw new DamagedContentException(id);
        }
        if (closedAway.contains(id)) {
            throw DomainException.notFound();
        }
        byte[] bytes = find(id).bytes();
        int offset = range.map(part -> (int) part.offset()).orElse(0);
        int length = range.map(part -> (int) part.length()).orElse(bytes.length);
        opened.add(id + " " + offset + "+" + length);
        open.incrementAndGet();
        return new DocumentContent() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream stream() {
                return new Breaking(new ByteArrayInputStream(bytes, offset, length));
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private final class Breaking extends java.io.FilterInputStream {
        private long read;

        Breaking(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (read >= breaksAfter) {
                throw new IOException("the disk is gone");
            }
            int n = super.read(target, offset, length);
            read += Math.max(0, n);
            return n;
        }
    }

    private final class FakeUploads implements Uploads {
        private int number;

        @Override
        public long limit() {
            return LIMIT;
        }

        @Override
        public Upload receive(InputStream content) throws IOException {
            byte[] bytes = content.readAllBytes();
            if (bytes.length > LIMIT) {
                throw new DomainException(
                        DomainException.Category.TOO_LARGE, "file-too-large", "no");
            }
            StoredUpload upload = new StoredUpload(number++, bytes.length, sha256(bytes));
            contents.put(upload, bytes);
            return upload;
        }

        @Override
        public void discard(Upload upload) {
            contents.remove(upload);
        }
    }

    /** Tells when the transaction of a request with a key begins and ends. */
    private final class FakeRequests implements IdempotentRequests {
        @Override
        public void discardLeftOver() {
            // nothing is left over here
        }

        @Override
        public Outcome begin(String caller, String key) {
            transactions.add("begin");
            return new Outcome(
                    Optional.empty(),
                    Optional.of(
                            new Execution() {
                                @Override
                                public void commit(Stored result) {
                                    transactions.add("commit " + result.status());
                                }

                                @Override
                                public void rollback() {
                                    transactions.add("rollback");
                                }
                            }));
        }
    }

    /** Everybody is an operator of f1 and holds s1. */
    @PreMatching
    @Priority(1)
    private static final class Guard implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(Callers.CALLER_ID, "u1");
            Caller caller =
                    new Caller(
                            Caller.Kind.USER,
                            "u1",
                            false,
                            Map.of("f1", FirmRole.OPERATOR),
                            Set.of("s1"),
                            Set.of());
            request.setSecurityContext(
                    new SecurityContext() {
                        @Override
                        public Principal getUserPrincipal() {
                            return caller;
                        }

                        @Override
                        public boolean isUserInRole(String role) {
                            return false;
                        }

                        @Override
                        public boolean isSecure() {
                            return false;
                        }

                        @Override
                        public String getAuthenticationScheme() {
                            return "test";
                        }
                    });
        }
    }
}
