package org.rattache.web.kit.internal;

import java.util.Map;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the folder {@code web} of every active bundle that has the header {@code Rattache-Web},
 * below the name that the header gives: {@code Rattache-Web: gateway} is served at /gateway/. Such
 * a bundle needs no Java.
 */
@Component(service = {})
public final class WebApplications
        implements BundleTrackerCustomizer<ServiceRegistration<Servlet>> {

    static final String HEADER = "Rattache-Web";

    private static final Logger LOG = LoggerFactory.getLogger(WebApplications.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,30}");

    private final BundleContext context;
    private final BundleTracker<ServiceRegistration<Servlet>> tracker;

    @Activate
    public WebApplications(BundleContext context) {
        this.context = context;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    @Override
    public ServiceRegistration<Servlet> addingBundle(Bundle bundle, BundleEvent event) {
        String name = bundle.getHeaders("").get(HEADER);
        if (name == null) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            LOG.warn(
                    "{} is not served: {} is no name of a web application",
                    bundle.getSymbolicName(),
                    HEADER);
            return null;
        }
        Map<String, Object> properties =
                Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
                        "rattache.web." + name,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
                        new String[] {"/" + name, "/" + name + "/*"});
        return context.registerService(
                Servlet.class,
                new ApplicationServlet(name, path -> bundle.getEntry("web" + path)),
                FrameworkUtil.asDictionary(properties));
    }

    @Override
    public void modifiedBundle(
            Bundle bundle, BundleEvent event, ServiceRegistration<Servlet> registration) {
        // Active is the one state that is tracked: nothing changes inside of it.
    }

    @Override
    public void removedBundle(
            Bundle bundle, BundleEvent event, ServiceRegistration<Servlet> registration) {
        registration.unregister();
    }
}
