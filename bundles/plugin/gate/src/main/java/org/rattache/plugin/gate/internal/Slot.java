package org.rattache.plugin.gate.internal;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.rattache.plugin.api.Verdict;

/**
 * One file of the folder {@code deploy}, and what is known of it. Changed by the deployer's thread;
 * its fields are read by others.
 */
final class Slot {

    private static final String LOCATION = "plugin:";

    final String name;
    private final BundleContext context;

    /** How the file looked the last time, and how it looked when it was read. */
    String stamp = "";

    String settled = "";

    /** For which state of the trust and of the other bundles it was judged. */
    String judgedFor = "";

    Map<String, String> saidHeld = Map.of();
    volatile Jar jar;
    volatile Verdict verdict;
    volatile Optional<String> unfit = Optional.empty();
    volatile Optional<String> failure = Optional.empty();
    volatile Thread work;
    volatile long tryAgainAt;
    volatile int failures;

    Slot(String name, BundleContext context) {
        this.name = name;
        this.context = context;
    }

    static boolean isPlugIn(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** The name of the file that a plug-in was installed from. */
    static String nameOf(Bundle plugIn) {
        return plugIn.getLocation().substring(LOCATION.length());
    }

    String location() {
        return LOCATION + name;
    }

    Optional<Bundle> bundle() {
        return Optional.ofNullable(context.getBundle(location()));
    }

    boolean isWorking() {
        Thread thread = work;
        return thread != null && thread.isAlive();
    }
}
