package org.rattache.itests.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves a file behind: that code of a jar has run. */
public final class Footprint implements BundleActivator {

    /** In the folder data of the server. */
    public static final String FILE = "footprint";

    @Override
    public void start(BundleContext context) throws IOException {
        Files.writeString(
                Path.of(System.getProperty("karaf.data"), FILE),
                context.getBundle().getSymbolicName());
    }

    @Override
    public void stop(BundleContext context) {
        // a footprint stays
    }
}
