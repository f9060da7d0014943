package org.rattache.clientfile.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.rattache.clientfile.api.ClientFile;

/** A client file in JSON; what is empty is left out. */
@Schema(name = "ClientFile")
record ClientFileBody(
        @Schema(maxLength = 36, requiredMode = Schema.RequiredMode.REQUIRED) String id,
        @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String name,
        @Schema(
                        description = "As given; it is not derived from SIRET or VAT.",
                        pattern = "\\d{9}",
                        type = "string")
                Optional<String> siren,
        @Schema(pattern = "\\d{14}", type = "string") Optional<String> siret,
        @Schema(pattern = "FR[0-9A-HJ-NP-Z]{2}\\d{9}", type = "string") Optional<String> vat,
        @Schema(maxLength = 254, format = "email", type = "string") Optional<String> email,
        @Schema(maxLength = 40, type = "string") Optional<String> phone,
        @Schema(maxLength = 500, type = "string") Optional<String> address,
        @Schema(maxLength = 200, type = "string") Optional<String> contact,
        @Schema(
                        description = "When the client was last invited.",
                        type = "string",
                        format = "date-time")
                Optional<Instant> invitedAt,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant createdAt,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant changedAt,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Links links) {

    /** Where to go on. */
    @Schema(name = "ClientFileLinks")
    record Links(
            @Schema(
                            description = "This client file.",
                            maxLength = 200,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String self,
            @Schema(
                            description =
                                    "\"Rattacher\": the suggestions for it. Only while a link is proposed.",
                            maxLength = 200,
                            type = "string")
                    Optional<String> link) {}

    static ClientFileBody of(ClientFile file) {
        return new ClientFileBody(
                file.id(),
                file.name(),
                file.data().siren(),
                file.data().siret(),
                file.data().vat(),
                file.data().email(),
                file.data().phone(),
                file.data().address(),
                file.data().contact(),
                file.invitedAt(),
                file.createdAt(),
                file.changedAt(),
                new Links(
                        path(file),
                        file.proposalOpen()
                                ? Optional.of(
                                        "/api/linking/v1/firms/"
                                                + file.firm()
                                                + "/client-files/"
                                                + file.id()
                                                + "/suggestions")
                                : Optional.empty()));
    }

    /** The path of a client file. */
    static String path(ClientFile file) {
        return ClientFileApplication.BASE + "/firms/" + file.firm() + "/client-files/" + file.id();
    }
}
