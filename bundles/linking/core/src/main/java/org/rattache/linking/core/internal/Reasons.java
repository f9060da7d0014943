package org.rattache.linking.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.rattache.linking.api.SuggestionAnswer.Reason;
import org.rattache.linking.spi.GroupSuggestion;

/** The reasons of strategies, cut to what is shown, and as one column keeps them. */
final class Reasons {

    /** More than these nobody reads. */
    static final int MOST = 20;

    /** More than these do not fit the column. */
    private static final int MOST_STORED = 8;

    private static final String BETWEEN_REASONS = "\n";
    private static final String BETWEEN_PARTS = "\t";

    private Reasons() {}

    static List<Reason> cut(List<GroupSuggestion.Reason> given, String strategy) {
        List<Reason> reasons = new ArrayList<>();
        for (GroupSuggestion.Reason reason : given.subList(0, Math.min(MOST, given.size()))) {
            reasons.add(
                    new Reason(
                            cut(reason.field(), GroupSuggestion.Reason.MAX_FIELD),
                            cut(reason.value(), GroupSuggestion.Reason.MAX_VALUE),
                            strategy));
        }
        return reasons;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** As a column keeps them; the strategy has a column of its own. */
    static String write(List<Reason> reasons) {
        return String.join(
                BETWEEN_REASONS,
                reasons.stream()
                        .limit(MOST_STORED)
                        .map(r -> oneLine(r.field()) + BETWEEN_PARTS + oneLine(r.value()))
                        .toList());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    static List<Reason> read(String column, String strategy) {
        List<Reason> reasons = new ArrayList<>();
        if (column != null) {
            for (String line : column.lines().toList()) {
                int end = line.indexOf(BETWEEN_PARTS);
                if (end >= 0) {
                    reasons.add(
                            new Reason(line.substring(0, end), line.substring(end + 1), strategy));
                }
            }
        }
        return reasons;
    }
}
