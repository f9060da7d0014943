package org.rattache.linking.strategies.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.strategies.internal.LabelledFiles.Labelled;

/**
 * How good suggestions are: every file of a set is chosen once, and what is suggested for it is
 * compared with the files of its group. What counts is a pair of chosen and suggested file.
 */
final class Quality {

    private static final int FIRST_TEN = 10;

    private long right;
    private long wrong;
    private long wanted;
    private long firstRight;
    private long firsts;
    private long rightInTen;
    private long wantedInTen;
    private final Map<String, long[]> kinds = new TreeMap<>();

    /** Chooses every file of a set, or the first ones. */
    static Quality of(
            LabelledFiles set, int most, Function<Candidate, List<GroupSuggestion>> strategy) {
        Map<String, String> groupOf = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        for (Labelled labelled : set.files()) {
            groupOf.put(labelled.file().id(), labelled.group());
            sizes.merge(labelled.group(), 1, Integer::sum);
        }
        Quality quality = new Quality();
        set.files().stream()
                .limit(most)
                .forEach(
                        chosen ->
                                quality.add(
                                        chosen,
                                        strategy.apply(chosen.file()),
                                        groupOf,
                                        sizes.get(chosen.group()) - 1));
        return quality;
    }

    private void add(
            Labelled chosen,
            List<GroupSuggestion> suggestions,
            Map<String, String> groupOf,
            int mates) {
        Set<String> seen = new HashSet<>();
        int hits = 0;
        int hitsInTen = 0;
        for (int i = 0; i < suggestions.size(); i++) {
            GroupSuggestion suggestion = suggestions.get(i);
            if (!seen.add(suggestion.clientFile())) {
                throw new AssertionError("suggested twice: " + suggestion);
            }
            boolean hit = chosen.group().equals(groupOf.get(suggestion.clientFile()));
            if (hit && i < FIRST_TEN) {
                hitsInTen++;
            }
            if (suggestion.score() >= Search.THRESHOLD) {
                right += hit ? 1 : 0;
                wrong += hit ? 0 : 1;
                hits += hit ? 1 : 0;
                if (i == 0) {
                    firsts++;
                    firstRight += hit ? 1 : 0;
                }
            }
        }
        wanted += mates;
        rightInTen += hitsInTen;
        wantedInTen += Math.min(FIRST_TEN, mates);
        long[] kind = kinds.computeIfAbsent(chosen.kind(), name -> new long[2]);
        kind[0] += hits;
        kind[1] += mates;
    }

    double precision() {
        return right + wrong == 0 ? 0 : (double) right / (right + wrong);
    }

    double recall() {
        return wanted == 0 ? 0 : (double) right / wanted;
    }

    double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    /** Of the files for which something is suggested: how often the first suggestion is right. */
    double topOne() {
        return firsts == 0 ? 0 : (double) firstRight / firsts;
    }

    /**
     * Of the files that belong with a chosen one, at most ten: how many are among the first ten.
     */
    double recallAtTen() {
        return wantedInTen == 0 ? 0 : (double) rightInTen / wantedInTen;
    }

    static String header() {
        return String.format(
                Locale.ROOT,
                "%-44s %9s %9s %9s %9s %9s",
                "",
                "precision",
                "recall",
                "F1",
                "top-1",
                "recall@10");
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-44s %9.3f %9.3f %9.3f %9.3f %9.3f",
                name,
                precision(),
                recall(),
                f1(),
                topOne(),
                recallAtTen());
    }

    /** The recall of each kind of group. */
    String kinds() {
        StringBuilder text = new StringBuilder();
        kinds.forEach(
                (kind, counts) -> {
                    if (counts[1] > 0) {
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%-44s %9s %9.3f%n",
                                        "    " + kind,
                                        "",
                                        (double) counts[0] / counts[1]));
                    }
                });
        return text.toString();
    }
}
