package org.rattache.document.api;

import java.util.Map;

/**
 * How many of an account's documents each choice of a filter would leave, with every other choice
 * of the filter as it is. A choice that would leave none is absent. All are counted in one
 * transaction, by the conditions of {@link ReadableDocuments#list}. Unmodifiable. [PRODUCT P8]
 *
 * @param sections by id of the section; documents in no section are in none of them
 * @param keywords by keyword, as one of the documents spells it; the most frequent ones
 * @param directions by direction
 * @param unread what the space has not read
 * @param read what the space has read
 */
public record FilterCounts(
        Map<String, Long> sections,
        Map<String, Long> keywords,
        Map<Direction, Long> directions,
        long unread,
        long read) {

    public FilterCounts {
        sections = Map.copyOf(sections);
        keywords = Map.copyOf(keywords);
        directions = Map.copyOf(directions);
    }
}
