package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import org.rattache.panel.api.Admission;
import org.rattache.platform.api.Violations;

/** Whether a plug-in's panels are shown to anybody, in JSON. */
@Schema(name = "PanelAdmission")
record AdmissionBody(
        @Schema(
                        description = "False: no panel of it is shown to anybody.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Boolean enabled) {

    static AdmissionBody of(Admission admission) {
        return new AdmissionBody(admission.enabled());
    }

    boolean checked() {
        new Violations().present("/enabled", enabled).throwIfAny();
        return enabled;
    }
}
