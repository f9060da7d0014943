package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.rattache.panel.api.ShownPanel;

/** A panel in JSON. */
@Schema(name = "Panel")
record PanelBody(
        @Schema(
                        description = "The plug-in and the panel in it: com.example.domains/card.",
                        maxLength = 141,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String id,
        @Schema(
                        description = "The symbolic name of the plug-in's bundle.",
                        maxLength = 100,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String plugIn,
        @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String version,
        @Schema(
                        description = "What people call the plug-in.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                TextBody provenance,
        @Schema(
                        description = "Of the contract between host and panel.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                int apiVersion,
        @Schema(
                        description = "Where it is shown: gateway.dashboard.card.",
                        maxLength = 40,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String point,
        @Schema(
                        description =
                                "The address of its JavaScript module; other content has another address.",
                        maxLength = 500,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String module,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TextBody title,
        @Schema(
                        description = "What the firm has set for the plug-in, by name.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Map<String, Object> settings) {

    private static final int API_VERSION = 1;

    static PanelBody of(ShownPanel shown) {
        String plugIn = shown.plugIn().id();
        return new PanelBody(
                plugIn + "/" + shown.panel().id(),
                plugIn,
                shown.plugIn().version(),
                TextBody.of(shown.plugIn().title(), plugIn),
                API_VERSION,
                shown.panel().point().id(),
                shown.panel().module(),
                TextBody.of(shown.panel().title(), plugIn),
                new TreeMap<>(shown.settings()));
    }
}
