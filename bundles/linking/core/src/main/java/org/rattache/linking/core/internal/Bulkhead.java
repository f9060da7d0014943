package org.rattache.linking.core.internal;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads on which one plug-in runs, so that one that hangs takes nobody else's. A thread
 * cannot be taken back from code that ignores its interruption; when all of them are kept, further
 * calls fail at once instead of waiting for their time limit.
 */
final class Bulkhead {

    static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final String BUSY = "All its threads are busy with calls before.";
    private static final Logger LOG = LoggerFactory.getLogger(Bulkhead.class);

    private final String name;
    private final ThreadPoolExecutor threads;
    private final int most;
    private final Breaker breaker = new Breaker(System::nanoTime);
    private final AtomicInteger kept = new AtomicInteger();

    Bulkhead(String name) {
        this(name, THREADS);
    }

    Bulkhead(String name, int most) {
        this.name = name;
        this.most = most;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(
                        most,
                        most,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        task ->
                                new PlugInThread(
                                        task, "rattache-" + name + "-" + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
    }

    /** How a call ended; the value is there when it answered. */
    record Result<T>(Outcome outcome, Optional<T> value, long millis, Optional<String> detail) {}

    /** A call under way. */
    final class Call<T> {

        private final FutureTask<T> task;
        private final long start = System.nanoTime();
        private final long limit;
        private volatile boolean started;
        private boolean finished;
        private boolean overdue;
        private final Optional<Outcome> refused;

        Call(Callable<T> work, long limitMillis) {
            limit = TimeUnit.MILLISECONDS.toNanos(limitMillis);
            task =
                    new FutureTask<>(
                            () -> {
                                started = true;
                                try {
                                    return work.call();
                                } finally {
                                    giveBack();
                                }
                            });
            refused = refusal();
        }

        private Optional<Outcome> refusal() {
            if (!breaker.admits()) {
                return Optional.of(Outcome.SUSPENDED);
            }
            return kept.get() < most && queued()
                    ? Optional.empty()
                    : Optional.of(Outcome.OVERLOADED);
        }

        private boolean queued() {
            try {
                threads.execute(task);
                return true;
            } catch (RejectedExecutionException e) {
                return false;
            }
        }

        private synchronized void giveBack() {
            finished = true;
            if (overdue) {
                kept.decrementAndGet();
            }
        }

        private synchronized void keep() {
            if (started && !finished) {
                overdue = true;
                kept.incrementAndGet();
            }
        }

        /** Waits until the call has ended or its time is over. */
        Result<T> await() throws InterruptedException {
            return counted(
                    refused.isPresent()
                            ? refused(refused.get())
                            : result(Math.max(0, limit - (System.nanoTime() - start))));
        }

        /** Waits until the call has ended, or is not going on any more. */
        Result<T> awaitWhile(BooleanSupplier goingOn) throws InterruptedException {
            if (refused.isPresent()) {
                return refused(refused.get());
            }
            while (!task.isDone() && goingOn.getAsBoolean()) {
                try {
                    task.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    LOG.trace("{} goes on", name);
                } catch (ExecutionException e) {
                    LOG.trace("{} has ended", name);
                }
            }
            return result(0);
        }

        private Result<T> counted(Result<T> result) {
            breaker.ended(result.outcome());
            return result;
        }

        private Result<T> refused(Outcome outcome) {
            return ended(
                    outcome,
                    outcome == Outcome.SUSPENDED
                            ? breaker.suspension().orElse("It is tried again.")
                            : BUSY);
        }

        private Result<T> result(long nanos) throws InterruptedException {
            try {
                T value = task.get(nanos, TimeUnit.NANOSECONDS);
                return new Result<>(
                        Outcome.ANSWERED, Optional.of(value), millis(), Optional.empty());
            } catch (TimeoutException e) {
                keep();
                task.cancel(true);
                return started
                        ? ended(Outcome.TIMED_OUT, "It did not answer within its time limit.")
                        : ended(Outcome.OVERLOADED, BUSY);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                // the message is the plug-in's and may be anything: only its class is safe to print
                LOG.warn("{} failed with {}", name, cause.getClass().getName());
                LOG.debug("The failure of {}", name, cause);
                return ended(
                        Outcome.FAILED,
                        cause instanceof UnusableAnswer unusable
                                ? unusable.getMessage()
                                : "It ended with an error; the log names it.");
            }
        }

        private Result<T> ended(Outcome outcome, String detail) {
            return new Result<>(outcome, Optional.empty(), millis(), Optional.of(detail));
        }

        private long millis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }

    /** What a plug-in gave back cannot be used. */
    static final class UnusableAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableAnswer(String message) {
            super(message);
        }
    }

    /** Starts a call; its value must not be null. */
    <T> Call<T> start(long limitMillis, Callable<T> work) {
        return new Call<>(work, limitMillis);
    }

    /** Why it is not asked at present, if so. */
    Optional<String> suspension() {
        return breaker.suspension();
    }

    /** How many of its threads are kept by calls whose time is over. */
    int kept() {
        return isClosed() ? threads.getActiveCount() : kept.get();
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    /** Interrupts what runs and takes nothing more. */
    void close() {
        threads.shutdownNow();
    }
}
