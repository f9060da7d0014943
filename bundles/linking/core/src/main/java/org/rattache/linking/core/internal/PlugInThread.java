package org.rattache.linking.core.internal;

import java.util.function.Supplier;

/**
 * A thread on which a plug-in runs. Its interruption waits until what it does in the database has
 * ended: Derby throws a connection away whose thread is interrupted, and each call that is late
 * would cost one.
 */
final class PlugInThread extends Thread {

    private final Object lock = new Object();
    private boolean inDatabase;
    private boolean interruptedMeanwhile;

    PlugInThread(Runnable task, String name) {
        // without the inheritable values of whoever asks: they are not the plug-in's
        super(null, task, name, 0, false);
        setDaemon(true);
    }

    /** Does something of ours for a plug-in, on whatever thread it asks. */
    static <T> T inDatabase(Supplier<T> work) {
        if (!(Thread.currentThread() instanceof PlugInThread thread)) {
            return work.get();
        }
        thread.enter();
        try {
            return work.get();
        } finally {
            thread.leave();
        }
    }

    private void enter() {
        synchronized (lock) {
            inDatabase = true;
            interruptedMeanwhile = Thread.interrupted();
        }
    }

    private void leave() {
        synchronized (lock) {
            inDatabase = false;
            if (interruptedMeanwhile) {
                super.interrupt();
            }
        }
    }

    @Override
    public void interrupt() {
        synchronized (lock) {
            if (inDatabase) {
                interruptedMeanwhile = true;
            } else {
                super.interrupt();
            }
        }
    }
}
