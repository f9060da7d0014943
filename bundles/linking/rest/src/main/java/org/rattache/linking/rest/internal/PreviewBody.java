package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.rattache.linking.api.LinkPreview;

/** The recap in JSON. */
@Schema(name = "LinkPreview")
record PreviewBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody main,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Row> rows,
        @Schema(
                        description = "What each of the links will ask for beyond the answers.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                SafeguardsBody safeguards,
        @Schema(
                        description = "Which of these accounts the main one should be.",
                        implementation = SuggestedMainBody.class)
                Optional<SuggestedMainBody> suggestedMain,
        @Schema(
                        description = "Send it with the validation: it binds what was shown here.",
                        minLength = 64,
                        maxLength = 64,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String digest) {

    /** The firm's setting, which a link keeps. */
    @Schema(name = "LinkPreviewSafeguards")
    record SafeguardsBody(
            @Schema(
                            description =
                                    "For so many days the documents sent before the group was accepted stay closed.",
                            minimum = "0",
                            maximum = "365",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    int earlierDocumentsDelayDays,
            @Schema(
                            description = "The group is accepted only with a code of the firm.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    boolean codeRequired) {}

    /** One account that will be linked. */
    @Schema(name = "LinkPreviewRow")
    record Row(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PartyBody clientFile,
            @Schema(
                            description = "The company has an active space of its own.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    boolean ownHolder,
            @Schema(
                            description = "This address is told of the link too.",
                            maxLength = 254,
                            type = "string")
                    Optional<String> formerEmail,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @ArraySchema(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "company-request",
                                                "firm-request",
                                                "holder-agreement",
                                                "former-contact-told"
                                            }),
                            arraySchema =
                                    @Schema(
                                            description =
                                                    "What happens with the validation: the main account is asked about"
                                                            + " the company and about the firm, the own holder must"
                                                            + " agree, the former address is told.",
                                            requiredMode = Schema.RequiredMode.REQUIRED))
                    List<String> effects,
            @Schema(
                            description =
                                    "Its e-mail stands in the files of many unrelated companies.",
                            implementation = WarningBody.class)
                    Optional<WarningBody> warning) {}

    static PreviewBody of(LinkPreview preview) {
        return new PreviewBody(
                PartyBody.of(preview.main()),
                preview.rows().stream()
                        .map(
                                row ->
                                        new Row(
                                                PartyBody.of(row.clientFile()),
                                                row.ownHolder(),
                                                row.formerEmail(),
                                                row.effects().stream().map(Names::of).toList(),
                                                row.warning().map(WarningBody::of)))
                        .toList(),
                new SafeguardsBody(
                        preview.safeguards().earlierDocumentsDelayDays(),
                        preview.safeguards().codeRequired()),
                preview.suggestedMain().map(SuggestedMainBody::of),
                preview.digest());
    }
}
