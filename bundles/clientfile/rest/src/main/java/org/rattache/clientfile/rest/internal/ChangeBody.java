package org.rattache.clientfile.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.rattache.clientfile.api.ClientFiles;

/** One changed field in JSON. */
@Schema(name = "ClientFileChange")
record ChangeBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant at,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Who actor,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {
                            "name", "siren", "siret", "vat", "email", "phone", "address", "contact"
                        })
                String field,
        @Schema(maxLength = 500, type = "string") Optional<String> before,
        @Schema(maxLength = 500, type = "string") Optional<String> after) {

    /** Who made it. */
    @Schema(name = "ClientFileChangeActor")
    record Who(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"user", "api-token", "system", "link-holder"})
                    String kind,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 100) String id) {}

    static ChangeBody of(ClientFiles.Change change) {
        return new ChangeBody(
                change.at(),
                new Who(
                        change.actor().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        change.actor().id()),
                change.field(),
                change.before(),
                change.after());
    }
}
