package org.rattache.partner.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.Request;
import org.rattache.partner.api.PartnerRequests.Step;

/** A request in JSON. It never holds a document's name [PRODUCT P3]. */
@Schema(name = "PartnerRequest", description = "A request that waits, or waited, in a space")
record RequestBody(
        @Schema(maxLength = 36) String id,
        @Schema(allowableValues = {"firm", "company", "agreement"}) String kind,
        @Schema(
                        allowableValues = {
                            "pending",
                            "accepted",
                            "group-accepted",
                            "refused",
                            "void",
                            "closed"
                        })
                String state,
        FirmBody firm,
        @Schema(description = "The linked company; of an agreement, the main account's company")
                CompanyBody company,
        @Schema(
                        description = "Whether the linked company's own holder agrees",
                        allowableValues = {"none-needed", "pending", "given"})
                String agreement,
        WaitingBody waiting,
        @Schema(
                        description = "What accepting opens",
                        allowableValues = {
                            "firm-documents",
                            "group",
                            "group-all-firms",
                            "my-documents"
                        })
                String opens,
        @Schema(maxLength = 36) String link,
        Instant createdAt,
        Instant answeredAt,
        @Schema(maxLength = 500) String reason,
        StepsBody steps,
        @Schema(description = "group-acceptance asks for the code that the firm sent")
                boolean codeRequired,
        @Schema(
                        description =
                                "For so many days after group-acceptance what was sent before it stays closed",
                        minimum = "0",
                        maximum = "365")
                int earlierDocumentsDelayDays,
        @Schema(description = "When that delay ends; once the group is accepted")
                Instant earlierDocumentsOpenAt,
        @Schema(description = "The number in the ETag", minimum = "0") long version) {

    /** Who asks. */
    @Schema(name = "PartnerRequestFirm")
    record FirmBody(
            @Schema(maxLength = 36) String id,
            @Schema(maxLength = 500) String name,
            @Schema(pattern = "\\d{14}") String siret) {}

    /** Which company it is about. */
    @Schema(name = "PartnerRequestCompany")
    record CompanyBody(
            @Schema(maxLength = 500) String name, @Schema(pattern = "\\d{9}") String siren) {}

    /** How many documents wait, by media type. */
    @Schema(name = "PartnerRequestWaiting")
    record WaitingBody(@Schema(minimum = "0") long total, Map<String, Long> byType) {}

    /** What can be answered now. */
    @Schema(name = "PartnerRequestSteps")
    record StepsBody(boolean accept, boolean acceptGroup, boolean refuse, boolean reopen) {}

    static RequestBody of(Request request) {
        return new RequestBody(
                request.id(),
                Texts.of(request.kind()),
                Texts.of(request.state()),
                new FirmBody(
                        request.firm().id(),
                        request.firm().name(),
                        request.firm().siret().orElse(null)),
                new CompanyBody(request.company().name(), request.company().siren().orElse(null)),
                Texts.of(request.agreement()),
                new WaitingBody(request.waiting().total(), request.waiting().byType()),
                Texts.of(request.opens()),
                request.link(),
                request.createdAt(),
                request.answeredAt().orElse(null),
                request.reason().orElse(null),
                new StepsBody(
                        request.steps().contains(Step.ACCEPT),
                        request.steps().contains(Step.ACCEPT_GROUP),
                        request.steps().contains(Step.REFUSE),
                        request.steps().contains(Step.REOPEN)),
                request.kind() == Kind.COMPANY && request.safeguards().codeRequired(),
                request.safeguards().earlierDocumentsDelayDays(),
                request.earlierDocumentsOpenAt().orElse(null),
                request.version());
    }
}
