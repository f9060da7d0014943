package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What is written into a section. */
public record SectionRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        maxLength = 100,
                        description = "Unique in the client file, case and accents ignored.")
                String name,
        @ArraySchema(
                        maxItems = 50,
                        schema = @Schema(maxLength = 60),
                        arraySchema =
                                @Schema(
                                        description =
                                                "A document with one of them, sent without a section, comes into this one."))
                List<String> keywords) {}
