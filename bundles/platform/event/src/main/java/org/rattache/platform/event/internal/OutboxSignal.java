package org.rattache.platform.event.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;

/**
 * Says that there may be something to deliver. A component of its own, so that publisher and
 * dispatcher do not need each other: handlers need services that publish, and the dispatcher needs
 * the handlers.
 */
@Component(service = OutboxSignal.class)
public final class OutboxSignal {

    private final Semaphore work = new Semaphore(0);

    void raise() {
        work.release();
    }

    /** Waits for the signal, or for the time; many signals count as one. */
    void await(Duration atMost) throws InterruptedException {
        if (work.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }
}
