package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.rattache.plugin.api.PlugIn;

/** A plug-in in JSON. */
@Schema(name = "PlugIn")
record PlugInBody(
        @Schema(
                        description =
                                "The file in deploy/; of other bundles, where they were installed from.",
                        maxLength = 500,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String name,
        @Schema(maxLength = 200, type = "string") Optional<String> bundle,
        @Schema(maxLength = 100, type = "string") Optional<String> version,
        @Schema(description = "SHA-256 of the file, hexadecimal.", maxLength = 64, type = "string")
                Optional<String> sha256,
        @Schema(
                        allowableValues = {"running", "stopped", "changing", "failing", "held"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String state,
        @Schema(
                        description =
                                "The version that is installed: the one before, while the file is held.",
                        maxLength = 100,
                        type = "string")
                Optional<String> running,
        @Schema(maxLength = 1000, requiredMode = Schema.RequiredMode.REQUIRED) String why,
        @Schema(
                        description = "What an administrator can do about it.",
                        maxLength = 1000,
                        type = "string")
                Optional<String> toDo) {

    static PlugInBody of(PlugIn plugIn) {
        return new PlugInBody(
                plugIn.name(),
                plugIn.symbolicName(),
                plugIn.version(),
                plugIn.sha256(),
                Names.of(plugIn.state()),
                plugIn.running(),
                plugIn.why(),
                plugIn.toDo());
    }
}
