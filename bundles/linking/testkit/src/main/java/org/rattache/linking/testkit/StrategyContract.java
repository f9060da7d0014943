package org.rattache.linking.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Assume;
import org.junit.Test;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupScan;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.ScanRequest;

/**
 * What every {@link GroupSuggestionStrategy} has to hold. A strategy is tested by a class of two
 * lines:
 *
 * <pre>{@code
 * public class MyStrategyTest extends StrategyContract {
 *     public MyStrategyTest() { super(MyStrategy::new); }
 * }
 * }</pre>
 *
 * <p>A strategy that keeps an index and is not ready yet says so in a note; the contract asks again
 * until the note is gone, or until {@link #isReady} says that it is of another kind. One that is
 * closeable is closed after each test.
 *
 * @since 1.0
 */
public abstract class StrategyContract {

    /** So long may anything take on a busy machine; the host is a lot less patient. */
    private static final long PATIENCE_SECONDS = 60;

    private static final int HUGE = 20_000;

    /** An odd number, so that one is in the middle. */
    private static final int TIMED_CALLS = 5;

    private static final ThreadMXBean THREAD_TIMES = ManagementFactory.getThreadMXBean();

    private final Supplier<? extends GroupSuggestionStrategy> strategies;
    private final List<GroupSuggestionStrategy> made = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "strategy-contract");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * The contract of one strategy.
     *
     * @param strategies makes a new one, as the host's container does
     */
    protected StrategyContract(Supplier<? extends GroupSuggestionStrategy> strategies) {
        this.strategies = strategies;
    }

    /** Adds files among which the strategy finds something; there are some already. */
    protected void fill(Firm firm) {
        // what is there is enough for a strategy that looks at e-mail, SIREN or name
    }

    /**
     * Whether an answer with this note is as good as it gets: nothing is noted. A strategy whose
     * notes say more than that its index is not there yet tells them apart here.
     *
     * @param note empty when nothing was noted
     */
    protected boolean isReady(String note) {
        return note.isEmpty();
    }

    /** How long the tests wait for what should have ended at once. */
    long patienceSeconds() {
        return PATIENCE_SECONDS;
    }

    private GroupSuggestionStrategy strategy() {
        GroupSuggestionStrategy strategy = strategies.get();
        made.add(strategy);
        return strategy;
    }

    /** Ends what the tests have begun. */
    @After
    public final void closeStrategies() throws Exception {
        threads.shutdownNow();
        for (GroupSuggestionStrategy strategy : made) {
            if (strategy instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    private Firm firm(String id) {
        Firm firm = new Firm(id);
        firm.put(
                new Candidate(
                        id + "-1",
                        "BATIE CONSTRUCTION",
                        Optional.of("552100554"),
                        Optional.of("55210055400013"),
                        Optional.of("FR27552100554"),
                        Optional.of("direction@batie.example"),
                        Optional.of("01 23 45 67 89"),
                        Optional.of("1 rue des Lilas\n75011 PARIS")));
        firm.put(
                new Candidate(
                        id + "-2",
                        "BATIE DÉMOLITION",
                        Optional.of("542051180"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("direction@batie.example"),
                        Optional.of("+33 1 23 45 67 89"),
                        Optional.of("1 RUE DES LILAS\n75011 PARIS")));
        firm.put(id + "-3", "BATIE CONSTRUCTION", "552100554", "compta@batie.example");
        firm.put(id + "-4", "BOULANGERIE DU PORT", "775670417", "contact@port.example");
        firm.put(id + "-5", "Boulangerie du Port Établissement secondaire", "775670417", null);
        firm.put(id + "-6", "DURAND", null, null);
        fill(firm);
        return firm;
    }

    /** Many files, and an e-mail that stands in a third of them. */
    private static Firm hugeFirm() {
        Firm firm = new Firm("huge");
        for (int i = 0; i < HUGE; i++) {
            firm.put(
                    "huge-" + i,
                    "SOCIETE GENERIQUE " + i % 97,
                    null,
                    i % 3 == 0 ? "same@address.example" : "c" + i + "@c.example");
        }
        return firm;
    }

    /** Asks until the strategy is ready. */
    private List<GroupSuggestion> ask(GroupSuggestionStrategy strategy, Firm firm, String file)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds());
        while (true) {
            Firm.Request request = firm.request(file);
            List<GroupSuggestion> answer = checked(firm, file, strategy.suggest(request));
            if (isReady(request.noted()) || System.nanoTime() > end) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What the host checks too, and drops or refuses. */
    private static List<GroupSuggestion> checked(
            Firm firm, String file, List<GroupSuggestion> answer) {
        assertNotNull("The answer is null.", answer);
        assertTrue(
                "More than " + GroupSuggestionStrategy.MAX_SUGGESTIONS + " suggestions.",
                answer.size() <= GroupSuggestionStrategy.MAX_SUGGESTIONS);
        Set<String> seen = new HashSet<>();
        for (GroupSuggestion suggestion : answer) {
            assertNotNull("A suggestion is null.", suggestion);
            assertTrue(
                    "It suggests a file that is not of the firm: " + suggestion.clientFile(),
                    firm.has(suggestion.clientFile()));
            assertFalse("It suggests the chosen file.", suggestion.clientFile().equals(file));
            assertTrue(
                    "It suggests a file twice: " + suggestion.clientFile(),
                    seen.add(suggestion.clientFile()));
            checkReasons(suggestion.reasons());
        }
        return answer;
    }

    private static void checkReasons(List<Reason> reasons) {
        assertFalse("A suggestion has no reason.", reasons.isEmpty());
        for (Reason reason : reasons) {
            assertFalse("The field of a reason is blank.", reason.field().isBlank());
            assertFalse("The value of a reason is blank.", reason.value().isBlank());
            assertTrue(
                    "The field of a reason is too long.",
                    reason.field().length() <= Reason.MAX_FIELD);
            assertTrue(
                    "The value of a reason is too long.",
                    reason.value().length() <= Reason.MAX_VALUE);
        }
    }

    private static List<GroupSuggestion> sorted(Collection<GroupSuggestion> answer) {
        return answer.stream().sorted(Comparator.comparing(GroupSuggestion::clientFile)).toList();
    }

    @Test
    public void every_suggestion_can_be_used() throws Exception {
        Firm firm = firm("firm");
        GroupSuggestionStrategy strategy = strategy();
        for (String file : firm.ids()) {
            ask(strategy, firm, file);
        }
    }

    @Test
    public void an_empty_firm_has_nothing_to_suggest() throws Exception {
        Firm firm = new Firm("empty").put("alone", "ALONE", "552100554", "alone@alone.example");

        assertEquals(List.of(), ask(strategy(), firm, "alone"));
    }

    @Test
    public void a_file_that_has_nothing_but_a_name_is_no_failure() throws Exception {
        Firm firm = new Firm("names").put("a", "X", null, null).put("b", "Y", null, null);

        ask(strategy(), firm, "a");
    }

    @Test
    public void odd_and_long_values_are_no_failure() throws Exception {
        Firm firm = new Firm("odd");
        List<String> names =
                List.of(
                        " ",
                        "-",
                        "123 456",
                        "É".repeat(200),
                        "ΑΒΓ ΔΕΖ",
                        "株式会社",
                        "\uD83C\uDFE0 HOUSE",
                        "e\u0301\u0301\u0301",
                        "A\u0000B",
                        "\u202EXYZ",
                        "((([[[\\E.*+?",
                        "\uD800");
        for (int i = 0; i < names.size(); i++) {
            firm.put(
                    new Candidate(
                            "odd-" + i,
                            names.get(i),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(i % 2 == 0 ? "no-at-sign" : "@"),
                            Optional.of("+"),
                            Optional.of("\n\n" + "x".repeat(2_000))));
        }
        GroupSuggestionStrategy strategy = strategy();
        for (String file : firm.ids()) {
            ask(strategy, firm, file);
        }
    }

    @Test
    public void a_huge_firm_is_no_failure() throws Exception {
        Firm firm = hugeFirm();
        GroupSuggestionStrategy strategy = strategy();

        within(() -> ask(strategy, firm, "huge-0"));
    }

    /**
     * The host measures by the clock alone. Here, where other work may take the processor away, the
     * clock counts for the fastest call, and for most calls what their thread has computed.
     */
    @Test
    public void a_call_of_a_warm_strategy_keeps_to_the_time_limit() throws Exception {
        Firm firm = hugeFirm();
        GroupSuggestionStrategy strategy = strategy();
        long limit = firm.request("huge-0").timeLimit().toMillis();

        within(
                () -> {
                    ask(strategy, firm, "huge-0");
                    long[] clock = new long[TIMED_CALLS];
                    long[] computing = new long[TIMED_CALLS];
                    for (int i = 0; i < TIMED_CALLS; i++) {
                        Firm.Request request = firm.request("huge-" + i);
                        long begin = System.nanoTime();
                        long beginComputing = computingTime();
                        strategy.suggest(request);
                        computing[i] = computingTime() - beginComputing;
                        clock[i] = System.nanoTime() - begin;
                    }
                    Arrays.sort(clock);
                    Arrays.sort(computing);
                    assertWithin(limit, "The fastest call takes", clock[0]);
                    assertWithin(limit, "Most calls compute for", computing[TIMED_CALLS / 2]);
                    return true;
                });
    }

    /**
     * What this thread has taken of the processor, where that is known, and the clock elsewhere.
     */
    private static long computingTime() {
        return THREAD_TIMES.isCurrentThreadCpuTimeSupported()
                ? THREAD_TIMES.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    private static void assertWithin(long limitMillis, String what, long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        assertTrue(
                what + " " + millis + " ms, of the " + limitMillis + " ms that the host waits.",
                millis < limitMillis);
    }

    @Test
    public void the_same_data_give_the_same_answer() throws Exception {
        Firm firm = firm("firm");
        GroupSuggestionStrategy strategy = strategy();
        GroupSuggestionStrategy another = strategy();
        for (String file : firm.ids()) {
            List<GroupSuggestion> first = sorted(ask(strategy, firm, file));
            assertEquals(first, sorted(ask(strategy, firm, file)));
            assertEquals(first, sorted(ask(another, firm, file)));
        }
    }

    @Test
    public void firms_do_not_see_each_other() throws Exception {
        Firm one = firm("one");
        Firm two = firm("two");
        GroupSuggestionStrategy strategy = strategy();
        // the ids are checked with every answer
        for (String file : one.ids()) {
            ask(strategy, one, file);
        }
        for (String file : two.ids()) {
            ask(strategy, two, file);
        }
        for (String file : one.ids()) {
            ask(strategy, one, file);
        }
    }

    @Test
    public void many_threads_at_once_get_the_same_answers_as_one() throws Exception {
        Firm firm = firm("firm");
        GroupSuggestionStrategy strategy = strategy();
        List<String> ids = firm.ids();
        List<List<GroupSuggestion>> alone = new ArrayList<>();
        for (String file : ids) {
            alone.add(sorted(ask(strategy, firm, file)));
        }
        List<Future<List<GroupSuggestion>>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String file = ids.get(i % ids.size());
            calls.add(threads.submit(() -> sorted(ask(strategy, firm, file))));
        }
        for (int i = 0; i < calls.size(); i++) {
            assertEquals(
                    alone.get(i % ids.size()),
                    calls.get(i).get(patienceSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    public void a_call_ends_when_it_is_interrupted() throws Exception {
        Firm firm = firm("firm");
        GroupSuggestionStrategy strategy = strategy();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                strategy.suggest(
                                        firm.request(firm.ids().get(0)).with(blocking(asked)));
                            } catch (RuntimeException | Error e) {
                                // it may fail: the host has given it up
                            } finally {
                                ended.countDown();
                            }
                        });
        caller.setDaemon(true);
        caller.start();
        // a strategy with an index never asks, and ends by itself
        while (caller.isAlive() && asked.getCount() > 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();

        assertTrue(
                "It goes on after it was interrupted.",
                ended.await(patienceSeconds(), TimeUnit.SECONDS));
    }

    /** Look-ups that take until the caller is interrupted. */
    private static CandidateSource blocking(CountDownLatch asked) {
        return source(
                () -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return List.of();
                });
    }

    private static CandidateSource source(Callable<List<Candidate>> lookUp) {
        return (CandidateSource)
                Proxy.newProxyInstance(
                        CandidateSource.class.getClassLoader(),
                        new Class<?>[] {CandidateSource.class},
                        (proxy, method, arguments) -> {
                            try {
                                return lookUp.call();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                throw new IllegalStateException(e);
                            }
                        });
    }

    @Test
    public void a_failed_look_up_never_reads_as_no_suggestion() throws Exception {
        Firm firm = firm("firm");
        for (String file : firm.ids()) {
            GroupSuggestionStrategy strategy = strategy();
            List<GroupSuggestion> whole = sorted(ask(strategy, firm, file));
            CandidateSource failing =
                    source(
                            () -> {
                                throw new IllegalStateException("The database is away.");
                            });
            List<GroupSuggestion> answer;
            try {
                answer = strategy.suggest(firm.request(file).with(failing));
            } catch (RuntimeException e) {
                continue;
            }
            assertEquals("Less than without the failure.", whole, sorted(answer));
        }
    }

    private <T> T within(Callable<T> work) throws Exception {
        Future<T> call = threads.submit(work);
        try {
            return call.get(patienceSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        } finally {
            call.cancel(true);
        }
    }

    // --- a strategy that can scan

    private GroupScan scan() {
        GroupSuggestionStrategy strategy = strategy();
        Assume.assumeTrue("It does not scan.", strategy instanceof GroupScan);
        return (GroupScan) strategy;
    }

    @Test
    public void every_group_of_a_scan_can_be_used() throws Exception {
        Firm firm = firm("firm");
        GroupScan scan = scan();
        Scanning request = new Scanning(firm, true);

        within(
                () -> {
                    scan.scan(request);
                    return true;
                });

        for (Group group : request.groups) {
            assertTrue("It proposes a file that is not of the firm.", firm.has(group.centre()));
            checked(firm, group.centre(), group.others());
        }
    }

    @Test
    public void a_scan_ends_when_it_is_told_to() throws Exception {
        GroupScan scan = scan();
        Scanning request = new Scanning(firm("firm"), false);

        within(
                () -> {
                    scan.scan(request);
                    return true;
                });
    }

    @Test
    public void a_scan_of_an_empty_firm_proposes_nothing() throws Exception {
        GroupScan scan = scan();
        Scanning request = new Scanning(new Firm("empty"), true);

        within(
                () -> {
                    scan.scan(request);
                    return true;
                });

        assertEquals(List.of(), request.groups);
    }

    private record Group(String centre, List<GroupSuggestion> others) {}

    private static final class Scanning implements ScanRequest {

        private final Firm firm;
        private final boolean goOn;
        private final List<Group> groups = new ArrayList<>();

        Scanning(Firm firm, boolean goOn) {
            this.firm = firm;
            this.goOn = goOn;
        }

        @Override
        public String firm() {
            return firm.id();
        }

        @Override
        public FileFeed files() {
            return firm.feed();
        }

        @Override
        public List<DecisionCount> decisions() {
            return List.of();
        }

        @Override
        public synchronized void propose(String file, List<GroupSuggestion> others) {
            groups.add(new Group(file, others));
        }

        @Override
        public boolean progress(long done, long total) {
            return goOn;
        }
    }
}
