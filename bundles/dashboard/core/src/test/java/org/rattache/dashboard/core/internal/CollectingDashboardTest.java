package org.rattache.dashboard.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;
import org.rattache.dashboard.api.Dashboard.Overview;

public final class CollectingDashboardTest {

    private static final Action LINKS = new Action("clients-to-link", 3, "/api/linking/v1/x");
    private static final Action REQUESTS = new Action("refused-requests", 0, "/api/partner/v1/x");

    private final CountDownLatch released = new CountDownLatch(1);
    private CollectingDashboard dashboard = new CollectingDashboard(Duration.ofSeconds(20));

    @After
    public void tearDown() {
        released.countDown();
        dashboard.deactivate();
    }

    @Test
    public void g7_the_actions_of_every_source_stand_together_by_kind() {
        add(firm -> List.of(REQUESTS), "partner");
        add(firm -> List.of(LINKS), "linking");
        add(firm -> List.of(), "document");
        assertEquals(new Overview(List.of(LINKS, REQUESTS), List.of()), dashboard.overview("firm"));
    }

    @Test
    public void s3_a_source_is_asked_for_the_firm_of_the_caller() {
        add(firm -> List.of(new Action("asked-" + firm, 1, "/api/x")), "a");
        assertEquals("asked-firm-7", dashboard.overview("firm-7").actions().get(0).kind());
    }

    @Test
    public void without_sources_nothing_waits_and_nothing_is_missing() {
        assertEquals(new Overview(List.of(), List.of()), dashboard.overview("firm"));
    }

    @Test
    public void a_source_that_fails_is_named_and_takes_nobody_with_it() {
        add(
                firm -> {
                    throw new IllegalStateException("broken");
                },
                "b-broken");
        add(
                firm -> {
                    throw new StackOverflowError();
                },
                "a-worse");
        add(firm -> List.of(LINKS), "linking");
        assertEquals(
                new Overview(List.of(LINKS), List.of("a-worse", "b-broken")),
                dashboard.overview("firm"));
    }

    @Test
    public void what_a_source_may_not_say_is_not_shown() {
        List<List<Action>> wrong =
                Arrays.asList(
                        null,
                        Arrays.asList(LINKS, null),
                        List.of(new Action(null, 1, "/api/x")),
                        List.of(new Action("Kind", 1, "/api/x")),
                        List.of(new Action("kind", -1, "/api/x")),
                        List.of(new Action("kind", 1, null)),
                        List.of(new Action("kind", 1, "https://elsewhere.example/")),
                        List.of(new Action("kind", 1, "/api/x\"><script>\n")),
                        List.of(new Action("kind", 1, "javascript:alert(1)")),
                        new ArrayList<>(java.util.Collections.nCopies(51, LINKS)));
        for (List<Action> actions : wrong) {
            ActionSource source = firm -> actions;
            add(source, "wrong");
            assertEquals(
                    String.valueOf(actions),
                    new Overview(List.of(), List.of("wrong")),
                    dashboard.overview("firm"));
            dashboard.remove(source);
        }
    }

    @Test(timeout = 30_000)
    public void a_source_that_hangs_is_late_and_soon_refused_at_once() throws Exception {
        dashboard.deactivate();
        dashboard = new CollectingDashboard(Duration.ofMillis(20));
        CountDownLatch entered = new CountDownLatch(2);
        add(
                firm -> {
                    entered.countDown();
                    // deaf to interruption, as the worst plug-in is
                    for (boolean done = false; !done; ) {
                        try {
                            done = released.await(20, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            done = false;
                        }
                    }
                    return List.of(LINKS);
                },
                "hanging");
        // more often than it has threads and places in its queue
        for (int i = 0; i < 80; i++) {
            assertEquals(new Overview(List.of(), List.of("hanging")), dashboard.overview("firm"));
        }
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        long before =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(CollectingDashboardTest::isOurs)
                        .count();
        assertTrue("threads: " + before, before <= 2);
    }

    @Test
    public void a_source_that_has_gone_is_not_asked_and_not_missed() {
        ActionSource source = firm -> List.of(LINKS);
        add(source, "linking");
        dashboard.remove(source);
        assertEquals(new Overview(List.of(), List.of()), dashboard.overview("firm"));
    }

    private void add(ActionSource source, String name) {
        dashboard.add(source, name, source);
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().equals("dashboard hanging");
    }
}
