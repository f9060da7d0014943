package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.rattache.linking.api.SuggestionAnswer;

/** What the strategies said of a client file, in JSON. */
@Schema(name = "Suggestions")
record SuggestionsBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody clientFile,
        @Schema(
                        description = "The chosen file can be the main account.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                boolean activeSpace,
        @Schema(
                        description = "The surest first; at most 100.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<Item> items,
        @Schema(
                        description =
                                "What the firm wants to be asked has answered. When false, an empty list does not mean that there is"
                                        + " nothing to suggest.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                boolean complete,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Asked> strategies,
        @Schema(
                        description =
                                "Strategies that the firm has chosen and that are not installed.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<String> missing,
        @Schema(
                        description =
                                "Which of these files the main account should be; absent when none can be.",
                        implementation = SuggestedMainBody.class)
                Optional<SuggestedMainBody> suggestedMain,
        @Schema(
                        description =
                                "The file's e-mail stands in the files of many unrelated companies.",
                        implementation = WarningBody.class)
                Optional<WarningBody> warning) {

    /** A suggested client file. */
    @Schema(name = "Suggestion")
    record Item(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody clientFile,
            @Schema(
                            description = "It can be the main account.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    boolean activeSpace,
            @Schema(minimum = "0", maximum = "1", requiredMode = Schema.RequiredMode.REQUIRED)
                    double score,
            @Schema(
                            allowableValues = {"certain", "strong", "possible"},
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String tier,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Reason> reasons,
            @Schema(
                            description = "The strategy with that tier.",
                            maxLength = 100,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String strategy) {}

    /** Why a file is suggested. */
    @Schema(name = "SuggestionReason")
    record Reason(
            @Schema(maxLength = 50, requiredMode = Schema.RequiredMode.REQUIRED) String field,
            @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String value,
            @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String strategy) {

        static Reason of(SuggestionAnswer.Reason reason) {
            return new Reason(reason.field(), reason.value(), reason.strategy());
        }
    }

    /** How a strategy has fared. */
    @Schema(name = "AskedStrategy")
    record Asked(
            @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String strategy,
            @Schema(maxLength = 200, requiredMode = Schema.RequiredMode.REQUIRED) String bundle,
            @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String version,
            @Schema(
                            description = "It was asked because the one above it did not answer.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    boolean standBy,
            @Schema(
                            allowableValues = {
                                "answered",
                                "failed",
                                "timed-out",
                                "overloaded",
                                "suspended"
                            },
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String outcome,
            @Schema(minimum = "0", requiredMode = Schema.RequiredMode.REQUIRED) long millis,
            @Schema(
                            description = "So many of its suggestions were not usable.",
                            minimum = "0",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    int dropped,
            @Schema(maxLength = 200, type = "string") Optional<String> detail,
            @Schema(
                            description = "What the strategy has to say of its answer.",
                            maxLength = 200,
                            type = "string")
                    Optional<String> note) {}

    static SuggestionsBody of(SuggestionAnswer answer) {
        return new SuggestionsBody(
                PartyBody.of(answer.clientFile()),
                answer.activeSpace(),
                answer.suggestions().stream().map(SuggestionsBody::item).toList(),
                answer.complete(),
                answer.strategies().stream().map(SuggestionsBody::asked).toList(),
                answer.missing(),
                answer.suggestedMain().map(SuggestedMainBody::of),
                answer.warning().map(WarningBody::of));
    }

    private static Item item(SuggestionAnswer.Suggestion suggestion) {
        return new Item(
                PartyBody.of(suggestion.clientFile()),
                suggestion.activeSpace(),
                suggestion.score(),
                Names.of(suggestion.tier()),
                suggestion.reasons().stream().map(Reason::of).toList(),
                suggestion.strategy());
    }

    private static Asked asked(SuggestionAnswer.Asked asked) {
        return new Asked(
                asked.strategy(),
                asked.bundle(),
                asked.version(),
                asked.standBy(),
                Names.of(asked.outcome()),
                asked.millis(),
                asked.dropped(),
                asked.detail(),
                asked.note());
    }
}
