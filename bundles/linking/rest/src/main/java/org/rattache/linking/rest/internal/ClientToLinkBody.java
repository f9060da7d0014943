package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.linking.api.ClientToLink;

/** A client file with an open proposal, in JSON. */
@Schema(name = "ClientToLink")
record ClientToLinkBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody clientFile,
        @Schema(
                        description =
                                "Where the proposal comes from: the file's e-mail was changed to that of another one, or a"
                                        + " scan has found it.",
                        allowableValues = {"email-change", "scan"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String kind,
        @Schema(
                        description = "Another file: with the same e-mail, or found by the scan.",
                        implementation = PartyBody.class)
                Optional<PartyBody> counterpart,
        @Schema(
                        description =
                                "The address that the file had before; it will be told of a link.",
                        maxLength = 254,
                        type = "string")
                Optional<String> formerEmail,
        @Schema(
                        description = "Why a scan proposes it; empty for a change of the e-mail.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<SuggestionsBody.Reason> reasons,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant proposedAt,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Links links) {

    /** Where to go on. */
    @Schema(name = "ClientToLinkLinks")
    record Links(
            @Schema(
                            description = "\"Gérer le rattachement\": the suggestions for it.",
                            maxLength = 200,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String suggestions,
            @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED)
                    String dismissal) {}

    static ClientToLinkBody of(String firm, ClientToLink client) {
        String base = LinkingApplication.firm(firm);
        String id = client.clientFile().id();
        return new ClientToLinkBody(
                PartyBody.of(client.clientFile()),
                Names.of(client.kind()),
                client.counterpart().map(PartyBody::of),
                client.formerEmail(),
                client.reasons().stream().map(SuggestionsBody.Reason::of).toList(),
                client.proposedAt(),
                new Links(
                        base + "/client-files/" + id + "/suggestions",
                        base + "/clients-to-link/" + id + "/dismissal"));
    }
}
