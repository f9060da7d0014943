package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.rattache.linking.api.Party;

/** A client file, as linking shows it; what is empty is left out. */
@Schema(name = "Party")
record PartyBody(
        @Schema(maxLength = 36, requiredMode = Schema.RequiredMode.REQUIRED) String id,
        @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String name,
        @Schema(pattern = "\\d{9}", type = "string") Optional<String> siren,
        @Schema(maxLength = 254, type = "string") Optional<String> email,
        @Schema(
                        description = "On which side of links it is; absent when it is in none.",
                        allowableValues = {"main", "secondary"},
                        type = "string")
                Optional<String> role) {

    static PartyBody of(Party party) {
        return new PartyBody(
                party.id(),
                party.name(),
                party.siren(),
                party.email(),
                party.role().map(Names::of));
    }
}
