package org.rattache.audit.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.rattache.audit.api.Entry;

/** One entry of the trail in JSON. */
@Schema(name = "TrailEntry", description = "Who did what, and when.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EntryBody(
        @Schema(description = "Id of the event.", maxLength = 36) String id,
        @Schema(
                        description = "Place in the chain of the firm, from 1, without gaps.",
                        minimum = "1")
                long number,
        @Schema(description = "When it happened.") Instant at,
        @Schema(
                        description = "What happened: module, dot, fact.",
                        example = "document.read",
                        maxLength = 80)
                String type,
        @Schema(
                        description =
                                "The firm that it belongs to; absent for what belongs to none.",
                        maxLength = 36)
                Optional<String> firm,
        ActorBody actor,
        @Schema(description = "Client file; of a link, the secondary account's.", maxLength = 100)
                Optional<String> clientFile,
        @Schema(description = "Of a link, the client file of the main account.", maxLength = 100)
                Optional<String> main,
        @Schema(maxLength = 100) Optional<String> link,
        @Schema(maxLength = 100) Optional<String> request,
        @Schema(maxLength = 100) Optional<String> document,
        @Schema(description = "What else is known, such as a reason; empty when it was erased.")
                Map<String, String> detail,
        @Schema(
                        description = "SHA-256 that closes the chain up to here.",
                        pattern = "[0-9a-f]{64}",
                        maxLength = 64)
                String digest) {

    /** Who did it. */
    @Schema(name = "TrailActor", description = "Who did it.")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ActorBody(
            @Schema(
                            description = "What acted.",
                            allowableValues = {"USER", "API_TOKEN", "SYSTEM", "LINK_HOLDER"})
                    String kind,
            @Schema(
                            description =
                                    "Opaque. In a firm's trail, people of the platform stand under a pseudonym of this client file.",
                            maxLength = 100)
                    String id,
            @Schema(description = "Where the reader may know it.", maxLength = 200)
                    Optional<String> name) {}

    static EntryBody of(Entry entry, Map<String, String> names, String noFirm) {
        Entry.Subject subject = entry.subject();
        return new EntryBody(
                entry.event(),
                entry.number(),
                entry.at(),
                entry.type(),
                Optional.of(entry.firm()).filter(firm -> !firm.equals(noFirm)),
                new ActorBody(
                        entry.actor().kind().name(),
                        entry.actor().id(),
                        Optional.ofNullable(names.get(entry.actor().id()))),
                subject.clientFile(),
                subject.main(),
                subject.link(),
                subject.request(),
                subject.document(),
                entry.detail(),
                entry.digest());
    }
}
