package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What goes into an export: named documents, or an account and a filter. */
public record ExportRequest(
        @ArraySchema(maxItems = 500, schema = @Schema(maxLength = 36)) List<String> documents,
        @Schema(description = "Instead of documents: all of this account that match.")
                String account,
        String section,
        @Schema(maxLength = 60) String keyword,
        @Schema(maxLength = 255) String q,
        Instant from,
        Instant to,
        @Schema(allowableValues = {"to-client", "from-client"}) String direction,
        Boolean unread) {}
