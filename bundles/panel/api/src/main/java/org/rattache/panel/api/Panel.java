package org.rattache.panel.api;

import java.util.Map;

/**
 * One panel of a plug-in.
 *
 * @param id unique in its plug-in
 * @param module the address of its JavaScript module; other content has another address
 * @param order among the panels of a point, ascending
 * @param title by language: {@code fr} and {@code en}
 * @param forAdministrators whether other operators of a firm are not shown it
 */
public record Panel(
        String id,
        Point point,
        String module,
        int order,
        Map<String, String> title,
        boolean forAdministrators) {

    /** Copies the title. */
    public Panel {
        title = Map.copyOf(title);
    }
}
