package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;
import org.rattache.linking.api.SuggestionAnswer.Outcome;

/** What a plug-in can do to its callers: nothing but be late. */
public class BulkheadTest {

    private static final long PATIENT = 20_000;

    private final Bulkhead bulkhead = new Bulkhead("test");
    private final CountDownLatch release = new CountDownLatch(1);

    @After
    public void tearDown() {
        release.countDown();
        bulkhead.close();
    }

    /** Ignores interruption, as the worst plug-in does. */
    private String stubborn() {
        while (true) {
            try {
                release.await();
                return "late";
            } catch (InterruptedException e) {
                // that is what it does
            }
        }
    }

    @Test
    public void an_answer_in_time_is_given_back() throws Exception {
        assertEquals("yes", bulkhead.start(PATIENT, () -> "yes").await().value().orElseThrow());
    }

    private boolean isInterruptedBeforeRelease() {
        try {
            release.await();
            return Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    public void what_it_does_in_the_database_is_not_interrupted_but_what_follows_is()
            throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean inDatabase = new AtomicBoolean();
        AtomicBoolean after = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Bulkhead.Call<String> call =
                bulkhead.start(
                        0,
                        () -> {
                            inDatabase.set(
                                    PlugInThread.inDatabase(
                                            () -> {
                                                asked.countDown();
                                                return isInterruptedBeforeRelease();
                                            }));
                            after.set(Thread.interrupted());
                            ended.countDown();
                            return "late";
                        });
        assertTrue(asked.await(PATIENT, TimeUnit.MILLISECONDS));
        assertEquals(Outcome.TIMED_OUT, call.await().outcome());
        release.countDown();
        assertTrue(ended.await(PATIENT, TimeUnit.MILLISECONDS));
        assertFalse("Nothing has interrupted it there.", inDatabase.get());
        assertTrue("The interruption comes when it is out.", after.get());
    }

    @Test
    public void an_exception_or_an_error_is_a_failure() throws Exception {
        for (Throwable failure :
                List.of(
                        new IllegalStateException("secret"),
                        new StackOverflowError(),
                        new NoClassDefFoundError("x"),
                        new AssertionError())) {
            Bulkhead.Result<String> result =
                    bulkhead.<String>start(
                                    PATIENT,
                                    () -> {
                                        if (failure instanceof Error error) {
                                            throw error;
                                        }
                                        throw (Exception) failure;
                                    })
                            .await();
            assertEquals(Outcome.FAILED, result.outcome());
            assertTrue(!result.detail().orElseThrow().contains("secret"));
        }
    }

    @Test
    public void a_late_call_is_interrupted_and_timed_out() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        Bulkhead.Call<String> call =
                bulkhead.start(
                        50,
                        () -> {
                            started.countDown();
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return "late";
                        });
        assertTrue(started.await(PATIENT, TimeUnit.MILLISECONDS));
        assertEquals(Outcome.TIMED_OUT, call.await().outcome());
        assertTrue(interrupted.await(PATIENT, TimeUnit.MILLISECONDS));
    }

    @Test
    public void when_all_threads_are_kept_the_next_call_fails_at_once_until_one_comes_back()
            throws Exception {
        List<Bulkhead.Call<String>> calls = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(Bulkhead.THREADS);
        for (int i = 0; i < Bulkhead.THREADS; i++) {
            calls.add(
                    bulkhead.start(
                            50,
                            () -> {
                                started.countDown();
                                return stubborn();
                            }));
        }
        assertTrue(started.await(PATIENT, TimeUnit.MILLISECONDS));
        for (Bulkhead.Call<String> call : calls) {
            assertEquals(Outcome.TIMED_OUT, call.await().outcome());
        }
        Bulkhead.Result<String> refused = bulkhead.start(PATIENT, () -> "yes").await();
        assertEquals(Outcome.OVERLOADED, refused.outcome());
        assertTrue(refused.millis() < PATIENT / 2);

        release.countDown();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENT);
        Outcome outcome = Outcome.OVERLOADED;
        while (outcome == Outcome.OVERLOADED && System.nanoTime() < end) {
            outcome = bulkhead.start(PATIENT, () -> "yes").await().outcome();
        }
        assertEquals(Outcome.ANSWERED, outcome);
    }

    @Test
    public void a_call_that_finds_no_free_thread_in_its_time_is_told_so() throws Exception {
        CountDownLatch started = new CountDownLatch(Bulkhead.THREADS);
        for (int i = 0; i < Bulkhead.THREADS; i++) {
            bulkhead.start(
                    PATIENT,
                    () -> {
                        started.countDown();
                        return stubborn();
                    });
        }
        assertTrue(started.await(PATIENT, TimeUnit.MILLISECONDS));
        assertEquals(Outcome.OVERLOADED, bulkhead.start(30, () -> "yes").await().outcome());
    }
}
