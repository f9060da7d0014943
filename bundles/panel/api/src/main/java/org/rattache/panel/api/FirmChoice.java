package org.rattache.panel.api;

import java.util.Map;

/**
 * What a firm has decided about a plug-in.
 *
 * @param enabled whether its people are shown the panels; true until the firm decides otherwise
 * @param settings by name; what is not there has the default of the plug-in's schema
 * @param version for If-Match; 0 while the firm has decided nothing
 */
public record FirmChoice(boolean enabled, Map<String, Object> settings, long version) {

    /** Copies the settings. */
    public FirmChoice {
        settings = Map.copyOf(settings);
    }
}
