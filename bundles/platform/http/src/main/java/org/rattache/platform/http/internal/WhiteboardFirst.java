package org.rattache.platform.http.internal;

import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no bundle of a higher start level start before the JAX-RS whiteboard is up. The whiteboard
 * comes up on a thread of the web container; when applications and extensions are registered on the
 * starting thread at that very moment, Aries 2.0.2 sometimes loses some of them (a {@link
 * java.util.ConcurrentModificationException} in the log) and never becomes whole again.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class WhiteboardFirst implements BundleActivator {

    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardFirst.class);
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(120);

    @Override
    public void start(BundleContext context) throws InterruptedException {
        long begin = System.nanoTime();
        while (!isUp(context)) {
            if (System.nanoTime() - begin > LIMIT) {
                LOG.error("No JAX-RS whiteboard after two minutes; going on without it");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** It is up when it serves its own default application, the last thing that it does. */
    private static boolean isUp(BundleContext context) {
        ServiceReference<JaxrsServiceRuntime> reference =
                context.getServiceReference(JaxrsServiceRuntime.class);
        if (reference == null) {
            return false;
        }
        JaxrsServiceRuntime runtime = context.getService(reference);
        try {
            return runtime != null && runtime.getRuntimeDTO().defaultApplication != null;
        } catch (NullPointerException e) {
            // Aries trips over a service of its own that it has not registered yet
            return false;
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // nothing was begun
    }
}
