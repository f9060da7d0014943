package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rattache.linking.api.Link;
import org.rattache.platform.api.Actor;

/** A link in JSON; what is empty is left out. */
@Schema(name = "Link")
record LinkBody(
        @Schema(maxLength = 36, requiredMode = Schema.RequiredMode.REQUIRED) String id,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody main,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody secondary,
        @Schema(
                        allowableValues = {
                            "pending",
                            "accepted",
                            "group-accepted",
                            "refused",
                            "void",
                            "frozen",
                            "closed",
                            "left"
                        },
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String state,
        @Schema(
                        description = "The main account has accepted the firm for this company.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                boolean firmAccepted,
        @Schema(
                        description = "What was written with a refusal, or why it was undone.",
                        maxLength = 1000,
                        type = "string")
                Optional<String> reason,
        @Schema(description = "The link before it.", maxLength = 36, type = "string")
                Optional<String> replaces,
        @Schema(description = "The link after it.", maxLength = 36, type = "string")
                Optional<String> replacedBy,
        @Schema(implementation = SuggestedBy.class) Optional<SuggestedBy> strategy,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ActorBody validatedBy,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant createdAt,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant changedAt,
        @Schema(
                        description = "Oldest first; empty in lists.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<Entry> history,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Where links) {

    /** The strategy that had suggested a link. */
    @Schema(name = "LinkStrategy")
    record SuggestedBy(
            @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String id,
            @Schema(maxLength = 200, type = "string") Optional<String> bundle,
            @Schema(maxLength = 100, type = "string") Optional<String> version) {}

    /** Who did something. */
    @Schema(name = "Actor")
    record ActorBody(
            @Schema(
                            allowableValues = {"user", "api-token", "system", "link-holder"},
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String kind,
            @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String id) {

        static ActorBody of(Actor actor) {
            return new ActorBody(Names.of(actor.kind()), actor.id());
        }
    }

    /** What happened to a link. */
    @Schema(name = "LinkHistoryEntry")
    record Entry(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant at,
            @Schema(
                            allowableValues = {
                                "linked",
                                "unlinked",
                                "main-changed",
                                "proposed-again",
                                "accepted",
                                "group-accepted",
                                "refused",
                                "reopened",
                                "voided",
                                "frozen",
                                "left"
                            },
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String action,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ActorBody actor,
            @Schema(maxLength = 500, type = "string") Optional<String> reason) {}

    /** Where to go on. */
    @Schema(name = "LinkLinks")
    record Where(
            @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String self) {}

    static String path(Link link) {
        return LinkingApplication.firm(link.firm()) + "/links/" + link.id();
    }

    static LinkBody of(Link link) {
        return new LinkBody(
                link.id(),
                PartyBody.of(link.main()),
                PartyBody.of(link.secondary()),
                Names.of(link.state()),
                link.firmAccepted(),
                link.reason(),
                link.replaces(),
                link.replacedBy(),
                link.strategy().map(s -> new SuggestedBy(s.id(), s.bundle(), s.version())),
                ActorBody.of(link.validatedBy()),
                link.createdAt(),
                link.changedAt(),
                link.history().stream()
                        .map(
                                entry ->
                                        new Entry(
                                                entry.at(),
                                                Names.of(entry.action()),
                                                ActorBody.of(entry.actor()),
                                                entry.reason()))
                        .toList(),
                new Where(path(link)));
    }
}
