package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import org.rattache.platform.api.Violations;

/** What a firm decides about a plug-in, in JSON. */
@Schema(name = "FirmPlugInRequest")
record FirmPlugInRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Boolean enabled,
        @Schema(description = "All settings, by name; absent: as they are.")
                Map<String, Object> settings) {

    boolean checkedEnabled() {
        new Violations().present("/enabled", enabled).throwIfAny();
        return enabled;
    }

    Optional<Map<String, Object>> given() {
        return Optional.ofNullable(settings);
    }
}
