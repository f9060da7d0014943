package org.rattache.itests.blackbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens a moment after an answer: events are delivered after the commit. */
final class Await {

    private Await() {}

    static <T> T until(Duration atMost, Supplier<Optional<T>> condition) {
        Instant deadline = Instant.now().plus(atMost);
        while (true) {
            Optional<T> result = condition.get();
            if (result.isPresent()) {
                return result.get();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("It did not happen within " + atMost);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static void until(BooleanSupplier condition) {
        until(
                Duration.ofSeconds(20),
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
