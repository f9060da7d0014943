package org.rattache.audit.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.rattache.audit.api.Verification;

/** The result of a verification in JSON. */
@Schema(name = "TrailVerification", description = "Whether the chains are whole.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VerificationBody(
        @Schema(description = "Nothing was edited, deleted, inserted, moved or cut off.")
                boolean whole,
        @Schema(description = "Chains read.", minimum = "0") long chains,
        @Schema(description = "Entries recomputed, up to the break.", minimum = "0") long entries,
        @Schema(description = "Anchors outside the database compared.", minimum = "0") long anchors,
        @Schema(
                        description = "Entries whose details were erased in the regular way.",
                        minimum = "0")
                long erased,
        @Schema(description = "Where the first break is.") Optional<Place> brokenAt,
        @Schema(description = "What is wrong there, in words.", maxLength = 500)
                Optional<String> why) {

    /** A place in a chain. */
    @Schema(name = "TrailPlace")
    public record Place(
            @Schema(description = "The chain: a firm, or - for none.", maxLength = 36) String firm,
            @Schema(description = "Number of the entry.", minimum = "1") long number) {}

    static VerificationBody of(Verification.Result result) {
        return new VerificationBody(
                result.whole(),
                result.chains(),
                result.entries(),
                result.anchors(),
                result.erased(),
                result.broken().map(b -> new Place(b.firm(), b.number())),
                result.broken().map(Verification.Break::why));
    }
}
