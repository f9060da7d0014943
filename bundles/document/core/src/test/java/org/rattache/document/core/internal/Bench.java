package org.rattache.document.core.internal;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.Sent;
import org.rattache.document.api.SentDocument;
import org.rattache.document.api.Upload;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Source;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.Transactions;
import org.rattache.platform.testkit.TestDatabase;

/** The module with its neighbours faked: two firms, their clients, a filter that a test sets. */
final class Bench {

    static {
        System.setProperty("derby.stream.error.file", "target/derby.log");
    }

    static final Actor OPERATOR = Actor.user("operator");
    static final Actor HOLDER = Actor.user("holder");

    /** One published event. */
    record Published(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {}

    /** A clock that moves a second at every look, so that the order of sending is known. */
    static final class Ticking extends Clock {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }

    final List<Published> events = Collections.synchronizedList(new ArrayList<>());

    /** Events of this type cannot be stored. */
    String failing;

    final Set<List<String>> files =
            new HashSet<>(
                    Set.of(
                            List.of("f1", "demolitor"),
                            List.of("f1", "constructor"),
                            List.of("f2", "demolitor"),
                            List.of("f2", "other")));
    final Map<String, Set<Source>> readable = new HashMap<>();
    final Set<String> activeClients = new HashSet<>();
    final MemoryStore store = new MemoryStore();
    final Ticking clock = new Ticking();
    final Transactions transactions;
    final ContentVault vault;
    final Classification classification = new Classification();
    final SectionsService sections;
    final SentDocumentsService sent;
    final ReadableDocumentsService documents;
    final DocumentCountsService counts;
    final WaitingDocumentsService waiting;
    final Sweeper sweeper;
    Runnable beforeSecondLook = () -> {};
    private int looks;

    Bench(TestDatabase database) {
        transactions = database.transactions();
        vault = new ContentVault(1_000, clock).with(store);
        ClientFiles clientFiles = fake(ClientFiles.class, "find", args -> file(args));
        AccessFilter filter =
                fake(
                        AccessFilter.class,
                        Map.of(
                                "readableBy",
                                args -> {
                                    if (++looks == 2) {
                                        beforeSecondLook.run();
                                    }
                                    return readable.getOrDefault((String) args[0], Set.of());
                                },
                                "readersOf",
                                this::readers));
        Spaces spaces =
                fake(
                        Spaces.class,
                        Map.of(
                                "active",
                                args -> {
                                    Set<String> active = new HashSet<>(activeClients);
                                    active.retainAll((Collection<?>) args[1]);
                                    return active;
                                },
                                "ofClientFile",
                                args ->
                                        Optional.of(
                                                new Spaces.Space(
                                                        "space-of-" + args[1],
                                                        (String) args[1],
                                                        Optional.empty()))));
        Opening opening = new Opening(transactions, this::publish, vault);
        sections = new SectionsService(transactions, clientFiles);
        sent =
                new SentDocumentsService(
                        transactions,
                        this::publish,
                        clientFiles,
                        sections,
                        vault,
                        opening,
                        classification,
                        clock);
        documents =
                new ReadableDocumentsService(
                        transactions, this::publish, filter, vault, opening, clock);
        counts = new DocumentCountsService(transactions);
        waiting = new WaitingDocumentsService(transactions, spaces, filter);
        sweeper = new Sweeper(transactions, vault, Duration.ofHours(1), clock);
    }

    static TestDatabase database(TestDatabase.Kind kind) {
        return new TestDatabase(kind, "document", "document", new File("src/main/resources/db"));
    }

    void countLooks() {
        looks = 0;
    }

    private void publish(
            String type, String aggregate, String firm, Actor actor, Map<String, String> data) {
        if (type.equals(failing)) {
            throw new IllegalStateException("outbox");
        }
        events.add(new Published(type, aggregate, firm, actor, data));
    }

    List<String> types() {
        return events.stream().map(Published::type).toList();
    }

    private interface Answer {
        Object to(Object[] args);
    }

    private static <T> T fake(Class<T> type, String method, Answer answer) {
        return fake(type, Map.of(method, answer));
    }

    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        InvocationHandler handler =
                (proxy, called, args) -> {
                    Answer answer = answers.get(called.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(called.toString());
                    }
                    return answer.to(args);
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object readers(Object[] args) {
        Set<Reader> readers = new HashSet<>();
        readable.forEach(
                (space, sources) ->
                        sources.stream()
                                .filter(
                                        source ->
                                                source.firm().equals(args[0])
                                                        && source.clientFile().equals(args[1]))
                                .forEach(source -> readers.add(new Reader(space, source.from()))));
        return readers;
    }

    private Object file(Object[] args) {
        if (!files.contains(Arrays.asList(args))) {
            return Optional.empty();
        }
        Optional<String> no = Optional.empty();
        return Optional.of(
                new ClientFile(
                        (String) args[0],
                        (String) args[1],
                        new ClientFileData("x", no, no, no, no, no, no, no),
                        no,
                        no,
                        false,
                        Optional.empty(),
                        clock.now,
                        clock.now,
                        1));
    }

    static NewDocument document(String name, String... keywords) {
        return new NewDocument(
                name, Optional.empty(), Optional.empty(), List.of(keywords), Optional.empty());
    }

    static NewDocument inSection(String name, String section, String... keywords) {
        return new NewDocument(
                name, Optional.empty(), Optional.of(section), List.of(keywords), Optional.empty());
    }

    Upload upload(String text) {
        try {
            return vault.receive(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SentDocument send(String firm, String clientFile, NewDocument document) {
        return send(firm, clientFile, document, "content of " + document.name()).document();
    }

    Sent<SentDocument> send(String firm, String clientFile, NewDocument document, String text) {
        return sent.send(firm, clientFile, upload(text), document, OPERATOR);
    }

    Sent<ReadableDocument> answer(String space, String account, String firm, String name) {
        return documents.send(
                space,
                account,
                Optional.ofNullable(firm),
                upload("content of " + name),
                document(name),
                HOLDER);
    }

    /** Lets a space read a client file. */
    void open(String space, String firm, String clientFile, String account) {
        readable.computeIfAbsent(space, s -> new HashSet<>())
                .add(new Source(firm, clientFile, account, Optional.empty()));
    }
}
