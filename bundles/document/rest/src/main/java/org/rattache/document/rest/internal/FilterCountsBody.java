package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.rattache.document.api.FilterCounts;

/** How many documents each choice of a filter would leave. */
@Schema(name = "FilterCounts")
public record FilterCountsBody(
        @Schema(description = "By id; a section with none is left out.") Map<String, Long> sections,
        @Schema(description = "By keyword, the most frequent ones.") Map<String, Long> keywords,
        @Schema(description = "By to-client, from-client.") Map<String, Long> directions,
        long unread,
        long read) {

    static FilterCountsBody of(FilterCounts counts) {
        Map<String, Long> directions = new TreeMap<>();
        counts.directions().forEach((name, count) -> directions.put(Names.of(name), count));
        return new FilterCountsBody(
                new TreeMap<>(counts.sections()),
                new TreeMap<>(counts.keywords()),
                directions,
                counts.unread(),
                counts.read());
    }
}
