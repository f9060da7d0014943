package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Test;
import org.rattache.linking.api.Strategies.State;
import org.rattache.linking.api.Strategies.Strategy;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.spi.GroupSuggestionStrategy;

/** Who is asked, who stands by, who is rejected. */
public class StrategyRegistryTest {

    private final StrategyRegistry registry = new StrategyRegistry(null);

    @After
    public void tearDown() {
        registry.deactivate();
    }

    private static PlugIn<GroupSuggestionStrategy> plugIn(long serviceId, String id, int ranking) {
        GroupSuggestionStrategy strategy = request -> List.of();
        return new PlugIn<>(
                serviceId,
                Optional.ofNullable(id),
                ranking,
                "bundle-" + serviceId,
                "1.0.0",
                () -> strategy,
                new Bulkhead("test-" + serviceId),
                new Bulkhead("test-scan-" + serviceId, 1));
    }

    private List<String> states() {
        return registry.list().stream()
                .map(strategy -> strategy.bundle() + " " + strategy.state())
                .toList();
    }

    @Test
    public void the_highest_ranking_of_an_id_is_active_and_the_others_stand_by() {
        registry.add(plugIn(1, "groups", -1000));
        registry.add(plugIn(2, "groups", 0));
        registry.add(plugIn(3, "other", -1000));

        assertEquals(List.of("bundle-2 ACTIVE", "bundle-1 STANDBY", "bundle-3 ACTIVE"), states());
        assertEquals(Optional.of("Outranked by bundle-2 1.0.0."), registry.list().get(1).why());
    }

    @Test
    public void among_equals_the_older_service_is_active() {
        registry.add(plugIn(8, "groups", 5));
        registry.add(plugIn(7, "groups", 5));

        assertEquals(List.of("bundle-7 ACTIVE", "bundle-8 STANDBY"), states());
    }

    @Test
    public void a_standby_is_promoted_when_the_active_one_goes() {
        registry.add(plugIn(1, "groups", -1000));
        registry.add(plugIn(2, "groups", 0));

        registry.remove(2);

        assertEquals(List.of("bundle-1 ACTIVE"), states());
    }

    @Test
    public void the_next_version_stays_when_it_came_before_the_last_one_went() {
        registry.add(plugIn(1, "groups", 0));
        registry.add(plugIn(2, "groups", 0));

        registry.remove(1);

        assertEquals(List.of("bundle-2 ACTIVE"), states());
        assertEquals(2L, registry.active("groups").orElseThrow().serviceId());
    }

    @Test
    public void without_a_usable_id_it_is_rejected_and_the_list_says_why() {
        registry.add(plugIn(1, null, 100));
        registry.add(plugIn(2, "Not An Id", 100));
        registry.add(plugIn(3, "good", 0));

        List<Strategy> list = registry.list();

        assertEquals("bundle-3", list.get(0).bundle());
        assertEquals(State.REJECTED, list.get(1).state());
        assertEquals(State.REJECTED, list.get(2).state());
        assertTrue(list.get(1).why().orElseThrow().contains("@LinkingStrategy"));
        assertEquals(1, registry.ranked().size());
    }

    @Test
    public void a_changed_ranking_counts_at_once_and_keeps_the_threads() {
        PlugIns<GroupSuggestionStrategy> plugIns = new PlugIns<>();
        PlugIn<GroupSuggestionStrategy> first = plugIn(1, "groups", 0);
        plugIns.add(first);
        plugIns.add(plugIn(2, "groups", 5));

        plugIns.update(plugIn(1, "groups", 10));

        assertEquals(1L, plugIns.sorted().get(0).serviceId());
        assertSame(first.bulkhead(), plugIns.sorted().get(0).bulkhead());
        plugIns.close();
    }

    @Test
    public void a_strategy_that_keeps_failing_is_suspended_and_the_list_says_so() throws Exception {
        PlugIn<GroupSuggestionStrategy> broken = plugIn(1, "groups", 0);
        registry.add(broken);
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertEquals(Optional.empty(), registry.list().get(0).suspended());
            broken.call(
                            20_000,
                            strategy -> {
                                throw new IllegalStateException();
                            })
                    .await();
        }

        assertTrue(registry.list().get(0).suspended().orElseThrow().contains("failed 5 times"));
        assertEquals(Outcome.SUSPENDED, broken.call(20_000, strategy -> "fine").await().outcome());
    }

    @Test
    public void a_removed_one_whose_thread_does_not_end_needs_a_restart() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        PlugIn<GroupSuggestionStrategy> stubborn = plugIn(1, "groups", 0);
        registry.add(stubborn);
        stubborn.call(
                20_000,
                strategy -> {
                    started.countDown();
                    while (release.getCount() > 0) {
                        // ignores its interruption, as a bad plug-in does
                        Thread.onSpinWait();
                    }
                    return "late";
                });
        started.await();

        registry.remove(1);

        Strategy left = registry.list().get(0);
        assertEquals(State.REMOVED, left.state());
        assertEquals(1, left.keptThreads());
        assertTrue(left.restartNeeded());
        release.countDown();
        while (!registry.list().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
