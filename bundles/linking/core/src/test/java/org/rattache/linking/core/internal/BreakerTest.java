package org.rattache.linking.core.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;
import org.rattache.linking.api.SuggestionAnswer.Outcome;

/** When a plug-in is asked no more, and when again. */
public class BreakerTest {

    private final AtomicLong now = new AtomicLong();
    private final Breaker breaker = new Breaker(now::get);

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(breaker.admits());
            breaker.ended(i % 2 == 0 ? Outcome.FAILED : Outcome.TIMED_OUT);
        }
    }

    @Test
    public void five_failures_in_a_row_open_it() {
        fails(Breaker.FAILURES);

        assertFalse(breaker.admits());
        assertTrue(breaker.suspension().isPresent());
    }

    @Test
    public void an_answer_in_between_begins_the_count_anew() {
        fails(Breaker.FAILURES - 1);
        breaker.ended(Outcome.ANSWERED);
        fails(Breaker.FAILURES - 1);

        assertTrue(breaker.admits());
        assertTrue(breaker.suspension().isEmpty());
    }

    @Test
    public void not_being_asked_is_no_failure() {
        for (int i = 0; i < 100; i++) {
            breaker.ended(Outcome.OVERLOADED);
            breaker.ended(Outcome.SUSPENDED);
        }

        assertTrue(breaker.admits());
    }

    @Test
    public void after_the_pause_one_call_is_let_through_and_its_answer_closes_it() {
        fails(Breaker.FAILURES);
        now.addAndGet(Breaker.PAUSE.toNanos());

        assertTrue(breaker.admits());
        assertFalse("one alone", breaker.admits());
        breaker.ended(Outcome.ANSWERED);

        assertTrue(breaker.admits());
        assertTrue(breaker.suspension().isEmpty());
    }

    @Test
    public void
            a_trial_that_fails_keeps_it_open_and_one_that_never_ends_does_not_keep_it_for_good() {
        fails(Breaker.FAILURES);
        now.addAndGet(Breaker.PAUSE.toNanos());
        assertTrue(breaker.admits());
        breaker.ended(Outcome.FAILED);
        assertFalse(breaker.admits());

        now.addAndGet(Breaker.PAUSE.toNanos());
        assertTrue("its end is never told", breaker.admits());
        now.addAndGet(Breaker.PAUSE.toNanos());
        assertTrue(breaker.admits());
    }
}
