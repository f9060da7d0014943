package org.rattache.panel.rest.internal;

import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rattache.panel.api.ShownPanel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what browsers tell of panels that fail into the server's log, under the plug-in's name. A
 * panel that fails fails for everybody, so a few lines a minute are kept and the rest is left out.
 */
@Component(service = FaultLog.class)
public final class FaultLog {

    static final int MOST_A_MINUTE = 30;

    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

    private final Clock clock;
    private long minute;
    private int lines;

    @Activate
    public FaultLog() {
        this(Clock.systemUTC());
    }

    FaultLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes a line, if the panel is one that the caller is shown.
     *
     * @return whether it was written
     */
    boolean add(List<ShownPanel> shown, FaultRequest fault) {
        boolean known =
                shown.stream().map(PanelBody::of).anyMatch(one -> one.id().equals(fault.panel()));
        if (!known || !hasRoom()) {
            return false;
        }
        String line = fault.text().replaceAll("[\\r\\n\\t]+", " ");
        LOG.warn("Panel {} failed in a browser: {}", fault.panel(), line);
        return true;
    }

    private synchronized boolean hasRoom() {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            lines = 0;
        }
        return lines++ < MOST_A_MINUTE;
    }
}
