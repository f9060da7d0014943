package org.rattache.linking.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.SuggestionRequest;

/** The contract lets good strategies pass and names what is wrong with bad ones. */
public class StrategyContractTest {

    private static List<GroupSuggestion> sameSiren(SuggestionRequest request) {
        return request.file().siren().stream()
                .flatMap(siren -> request.candidates().withSiren(siren, 10).stream())
                .filter(other -> !other.id().equals(request.file().id()))
                .map(other -> suggestion(other.id()))
                .toList();
    }

    private static GroupSuggestion suggestion(String file) {
        return new GroupSuggestion(
                file,
                .5,
                GroupSuggestion.Tier.POSSIBLE,
                List.of(new GroupSuggestion.Reason("siren", "552100554")));
    }

    /** Holds it. */
    public static final class Good extends StrategyContract {
        public Good() {
            super(() -> StrategyContractTest::sameSiren);
        }
    }

    /** Answers null. */
    public static final class Null extends StrategyContract {
        public Null() {
            super(() -> request -> null);
        }
    }

    /** Suggests what it has seen at another firm. */
    public static final class Leaking extends StrategyContract {
        public Leaking() {
            super(Leaks::new);
        }
    }

    private static final class Leaks implements GroupSuggestionStrategy {
        private String seen;

        @Override
        public synchronized List<GroupSuggestion> suggest(SuggestionRequest request) {
            if (seen == null) {
                seen = request.file().id();
            }
            return seen.startsWith(request.firm()) ? List.of() : List.of(suggestion(seen));
        }
    }

    /** Answers something else each time. */
    public static final class Moody extends StrategyContract {
        public Moody() {
            super(
                    () -> {
                        AtomicInteger calls = new AtomicInteger();
                        return request ->
                                calls.incrementAndGet() % 2 == 0 ? List.of() : sameSiren(request);
                    });
        }
    }

    /** Keeps failures to itself. */
    public static final class Swallowing extends StrategyContract {
        public Swallowing() {
            super(
                    () ->
                            request -> {
                                try {
                                    return sameSiren(request);
                                } catch (RuntimeException e) {
                                    return List.of();
                                }
                            });
        }
    }

    /** Waits in each call for as long as the host does, once it is warm. */
    public static final class Waiting extends StrategyContract {
        public Waiting() {
            super(
                    () -> {
                        AtomicInteger calls = new AtomicInteger();
                        return request -> {
                            long end = System.nanoTime() + request.timeLimit().toNanos();
                            while (calls.get() > 0 && System.nanoTime() - end < 0) {
                                LockSupport.parkNanos(end - System.nanoTime());
                            }
                            calls.incrementAndGet();
                            return List.of();
                        };
                    });
        }
    }

    /** Computes in most calls for as long as the host waits. */
    public static final class Computing extends StrategyContract {
        public Computing() {
            super(
                    () -> {
                        AtomicInteger calls = new AtomicInteger();
                        return request -> {
                            long end = computed() + request.timeLimit().toNanos();
                            boolean fast = calls.incrementAndGet() <= 2;
                            while (!fast && computed() < end) {
                                Thread.onSpinWait();
                            }
                            return List.of();
                        };
                    });
        }

        private static long computed() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    /** Takes an interruption for a failure of the look-up, and tries again. */
    public static final class Uninterruptible extends StrategyContract {
        public Uninterruptible() {
            super(
                    () ->
                            request -> {
                                while (true) {
                                    try {
                                        return sameSiren(request);
                                    } catch (IllegalStateException e) {
                                        Thread.interrupted();
                                    }
                                }
                            });
        }

        @Override
        long patienceSeconds() {
            return 1;
        }
    }

    /** Keeps what it is asked in a field, as if one thread asked. */
    public static final class OneThreaded extends StrategyContract {
        public OneThreaded() {
            super(Field::new);
        }
    }

    private static final class Field implements GroupSuggestionStrategy {
        private volatile SuggestionRequest asked;

        @Override
        public List<GroupSuggestion> suggest(SuggestionRequest request) {
            asked = request;
            LockSupport.parkNanos(1_000_000);
            return sameSiren(asked);
        }
    }

    /** Does not say why. */
    public static final class Reasonless extends StrategyContract {
        public Reasonless() {
            super(
                    () ->
                            request ->
                                    sameSiren(request).stream()
                                            .map(
                                                    found ->
                                                            new GroupSuggestion(
                                                                    found.clientFile(),
                                                                    found.score(),
                                                                    found.tier(),
                                                                    List.of()))
                                            .toList());
        }
    }

    /** Suggests whatever a look-up finds, also behind an address of thousands of files. */
    public static final class Unbounded extends StrategyContract {
        public Unbounded() {
            super(
                    () ->
                            request ->
                                    request
                                            .candidates()
                                            .withEmail(
                                                    request.file().email().orElse(""),
                                                    CandidateSource.MAX_ROWS)
                                            .stream()
                                            .filter(
                                                    other ->
                                                            !other.id().equals(request.file().id()))
                                            .map(other -> suggestion(other.id()))
                                            .toList());
        }
    }

    private static Set<String> failures(Class<? extends StrategyContract> contract) {
        Result result = JUnitCore.runClasses(contract);
        assertTrue(result.getRunCount() > 10);
        return failed(result);
    }

    private static Set<String> failed(Result result) {
        return result.getFailures().stream()
                .map(failure -> failure.getDescription().getMethodName())
                .collect(Collectors.toSet());
    }

    /** This test alone: with some contracts the others take long, or for ever. */
    private static void assertFails(Class<? extends StrategyContract> contract, String test) {
        Result result = new JUnitCore().run(Request.method(contract, test));
        assertEquals(Set.of(test), failed(result));
    }

    @Test
    public void a_good_one_passes() {
        assertEquals(Set.of(), failures(Good.class));
    }

    @Test
    public void null_is_no_answer() {
        assertTrue(failures(Null.class).contains("every_suggestion_can_be_used"));
    }

    @Test
    public void a_leak_between_firms_is_found() {
        assertTrue(failures(Leaking.class).contains("firms_do_not_see_each_other"));
    }

    @Test
    public void an_answer_that_changes_by_itself_is_found() {
        assertTrue(failures(Moody.class).contains("the_same_data_give_the_same_answer"));
    }

    @Test
    public void a_failure_that_reads_as_no_suggestion_is_found() {
        assertEquals(
                Set.of("a_failed_look_up_never_reads_as_no_suggestion"),
                failures(Swallowing.class));
    }

    @Test
    public void one_that_waits_too_long_is_found() {
        assertFails(Waiting.class, "a_call_of_a_warm_strategy_keeps_to_the_time_limit");
    }

    @Test
    public void one_that_computes_too_long_is_found_although_a_call_was_fast() {
        assertFails(Computing.class, "a_call_of_a_warm_strategy_keeps_to_the_time_limit");
    }

    @Test
    public void one_that_goes_on_after_its_interruption_is_found() {
        assertFails(Uninterruptible.class, "a_call_ends_when_it_is_interrupted");
    }

    @Test
    public void one_that_is_made_for_a_single_thread_is_found() {
        assertFails(OneThreaded.class, "many_threads_at_once_get_the_same_answers_as_one");
    }

    @Test
    public void a_suggestion_without_a_reason_is_found() {
        assertFails(Reasonless.class, "every_suggestion_can_be_used");
    }

    @Test
    public void more_suggestions_than_anybody_reads_are_found() {
        assertFails(Unbounded.class, "a_huge_firm_is_no_failure");
    }
}
