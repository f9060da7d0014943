package org.rattache.itests.blackbox;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Operators at work while something is replaced under them: three of four look at suggestions and
 * client files, the fourth previews, links and unlinks, and one more looks at the firm's mails; two
 * hundred requests a second in all, as long as none takes longer than an operator has until his
 * next. Each who links has a group of companies of his own; nothing is sent again: whatever a
 * request is answered counts.
 */
final class Load implements AutoCloseable {

    private static final int GROUPS = 8;
    private static final int READERS_OF_EACH = 3;
    private static final int OPERATORS = GROUPS * (1 + READERS_OF_EACH) + 1;
    private static final long NANOS_BETWEEN = OPERATORS * TimeUnit.SECONDS.toNanos(1) / 200;

    private final BiPredicate<String, Client.Answer> allowed;
    private final ExecutorService threads = Executors.newFixedThreadPool(OPERATORS);
    private final List<Future<?>> operators = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong links = new AtomicLong();
    private final long began;
    private volatile boolean stopped;

    /**
     * Begins.
     *
     * @param allowed which other answers than the usual ones are no failure, by path
     */
    Load(Gateway gateway, BiPredicate<String, Client.Answer> allowed) {
        this.allowed = allowed;
        List<Work> work = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            String mail = "principal@" + i + ".load.example";
            String main = gateway.add("PRINCIPAL " + i, mail);
            gateway.invite(main, mail);
            String own = gateway.add("SECONDAIRE " + i, "secondaire@" + i + ".load.example");
            work.add((round, pace) -> link(gateway, main, own, round, pace));
            for (int reader = 0; reader < READERS_OF_EACH; reader++) {
                work.add((round, pace) -> read(gateway, main, own, round, pace));
            }
        }
        work.add((round, pace) -> readMails(gateway, pace));
        began = System.nanoTime();
        work.forEach(this::begin);
    }

    private interface Work {
        void round(int number, Pace pace);
    }

    private void begin(Work work) {
        operators.add(
                threads.submit(
                        () -> {
                            Pace pace = new Pace();
                            try {
                                for (int round = 0; !stopped; round++) {
                                    work.round(round, pace);
                                }
                            } catch (RuntimeException | AssertionError e) {
                                failures.add("An operator gave up: " + e);
                                throw e;
                            }
                        }));
    }

    private void read(Gateway gateway, String main, String own, int round, Pace pace) {
        String path =
                round % 2 == 0
                        ? gateway.linking() + "/client-files/" + main + "/suggestions"
                        : gateway.file(own);
        answered(pace, gateway.operator(), "GET", path, null, null, 200);
    }

    private void readMails(Gateway gateway, Pace pace) {
        String path = gateway.notification() + "/mails";
        answered(pace, gateway.operator(), "GET", path, null, null, 200);
    }

    private void link(Gateway gateway, String main, String own, int round, Pace pace) {
        Client operator = gateway.operator();
        Client.Answer preview =
                answered(
                        pace,
                        operator,
                        "POST",
                        gateway.linking() + "/link-previews",
                        Map.of("main", main, "secondaries", List.of(own)),
                        null,
                        200);
        if (round % 4 != 0 || preview.status() != 200) {
            return;
        }
        Client.Answer made =
                answered(
                        pace,
                        operator,
                        "POST",
                        gateway.linking() + "/links",
                        Map.of(
                                "main",
                                main,
                                "secondaries",
                                List.of(own),
                                "digest",
                                preview.json().path("digest").asText()),
                        null,
                        201);
        if (made.status() == 201) {
            links.incrementAndGet();
            unlink(pace, operator, gateway.link(made.json().at("/items/0/id").asText()));
        }
    }

    /** Until it is undone: the next link of this file needs it. */
    private void unlink(Pace pace, Client operator, String link) {
        while (true) {
            Client.Answer read = answered(pace, operator, "GET", link, null, null, 200);
            if (read.status() == 200) {
                Client.Answer undone =
                        answered(
                                pace,
                                operator,
                                "DELETE",
                                link + "?reason=load",
                                null,
                                read.header("ETag"),
                                204,
                                // an answer of before was lost, or the link has moved on
                                409,
                                412);
                if (undone.status() == 204 || undone.status() == 409) {
                    return;
                }
            }
        }
    }

    private Client.Answer answered(
            Pace pace,
            Client client,
            String method,
            String path,
            Object body,
            String etag,
            int... expected) {
        pace.await();
        Client.Answer answer = send(client, method, path, body, etag);
        requests.incrementAndGet();
        if (IntStream.of(expected).noneMatch(one -> one == answer.status())
                && !allowed.test(path, answer)) {
            failures.add(
                    LocalTime.now()
                            + " "
                            + method
                            + " "
                            + path
                            + ": "
                            + answer.status()
                            + " "
                            + answer.text());
        }
        return answer;
    }

    private static Client.Answer send(
            Client client, String method, String path, Object body, String etag) {
        return switch (method) {
            case "GET" -> client.get(path);
            case "DELETE" -> client.delete(path, etag);
            default -> client.post(path, body);
        };
    }

    /** When the requests of one operator are due; who is late makes up for it, up to a second. */
    private static final class Pace {

        private long due = System.nanoTime();

        void await() {
            long now = System.nanoTime();
            due = Math.max(due + NANOS_BETWEEN, now - TimeUnit.SECONDS.toNanos(1));
            if (due > now) {
                LockSupport.parkNanos(due - now);
            }
        }
    }

    /** How many links were made, as far as their answers were seen. */
    long links() {
        return links.get();
    }

    /** Stops and gives what failed. */
    List<String> stop() throws Exception {
        stopped = true;
        for (Future<?> operator : operators) {
            operator.get(2, TimeUnit.MINUTES);
        }
        System.out.printf(
                "%d requests, %d a second of 200, %d failed%n",
                requests.get(),
                requests.get() * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began),
                failures.size());
        return List.copyOf(failures);
    }

    /** Waits until so many more were answered. */
    void awaitMore(long more) {
        long wanted = requests.get() + more;
        Await.until(
                Duration.ofMinutes(5),
                () -> {
                    if (operators.stream().anyMatch(Future::isDone)) {
                        throw new AssertionError("Too early: " + failures);
                    }
                    return requests.get() >= wanted ? Optional.of(true) : Optional.empty();
                });
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
