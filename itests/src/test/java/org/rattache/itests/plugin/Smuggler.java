package org.rattache.itests.plugin;

import java.io.IOException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Installs and starts what a header of its bundle names: a way in past the folder. */
public final class Smuggler implements BundleActivator {

    /** Where the jars lie, separated by spaces. */
    public static final String HEADER = "Smuggled";

    @Override
    public void start(BundleContext context) throws BundleException, IOException {
        // once: what a restart makes of them is to be seen
        if (!context.getDataFile("done").createNewFile()) {
            return;
        }
        for (String location : locations(context)) {
            Bundle bundle = context.installBundle(location);
            try {
                bundle.start();
            } catch (BundleException | IllegalStateException e) {
                System.err.println(location + " does not start: " + e);
            }
        }
    }

    @Override
    public void stop(BundleContext context) throws BundleException {
        for (String location : locations(context)) {
            Bundle bundle = context.getBundle(location);
            if (bundle != null) {
                bundle.uninstall();
            }
        }
    }

    private static String[] locations(BundleContext context) {
        return context.getBundle().getHeaders("").get(HEADER).split(" ");
    }
}
