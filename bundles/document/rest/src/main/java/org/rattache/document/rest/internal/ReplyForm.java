package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;

/** How the form of a document for a firm looks; only the description of the API uses it. */
@Schema(name = "ReplyForm")
public record ReplyForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
                String file,
        ReplyRequest metadata) {}
