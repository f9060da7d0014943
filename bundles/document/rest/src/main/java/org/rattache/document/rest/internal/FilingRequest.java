package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A change of how a document is filed; what is left out stays. No record, because a record cannot
 * tell a section that is left out from one that is null.
 */
@Schema(name = "FilingRequest")
public final class FilingRequest {

    @Schema(
            type = "string",
            nullable = true,
            maxLength = 36,
            description = "Id of a section; null: out of any section.")
    private String section;

    @ArraySchema(maxItems = 20, schema = @Schema(maxLength = 60))
    private List<String> keywords;

    private boolean sectionGiven;

    public void setSection(String section) {
        this.section = section;
        this.sectionGiven = true;
    }

    public void setKeywords(List<String> keywords) {
        this.keywords = keywords;
    }

    /** Empty: left out; holding an empty Optional: out of any section. */
    Optional<Optional<String>> section() {
        return sectionGiven ? Optional.of(Values.text(section)) : Optional.empty();
    }

    /** Empty: left out. */
    Optional<List<String>> keywords() {
        return Optional.ofNullable(keywords).map(given -> Values.list("/keywords", given));
    }
}
