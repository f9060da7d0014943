package org.rattache.panel.api;

import java.util.Map;

/**
 * A panel for one who looks.
 *
 * @param settings what his firm has set for the plug-in; empty on the platform
 */
public record ShownPanel(PanelPlugIn plugIn, Panel panel, Map<String, Object> settings) {

    /** Copies the settings. */
    public ShownPanel {
        settings = Map.copyOf(settings);
    }
}
