package org.rattache.identity.core.internal;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.rattache.identity.api.FirmAdministration.Invitation;
import org.rattache.identity.api.FirmAdministration.NewFirm;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;
import org.rattache.platform.testkit.TestDatabase;

/** The module on one database, with a clock that the test sets. */
final class Fixture {

    static final String PASSWORD = "quatre chats gris";
    static final String ADDRESS = "192.0.2.1";

    /** An event as it was published. */
    record Published(String type, String firm, Actor actor, Map<String, String> data) {}

    /** Stands still until it is moved. */
    static final class TestClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final TestClock clock = new TestClock();
    final List<Published> published = new CopyOnWriteArrayList<>();

    /** Events of this type cannot be stored. */
    String failing;

    final Settings settings =
            new Settings(
                    Duration.ofMinutes(30),
                    Duration.ofHours(12),
                    10,
                    100,
                    Duration.ofMinutes(15),
                    2,
                    "Chef@Example.FR");
    final Transactions transactions;

    /** Cheap ones: what a real one costs is PasswordsTest's. */
    final Passwords passwords = new Passwords(settings, 64);

    final IdentityEvents events;
    final Throttle throttle;
    final FirstLogInFile file;
    final DatabaseOneTimeLinks links;
    final DatabaseMemberships memberships;
    final DatabaseCredentials credentials;
    final DatabaseSessions sessions;
    final DatabaseAccounts accounts;
    final DatabaseLogInAddresses addresses;
    final DatabaseFirmAdministration administration;

    Fixture(TestDatabase database, Path data) {
        transactions = database.transactions();
        EventPublisher publisher =
                (type, aggregate, firm, actor, content) -> {
                    if (type.equals(failing)) {
                        throw new IllegalStateException("outbox");
                    }
                    published.add(new Published(type, firm, actor, content));
                };
        events = new IdentityEvents(publisher);
        throttle = new Throttle(transactions, settings, clock);
        file = new FirstLogInFile(data);
        links = new DatabaseOneTimeLinks(transactions, clock);
        memberships = new DatabaseMemberships(transactions, clock);
        credentials = new DatabaseCredentials(transactions, settings, clock);
        sessions =
                new DatabaseSessions(
                        transactions, settings, passwords, throttle, events, file, clock);
        accounts =
                new DatabaseAccounts(transactions, passwords, throttle, links, events, file, clock);
        addresses =
                new DatabaseLogInAddresses(transactions, passwords, throttle, links, events, clock);
        administration = new DatabaseFirmAdministration(transactions, events, clock);
    }

    static TestDatabase database(TestDatabase.Kind kind) {
        return new TestDatabase(kind, "identity", "identity", new File("src/main/resources/db"));
    }

    /** A firm whose first administrator has activated his account with {@link #PASSWORD}. */
    NewFirm firm(String name, String administratorEmail) {
        NewFirm created =
                administration.createFirm(
                        name,
                        Optional.empty(),
                        new Invitation(administratorEmail, "Ada", "fr", FirmRole.ADMINISTRATOR),
                        Actor.SYSTEM);
        activateOperator(created.administrator().person().id());
        return created;
    }

    void activateOperator(String user) {
        String token =
                links.issue(
                        Purpose.ACTIVATION,
                        Map.of("kind", "operator", "user", user),
                        Duration.ofDays(1));
        accounts.activate(token, PASSWORD, Optional.empty(), Optional.empty(), ADDRESS);
    }

    List<String> types() {
        return published.stream().map(Published::type).toList();
    }

    /** Runs the work on that many threads at the same moment. */
    static <T> List<T> parallel(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures =
                    IntStream.range(0, threads)
                            .mapToObj(
                                    i ->
                                            pool.submit(
                                                    () -> {
                                                        start.await();
                                                        return work.call();
                                                    }))
                            .toList();
            start.countDown();
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
