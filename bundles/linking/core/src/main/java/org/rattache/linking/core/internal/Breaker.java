package org.rattache.linking.core.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.rattache.linking.api.SuggestionAnswer.Outcome;

/**
 * Stops asking a plug-in that fails again and again: five failures in a row open it. From then on
 * one call in half a minute is let through, and its answer closes it. Thread-safe.
 */
final class Breaker {

    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private int failures;
    private long lastTry;

    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a call may go through now. */
    synchronized boolean admits() {
        if (failures < FAILURES) {
            return true;
        }
        if (nanos.getAsLong() - lastTry < PAUSE.toNanos()) {
            return false;
        }
        lastTry = nanos.getAsLong();
        return true;
    }

    /** How a call that was let through has ended. */
    synchronized void ended(Outcome outcome) {
        switch (outcome) {
            case ANSWERED -> failures = 0;
            case FAILED, TIMED_OUT -> {
                failures = Math.min(FAILURES, failures + 1);
                lastTry = nanos.getAsLong();
            }
            // it was not asked: that says nothing of it
            case OVERLOADED, SUSPENDED -> {}
        }
    }

    /** Why it lets nothing through, if so. */
    synchronized Optional<String> suspension() {
        if (failures < FAILURES) {
            return Optional.empty();
        }
        long seconds = PAUSE.minusNanos(nanos.getAsLong() - lastTry).toSeconds();
        return Optional.of(
                "It has failed "
                        + FAILURES
                        + " times in a row and is not asked; the next try is "
                        + (seconds > 0 ? "in " + seconds + " s." : "the next call."));
    }
}
