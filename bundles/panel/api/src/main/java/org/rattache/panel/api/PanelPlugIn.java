package org.rattache.panel.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running plug-in that brings panels or a settings form.
 *
 * @param id the symbolic name of its bundle
 * @param title what people call it, by language: {@code fr} and {@code en}; empty when it has a
 *     fault
 * @param settings the JSON Schema of its settings, of maps, lists, strings, numbers and booleans;
 *     empty when it has none
 * @param fault why nothing of it is shown, in a sentence
 */
public record PanelPlugIn(
        String id,
        String version,
        Map<String, String> title,
        List<Panel> panels,
        Map<String, Object> settings,
        Optional<String> fault) {

    /** By order, then by id. */
    public static final Comparator<Panel> ORDER =
            Comparator.comparingInt(Panel::order).thenComparing(Panel::id);

    /** Copies and sorts. */
    public PanelPlugIn {
        title = Map.copyOf(title);
        panels = panels.stream().sorted(ORDER).toList();
        settings = Map.copyOf(settings);
    }
}
