package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;

/** How the form of a document looks; only the description of the API uses it. */
@Schema(name = "SendForm")
public record SendForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
                String file,
        SendRequest metadata) {}
