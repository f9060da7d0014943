package org.rattache.linking.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;

/** The contract lets good strategies pass and names what is wrong with bad ones. */
public class StrategyContractTest {

    private static List<GroupSuggestion> sameSiren(
            org.rattache.linking.spi.SuggestionRequest request) {
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
        public synchronized List<GroupSuggestion> suggest(
                org.rattache.linking.spi.SuggestionRequest request) {
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

    private static Set<String> failures(Class<? extends StrategyContract> contract) {
        Result result = JUnitCore.runClasses(contract);
        assertTrue(result.getRunCount() > 10);
        return result.getFailures().stream()
                .map(failure -> failure.getDescription().getMethodName())
                .collect(Collectors.toSet());
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
}
