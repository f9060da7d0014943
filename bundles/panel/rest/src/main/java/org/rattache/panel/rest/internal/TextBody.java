package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** A text in both languages, in JSON. */
@Schema(name = "PanelText")
record TextBody(
        @Schema(maxLength = 60, requiredMode = Schema.RequiredMode.REQUIRED) String fr,
        @Schema(maxLength = 60, requiredMode = Schema.RequiredMode.REQUIRED) String en) {

    /** A plug-in with a fault has no title: it is called by its id. */
    static TextBody of(Map<String, String> title, String otherwise) {
        return new TextBody(
                title.getOrDefault("fr", otherwise), title.getOrDefault("en", otherwise));
    }
}
