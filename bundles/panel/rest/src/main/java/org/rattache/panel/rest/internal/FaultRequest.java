package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import org.rattache.platform.api.Violations;

/** What went wrong with a panel in a browser, in JSON. */
@Schema(name = "PanelFault")
record FaultRequest(
        @Schema(maxLength = 141, requiredMode = Schema.RequiredMode.REQUIRED) String panel,
        @Schema(
                        description = "What happened, such as the message of an error.",
                        maxLength = 500,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String text) {

    void check() {
        Violations violations = new Violations();
        violations.text("/panel", panel, 141);
        violations.text("/text", text, 500);
        violations.throwIfAny();
    }
}
