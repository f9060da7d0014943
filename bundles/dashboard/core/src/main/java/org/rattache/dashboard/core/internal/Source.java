package org.rattache.dashboard.core.internal;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;

/**
 * One source with threads of its own: one that hangs takes nobody's threads but its own, and is
 * refused at once when they and its queue are full.
 */
final class Source {

    private static final int THREADS = 2;
    private static final int WAITING = 64;
    private static final int MAX_ACTIONS = 50;
    private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern HREF = Pattern.compile("/api/[!-~]{1,500}");

    private final String name;
    private final ActionSource source;
    private final ThreadPoolExecutor pool;

    Source(String name, ActionSource source) {
        this.name = name;
        this.source = source;
        this.pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        work -> {
                            Thread thread = new Thread(work, "dashboard " + name);
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
    }

    String name() {
        return name;
    }

    /**
     * Asks the source on one of its threads.
     *
     * @throws RejectedExecutionException when it hangs, or has just gone
     */
    Future<List<Action>> ask(String firm) {
        return pool.submit(() -> checked(source.actions(firm)));
    }

    /**
     * What the source returns is shown to people and followed by clients: a plug-in may be wrong.
     */
    private static List<Action> checked(List<Action> actions) {
        List<Action> copy = List.copyOf(actions);
        boolean right =
                copy.size() <= MAX_ACTIONS
                        && copy.stream()
                                .allMatch(
                                        action ->
                                                KIND.matcher(action.kind()).matches()
                                                        && action.count() >= 0
                                                        && HREF.matcher(action.href()).matches());
        if (!right) {
            throw new IllegalStateException(
                    "Its actions do not have the form that they must have.");
        }
        return copy;
    }

    void stop() {
        pool.shutdownNow();
    }
}
