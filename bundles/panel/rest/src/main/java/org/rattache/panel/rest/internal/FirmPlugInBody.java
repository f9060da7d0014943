package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rattache.panel.api.FirmChoice;
import org.rattache.panel.api.Panel;
import org.rattache.panel.api.PanelPlugIn;

/** A plug-in that brings panels, and what a firm has decided about it, in JSON. */
@Schema(name = "FirmPlugIn")
record FirmPlugInBody(
        @Schema(
                        description = "The symbolic name of its bundle.",
                        maxLength = 100,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String id,
        @Schema(
                        description = "Of the running one; absent while none runs.",
                        maxLength = 100,
                        type = "string")
                Optional<String> version,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TextBody title,
        @Schema(
                        description = "Whether the firm's people are shown its panels.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                boolean enabled,
        @Schema(
                        description =
                                "Whether the server's administrator lets anybody be shown its panels.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                boolean admitted,
        @Schema(description = "Why nothing of it is shown.", maxLength = 500, type = "string")
                Optional<String> fault,
        @Schema(
                        description = "Where its panels are shown.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<String> points,
        @Schema(
                        description = "The JSON Schema of its settings; empty when it has none.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Map<String, Object> settingsSchema,
        @Schema(
                        description = "What the firm has set, by name.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Map<String, Object> settings) {

    static FirmPlugInBody of(
            String id, Optional<PanelPlugIn> running, FirmChoice choice, boolean admitted) {
        return new FirmPlugInBody(
                id,
                running.map(PanelPlugIn::version),
                TextBody.of(running.map(PanelPlugIn::title).orElse(Map.of()), id),
                choice.enabled(),
                admitted,
                running.flatMap(PanelPlugIn::fault),
                running.map(PanelPlugIn::panels).orElse(List.of()).stream()
                        .map(Panel::point)
                        .sorted()
                        .map(point -> point.id())
                        .distinct()
                        .toList(),
                running.map(PanelPlugIn::settings).orElse(Map.of()),
                choice.settings());
    }
}
